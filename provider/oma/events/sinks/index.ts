import type { Listener } from "../event.js";
import { jsonLines } from "./json-lines.js";
import { text } from "./text.js";

/** What OMA_LOG may be; see the README. */
export type Log = "text" | "json";

const toStandardError = (line: string): void => {
  process.stderr.write(line);
};

export function sinkFor(log: Log): Listener {
  return log === "json" ? jsonLines(toStandardError) : text(toStandardError);
}
