import type { Behaviours } from "../behaviours/switches.js";

/** How far a job is that began at `started`: from 0 to 1, by the clock alone, so nothing has to run in the background. */
export function progress(started: number, at: number, behaviours: Readonly<Behaviours>, size = 1): number {
  const needed = behaviours.jobSeconds * 1000 * size;
  return needed <= 0 ? 1 : Math.min(1, Math.max(0, (at - started) / needed));
}

/** Assumed: no source lists the states; "queued" is in an example. */
export function jobStatus(done: number): "queued" | "running" | "done" {
  return done >= 1 ? "done" : done > 0 ? "running" : "queued";
}

/** A captured answer shows the id of a job as milliseconds since 1970. `taken` keeps ids apart. */
export function newJobId(at: number, taken: (id: string) => boolean): string {
  let id = at;
  while (taken(String(id))) id++;
  return String(id);
}
