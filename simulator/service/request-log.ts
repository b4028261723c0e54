import type { JsonObject } from "../wire/json.js";

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
  /** The faults that hit the call, by their effect; left out when there were none. */
  faults?: string[];
}

/** The newest so many are always there, older ones for a while. Enough for any test, and a bound for a long measurement. */
const KEPT = 20_000;

/** What came in over HTTP, in the order of arrival. */
export class RequestLog {
  #entries: LogEntry[] = [];
  /** How many came before the first that is still there. */
  #gone = 0;

  add(entry: LogEntry): void {
    this.#entries.push(entry);
    if (this.#entries.length >= 2 * KEPT) this.#forget(KEPT);
  }

  /** How many there have been. */
  get total(): number {
    return this.#gone + this.#entries.length;
  }

  /** Those after the first so many. */
  since(count: number): LogEntry[] {
    return this.#entries.slice(Math.max(0, count - this.#gone));
  }

  entries(): LogEntry[] {
    return [...this.#entries];
  }

  filter(keep: (entry: LogEntry) => boolean): LogEntry[] {
    return this.#entries.filter(keep);
  }

  clear(): void {
    this.#forget(this.#entries.length);
  }

  #forget(count: number): void {
    this.#entries = this.#entries.slice(count);
    this.#gone += count;
  }
}
