import type { JsonObject } from "./json.js";

export interface LogEntry {
  /** Milliseconds by the clock of the simulator. */
  at: number;
  method: string;
  /** The name the call is about: an address, a domain, a company, a brand, domain/workgroup; "" when there is none. */
  object: string;
  /** The caller, as named in the credentials; nothing else of the credentials is kept. */
  user: string;
  client: string;
  /** Attributes as sent, secrets masked; undefined when the request had none. */
  attributes: JsonObject | undefined;
  /** All other top-level request fields, secrets masked. */
  fields: JsonObject;
  createOnly: boolean;
  /** HTTP status. */
  status: number;
  /** "ok", the OMA error number, or null when the answer was no OMA answer (status 400, 404, 500). */
  outcome: "ok" | number | null;
}

/** Kept at most; the oldest go first. Enough for any test, and a bound for a long measurement. */
const CAPACITY = 100_000;

/** What came in over HTTP, in the order of arrival. */
export class RequestLog {
  #entries: LogEntry[] = [];

  add(entry: LogEntry): void {
    this.#entries.push(entry);
    if (this.#entries.length > CAPACITY) this.#entries = this.#entries.slice(CAPACITY / 2);
  }

  entries(): LogEntry[] {
    return [...this.#entries];
  }

  filter(keep: (entry: LogEntry) => boolean): LogEntry[] {
    return this.#entries.filter(keep);
  }

  clear(): void {
    this.#entries = [];
  }
}
