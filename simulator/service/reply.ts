import type { JsonObject } from "../wire/json.js";

/** What the service answers. */
export interface HttpAnswer {
  status: number;
  body: JsonObject;
}

/** How an answer gets to the client, when it is not simply sent. */
export type Delivery = { kind: "reset" } | { kind: "half" } | { kind: "slow"; bytes: number; everyMs: number };

/** An answer as the transport is to send it. */
export interface Reply {
  status: number;
  body: JsonObject | string;
  contentType?: string;
  delivery?: Delivery;
}

/**
 * The text of an answer. The service appends the audit id to text that is complete: as the last member, after a comma and a
 * blank (question 65), which clients that read the raw text rely on.
 */
export function textOf(body: Reply["body"]): string {
  if (typeof body === "string") return body;
  const { audit, ...others } = body;
  if (audit === undefined || Object.keys(others).length === 0) return JSON.stringify(body);
  return `${JSON.stringify(others).slice(0, -1)}, "audit":${JSON.stringify(audit)}}`;
}

/**
 * Question 57: the bodies of 400, 404 and 500 are not documented; small JSON here.
 *
 * @param remedy - what the person who wrote the client has to know
 */
export function failure(status: number, remedy?: string): HttpAnswer {
  const errors: Record<number, string> = {
    400: "Bad Request",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    413: "Payload Too Large",
    415: "Unsupported Media Type",
    500: "Internal Server Error",
  };
  const error = errors[status] ?? "Error";
  return { status, body: { success: false, error: remedy === undefined ? error : `${error}. ${remedy}` } };
}

/** For a request outside of the API. */
export function unknownPath(): HttpAnswer {
  return failure(404, "Methods live under /api/: send POST /api/get_user to call get_user.");
}

/** For a request under /api/ that names no method. */
export function unknownMethod(): HttpAnswer {
  return failure(404, "No method under /api/ has this name. GET /fidelity lists those that there are.");
}

/** The answer of a proxy in front of a service that fails. A 500 comes from the service itself. */
export function proxyFailure(status: 500 | 502 | 503 | 504): Reply {
  if (status === 500) return failure(500);
  const title = `${status} ${{ 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout" }[status]}`;
  const body = `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
  return { status, body, contentType: "text/html" };
}

/** No answer at all. */
export const RESET: Reply = { status: 0, body: "", delivery: { kind: "reset" } };
