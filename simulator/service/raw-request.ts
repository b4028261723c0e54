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
 * A whole request, to be written as text when somebody asks for it: most are never looked at. It holds the body with the
 * secrets masked, not the body as it came.
 */
export class RawRequest {
  #arrival: Omit<Arrival, "body"> | undefined;
  readonly #length: number;
  #body: JsonObject | string;

  /** @param request - the body as an object, with its secrets masked. Undefined when the body is not an object */
  constructor({ body = "", ...arrival }: Arrival, request: JsonObject | undefined) {
    this.#arrival = arrival;
    this.#length = body.length;
    this.#body = request ?? maskedText(body.slice(0, LONGEST_BODY));
  }

  /** Undefined once it is forgotten. */
  text(): string | undefined {
    if (!this.#arrival) return undefined;
    const { verb, target, version, headers } = this.#arrival;
    const lines = [`${verb} ${maskedTarget(target)} HTTP/${version}`];
    for (let at = 0; at + 1 < headers.length; at += 2) {
      const [name = "", value = ""] = headers.slice(at, at + 2);
      lines.push(`${name}: ${SECRET_HEADER.test(name) ? MASK : value}`);
    }
    const body = typeof this.#body === "string" ? this.#body : JSON.stringify(this.#body);
    const end =
      Math.max(body.length, this.#length) > LONGEST_BODY ? `\n(cut: the body has ${this.#length} characters)` : "";
    return `${lines.join("\n")}\n\n${body.slice(0, LONGEST_BODY)}${end}`;
  }

  forget(): void {
    this.#arrival = undefined;
    this.#body = "";
  }
}

/** OMA takes nothing from a query, so all of its values are masked; so is a user that the address names. */
function maskedTarget(target: string): string {
  const [path = "", ...query] = target.split("?");
  const address = path.replace(/\/\/[^/@]*@/, `//${MASK}@`);
  return query.length === 0 ? address : `${address}?${query.join("?").replace(/=[^&]*/g, `=${MASK}`)}`;
}
