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

/** Question 57: the bodies of 400, 404 and 500 are not documented; small JSON here. */
export function failure(status: number): HttpAnswer {
  const errors: Record<number, string> = {
    400: "Bad Request",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    413: "Payload Too Large",
    415: "Unsupported Media Type",
    500: "Internal Server Error",
  };
  return { status, body: { success: false, error: errors[status] ?? "Error" } };
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
