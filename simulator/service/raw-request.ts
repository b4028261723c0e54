import type { JsonObject } from "../wire/json.js";
import { MASK, maskedText } from "../wire/masking.js";

/** A request as it came over HTTP. */
export interface Arrival {
  /** IP address of the client. */
  readonly source: string;
  readonly verb: string;
  /** Path and query. */
  readonly target: string;
  /** "1.1" */
  readonly version: string;
  /** Names and values in turn, as they were sent. */
  readonly headers: readonly string[];
  /** Undefined when it was not read or is not UTF-8. */
  readonly body: string | undefined;
}

/** Characters of a body that are kept. */
const LONGEST_BODY = 65_536;

const SECRET_HEADER = /authorization|cookie|token|secret|password|api-?key/i;

/**
 * The whole request as text, with its secrets masked.
 *
 * @param request - the body as an object, with its secrets masked. Undefined when the body is not an object.
 */
export function rawText({ verb, target, version, headers, body = "" }: Arrival, request?: JsonObject): string {
  const lines = [`${verb} ${maskedTarget(target)} HTTP/${version}`];
  for (let at = 0; at + 1 < headers.length; at += 2) {
    const [name = "", value = ""] = headers.slice(at, at + 2);
    lines.push(`${name}: ${SECRET_HEADER.test(name) ? MASK : value}`);
  }
  const text = request ? JSON.stringify(request) : maskedText(body.slice(0, LONGEST_BODY));
  const isCut = text.length > LONGEST_BODY || body.length > LONGEST_BODY;
  const end = isCut ? `\n(cut: the body has ${body.length} characters)` : "";
  return `${lines.join("\n")}\n\n${text.slice(0, LONGEST_BODY)}${end}`;
}

/** OMA takes nothing from a query, so all of its values are masked; so is a user that the address names. */
function maskedTarget(target: string): string {
  const [path = "", ...query] = target.split("?");
  const address = path.replace(/\/\/[^/@]*@/, `//${MASK}@`);
  return query.length === 0 ? address : `${address}?${query.join("?").replace(/=[^&]*/g, `=${MASK}`)}`;
}
