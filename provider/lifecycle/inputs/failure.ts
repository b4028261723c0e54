/** One mistake in the inputs of a resource, as the engine is told of it. */
export interface Failure {
  /** The input at fault; empty for secrets, since the engine prints the value of a named one. */
  readonly property: string;
  /** What is wrong and what to do, without the value. */
  readonly reason: string;
}

/** A mistake whose reason names the input itself. */
export function unnamed(reason: string): Failure {
  return { property: "", reason };
}
