import type { State } from "../state/state.js";

/** A change was carried out in part. The state must learn what holds now, or the next run would start from wrong values. */
export class PartialError extends Error {
  constructor(
    readonly state: State,
    /** Base address of the service that was asked. */
    readonly service: string,
    override readonly cause: Error,
  ) {
    super(cause.message, { cause });
    this.name = "PartialError";
  }
}
