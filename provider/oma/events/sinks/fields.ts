import type { OmaEvent } from "../event.js";

/** All that a sink may show, in the order of its showing. */
const shown = [
  "id",
  "type",
  "method",
  "object",
  "attempt",
  "waitingFor",
  "outcome",
  "number",
  "pauseMs",
  "durationMs",
] as const;

/** The members of an event that are on the list, whatever else it may have. */
export function fieldsOf(event: OmaEvent): [string, string | number][] {
  const members = event as unknown as Readonly<Record<string, unknown>>;
  return shown.flatMap((name): [string, string | number][] => {
    const value = members[name];
    if (typeof value === "number") return [[name, Math.round(value)]];
    return typeof value === "string" ? [[name, value]] : [];
  });
}
