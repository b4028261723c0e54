/** A failed step. The message says everything that helps, so no stack is shown. */
export class EngineFailed extends Error {
  override readonly name = "EngineFailed";
}
