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
}

/**
 * Base of everything this package throws on purpose. Its words and fields never hold a credential or a password: they are
 * redacted where the error is made, and nothing of the HTTP request or answer is kept.
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
    const words = [`${subject === "" ? "" : `${subject}: `}${sentence(reason)}`, details.remedy].filter(Boolean);
    super(words.join(" "), options);
    this.name = new.target.name;
    this.code = code;
    this.method = details.method;
    this.object = details.object;
    this.attribute = details.attribute;
    this.number = details.number;
    this.remedy = details.remedy;
  }

  toJSON(): Record<string, unknown> {
    const { name, code, message, method, object, attribute, number, remedy } = this;
    return { name, code, message, method, object, attribute, number, remedy };
  }
}

function sentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
