import type { Behaviours } from "../behaviours/switches.js";

/** The share of a job that is done, from 0 to 1. It follows from the clock, so that nothing runs in the background. */
export function progress(started: number, at: number, behaviours: Readonly<Behaviours>, size = 1): number {
  const needed = behaviours.jobSeconds * 1000 * size;
  return needed <= 0 ? 1 : Math.min(1, Math.max(0, (at - started) / needed));
}

/** Assumed: no source lists the states; "queued" is in an example. */
export function jobStatus(done: number): "queued" | "running" | "done" {
  return done >= 1 ? "done" : done > 0 ? "running" : "queued";
}

/** A captured answer shows the id of a job as milliseconds since 1970. `taken` keeps ids unique. */
export function newJobId(at: number, taken: (id: string) => boolean): string {
  let id = at;
  while (taken(String(id))) id++;
  return String(id);
}
