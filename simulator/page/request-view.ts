import type { LogEntry, RequestLog } from "../service/request-log.js";
import { ERROR_TEXTS } from "../wire/errors.js";

/** The newest requests that are sent at once. More than anybody reads in a second. */
const MOST_ENTRIES = 200;

/** The newest of the entries after the first `count` requests, as rows of a table. `number` counts all requests from 1. */
export function requestRows(log: RequestLog, count: number): object[] {
  const entries = log.since(count).slice(-MOST_ENTRIES);
  return entries.map((entry, position) => {
    const { at, method, object, user, status, outcome, faults } = entry;
    // What a request asked for that names no method: "GET /elsewhere".
    const line = method === "" ? { line: entry.raw?.split(" ").slice(0, 2).join(" ") ?? "" } : {};
    const number = log.total - entries.length + position + 1;
    return { number, at, method, ...line, object, user, status, outcome, faults };
  });
}

/** Everything about one request, and what its error number means. */
export function requestView(entry: LogEntry): object {
  const { outcome } = entry;
  return { ...entry, ...(typeof outcome === "number" ? { error: ERROR_TEXTS[outcome] } : {}) };
}
