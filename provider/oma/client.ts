import type { OmaConfig } from "./config.js";
import { defaultRetryPolicy, type Effect, type RetryPolicy, withRetry } from "./retry.js";
import { Session } from "./session.js";
import { type Answer, httpTransport, type Transport } from "./transport.js";

/** Method names start with what they do; everything that is not a look-up may change something. */
const readMethod = /^_?(get|search)_|^echo$/;

/** The request fields that name the object a call is about, most specific first. */
const naming = ["user", "workgroup", "brand", "domain", "company"] as const;

/**
 * Calls OMA methods by name.
 *
 * One client is meant to be shared by everything in a process that uses the same account: its session token, its
 * connections and the memory of refused credentials are per client.
 */
export class OmaClient {
  private readonly session: Session;

  constructor(
    config: OmaConfig,
    private readonly retryPolicy: RetryPolicy = defaultRetryPolicy,
    transport: Transport = httpTransport(config.base),
  ) {
    this.session = new Session(config, transport);
  }

  /**
   * Sends one call, without `credentials`, which are added.
   *
   * @returns the answer, whose `success` is true.
   * @throws OmaApiError with the service's number; OmaCredentialsError, OmaConnectionError, OmaHttpError or
   * OmaOutcomeUnknownError for the rest.
   */
  call(method: string, fields: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
    const effect: Effect = readMethod.test(method) ? "read" : "write";
    const details = { method, object: objectOf(fields) };
    return withRetry(effect, this.retryPolicy, () => this.session.post(method, fields, details));
  }
}

function objectOf(fields: Readonly<Record<string, unknown>>): string | undefined {
  const criteria = (fields.criteria ?? {}) as Record<string, unknown>;
  const name = naming.map((field) => fields[field] ?? criteria[field]).find((value) => typeof value === "string");
  return name as string | undefined;
}
