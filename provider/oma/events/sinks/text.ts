import type { Listener } from "../event.js";
import { fieldsOf } from "./fields.js";

const plain = /^[\w.@+/-]+$/;

/** One line to read per event. Values that could pass for something else are quoted. */
export function text(write: (line: string) => void, clock: () => Date = () => new Date()): Listener {
  return (event) => {
    const words = fieldsOf(event).map(([name, value]) => {
      const word = plain.test(String(value)) ? value : JSON.stringify(value);
      return positional.has(name) ? word : `${name}=${word}`;
    });
    write(`${clock().toISOString()} oma ${words.join(" ")}\n`);
  };
}

const positional: ReadonlySet<string> = new Set(["id", "type", "method", "object"]);
