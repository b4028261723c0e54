import type { Listener } from "../event.js";
import { fieldsOf } from "./fields.js";

/** One JSON object per line and event. */
export function jsonLines(write: (line: string) => void, clock: () => Date = () => new Date()): Listener {
  return (event) => {
    write(`${JSON.stringify({ time: clock().toISOString(), ...Object.fromEntries(fieldsOf(event)) })}\n`);
  };
}
