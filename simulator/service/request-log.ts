import type { JsonObject } from "../wire/json.js";
import type { RawRequest } from "./raw-request.js";

export interface LogEntry {
  /** Milliseconds since 1970, by the clock of the simulator. */
  at: number;
  /** The OMA method. "" for a request that is not to a path of the API. */
  method: string;
  /** The object of the call: an address, a domain, a company, a brand or domain/workgroup. "" when there is none. */
  object: string;
  /** The user of the credentials. Nothing else of the credentials is kept. */
  user: string;
  client: string;
  /** Attributes as sent, with secrets masked. Undefined when the request had none. */
  attributes: JsonObject | undefined;
  /** All other top-level request fields, with secrets masked. */
  fields: JsonObject;
  createOnly: boolean;
  /** HTTP status. */
  status: number;
  /** "ok", the OMA error number, or null when the status was not 200. */
  outcome: "ok" | number | null;
  /** The effects of the faults that hit the call. Left out when there were none. */
  faults?: string[];
  /** The whole request over HTTP as text, with secrets masked. Undefined for all but the newest 2,000 entries. */
  readonly raw: string | undefined;
}

/** The newest entries that are always kept. Enough for any test, and a bound for a long measurement. */
const KEPT = 20_000;

/** The newest entries that keep their raw text. */
const KEPT_RAW = 2000;

/** The requests that came over HTTP, in the order of arrival. */
export class RequestLog {
  #entries: LogEntry[] = [];
  /** The newest, each at the number of its request modulo their number. */
  readonly #raw: RawRequest[] = [];
  /** How many entries were dropped. */
  #gone = 0;

  /** `raw`: what the entry gives as its raw text. */
  add(entry: LogEntry, raw: RawRequest): void {
    this.#entries.push(entry);
    const place = (this.total - 1) % KEPT_RAW;
    this.#raw[place]?.forget();
    this.#raw[place] = raw;
    if (this.#entries.length >= 2 * KEPT) this.#forget(KEPT);
  }

  /** How many requests there have been. */
  get total(): number {
    return this.#gone + this.#entries.length;
  }

  /** The entries after the first `count` requests. */
  since(count: number): LogEntry[] {
    return this.#entries.slice(Math.max(0, count - this.#gone));
  }

  /** The entry of a request, counted from 1. Undefined when it is not kept any more. */
  at(number: number): LogEntry | undefined {
    return this.#entries[number - 1 - this.#gone];
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
