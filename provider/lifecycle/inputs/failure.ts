/** One mistake in the inputs of a resource, as the engine reports it. */
export interface Failure {
  /** The input at fault. Empty for secrets, since the engine prints the value of an input that is named. */
  readonly property: string;
  /** What is wrong and what to do, without the value. */
  readonly reason: string;
}

/** A mistake whose reason names the input itself. */
export function unnamed(reason: string): Failure {
  return { property: "", reason };
}
