/** A step that did not work: the message says all that helps, a stack would add nothing. */
export class EngineFailed extends Error {
  override readonly name = "EngineFailed";
}
