import { shown, shownJson } from "../../shown-text.js";
import type { Listener, OmaEvent } from "./event.js";

/** "text" is a line to read for each event, "json" a JSON object on a line of its own. */
export type LogFormat = "text" | "json";

/** A listener that writes each event to standard error. */
export function logListener(format: LogFormat): Listener {
  return format === "json" ? jsonLog(toStandardError) : textLog(toStandardError);
}

const toStandardError = (line: string): void => {
  process.stderr.write(line);
};

/** Writes one line to read for each event. Quotes a value that a reader could take for something else. */
export function textLog(write: (line: string) => void, date: () => Date = () => new Date()): Listener {
  return (event) => {
    const words = shownFields(event).map(([name, value]) => {
      const word = plain.test(String(value)) ? value : JSON.stringify(value);
      return positional.has(name) ? word : `${name}=${word}`;
    });
    write(`${shown(`${date().toISOString()} oma ${words.join(" ")}`)}\n`);
  };
}

const plain = /^[\w.@+/-]+$/;
const positional: ReadonlySet<string> = new Set(["id", "type", "method", "object"]);

/** Writes one JSON object and a line break for each event. */
export function jsonLog(write: (line: string) => void, date: () => Date = () => new Date()): Listener {
  return (event) => {
    write(`${shownJson({ time: date().toISOString(), ...Object.fromEntries(shownFields(event)) })}\n`);
  };
}

/** All that a log may show, in the order of its showing. */
const inOrder = [
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

/** The members of an event that are on the list, whatever else it has. Milliseconds are rounded. */
function shownFields(event: OmaEvent): [string, string | number][] {
  const members = new Map<string, unknown>(Object.entries(event));
  return inOrder.flatMap((name): [string, string | number][] => {
    const value = members.get(name);
    if (typeof value === "number") return [[name, Math.round(value)]];
    return typeof value === "string" ? [[name, value]] : [];
  });
}
