import { shown, shownValue } from "../../shown-text.js";

/** A read that shows whether a write was carried out. */
export interface ReadBack {
  /** The OMA method of the read. */
  readonly method: string;
  /** Its fields, without `credentials`. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What an error can say about itself, beyond its words. */
export interface OmaErrorDetails {
  /** The OMA method of the call. */
  readonly method?: string | undefined;
  /** The object of the call: an address, a domain, a brand or a company. */
  readonly object?: string | undefined;
  /** The attribute at fault, under its wire name. */
  readonly attribute?: string | undefined;
  /** The OMA error number, when the service answered with one. */
  readonly number?: number | undefined;
  /** What the operator can do: whole sentences. */
  readonly remedy?: string | undefined;
  /** For writes: the read that shows whether the service carried it out. */
  readonly readBack?: ReadBack | undefined;
}

/**
 * Base of every error that this package throws on purpose. Its words and members never hold a credential or a password:
 * whoever makes the error redacts them, and keeps nothing of the HTTP request or response. The message is ready to print, and
 * holds nothing that a terminal or a pipeline takes for control: one line on what happened, one with the service's hints if it gave any, one on what to do.
 */
export class OmaError extends Error {
  /** Stays the same between releases, such as `OMA_OBJECT_EXISTS`. */
  readonly code: string;
  readonly method: string | undefined;
  object: string | undefined;
  readonly attribute: string | undefined;
  readonly number: number | undefined;
  readonly remedy: string | undefined;

  /** @param reason what happened, without a full stop at the end; the method and the object come before it. */
  constructor(code: string, reason: string, details: OmaErrorDetails = {}, options?: ErrorOptions) {
    const subject = [details.object, details.method]
      .filter((part) => part !== undefined)
      .map(shownValue)
      .join(": ");
    const lines = [`${subject === "" ? "" : `${subject}: `}${sentence(reason)}`, details.remedy].filter(Boolean);
    super(shown(lines.join("\n  ")), options);
    this.name = new.target.name;
    this.code = code;
    this.method = details.method;
    this.object = details.object;
    this.attribute = details.attribute;
    this.number = details.number;
    this.remedy = details.remedy;
  }

  /** Calls an object by another name wherever the error names it. */
  callObject(name: string, otherName: string): void {
    this.message = this.message.replaceAll(name, otherName);
    if (this.object === name) this.object = otherName;
  }

  /** All that the error says, and its causes: of foreign ones the name and the system's code alone. */
  toJSON(): Record<string, unknown> {
    const { name, code, message, method, object, attribute, number, remedy, cause } = this;
    const because = cause instanceof OmaError ? { cause: cause.toJSON() } : systemCause(cause);
    return { name, code, message, method, object, attribute, number, remedy, ...because };
  }
}

/** Other errors may hold anything. Only the name and the system's code are safe. */
function systemCause(cause: unknown): { cause?: Record<string, unknown> } {
  return cause instanceof Error ? { cause: { name: cause.name, code: systemCode(cause) } } : {};
}

/** The system's code of an error, such as ECONNREFUSED; undefined where it has none. */
export function systemCode(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

function sentence(words: string): string {
  return /[.!?\]]$/.test(words) ? words : `${words}.`;
}
