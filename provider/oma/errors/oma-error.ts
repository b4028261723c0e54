/** A read that shows whether a write was carried out. */
export interface Look {
  readonly method: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What an error can say about itself, beyond its words. */
export interface OmaErrorDetails {
  /** The OMA method that was called. */
  readonly method?: string | undefined;
  /** The object the call was about: an address, a domain, a brand or a company. */
  readonly object?: string | undefined;
  /** The attribute at fault, under the wire's name. */
  readonly attribute?: string | undefined;
  /** The OMA error number, when the service answered one. */
  readonly number?: number | undefined;
  /** What the operator can do. */
  readonly remedy?: string | undefined;
  /** For writes: how to see whether it was carried out. */
  readonly look?: Look | undefined;
}

/**
 * Base of everything this package throws on purpose. Its words and fields never hold a credential or a password: they are
 * redacted where the error is made, and nothing of the HTTP request or answer is kept. The message is made to be printed:
 * one line on what happened, one with the service's hints if it gave any, one on what to do.
 */
export class OmaError extends Error {
  /** Stable for programs, such as `OMA_OBJECT_EXISTS`. */
  readonly code: string;
  readonly method: string | undefined;
  readonly object: string | undefined;
  readonly attribute: string | undefined;
  readonly number: number | undefined;
  readonly remedy: string | undefined;

  constructor(code: string, reason: string, details: OmaErrorDetails = {}, options?: ErrorOptions) {
    const subject = [details.object, details.method].filter((part) => part !== undefined).join(": ");
    const lines = [`${subject === "" ? "" : `${subject}: `}${sentence(reason)}`, details.remedy].filter(Boolean);
    super(lines.join("\n  "), options);
    this.name = new.target.name;
    this.code = code;
    this.method = details.method;
    this.object = details.object;
    this.attribute = details.attribute;
    this.number = details.number;
    this.remedy = details.remedy;
  }

  toJSON(): Record<string, unknown> {
    const { name, code, message, method, object, attribute, number, remedy, cause } = this;
    const because = cause instanceof OmaError ? { cause: cause.toJSON() } : systemCause(cause);
    return { name, code, message, method, object, attribute, number, remedy, ...because };
  }
}

/** Other errors may hold anything; only the name and the system's code are safe. */
function systemCause(cause: unknown): { cause?: Record<string, unknown> } {
  if (!(cause instanceof Error)) return {};
  return { cause: { name: cause.name, code: (cause as NodeJS.ErrnoException).code } };
}

function sentence(words: string): string {
  return /[.!?\]]$/.test(words) ? words : `${words}.`;
}
