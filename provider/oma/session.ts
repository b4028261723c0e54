import { type Clock, systemClock } from "../time.js";
import { expired, fatalForCredentials, retryable, tokenExpired } from "./catalogue.js";
import type { OmaConfig } from "./config.js";
import { OmaApiError, OmaConfigError, OmaCredentialsError, OmaError, type OmaErrorDetails } from "./errors/index.js";
import { Verdict } from "./flow/verdict.js";
import type { OmaResponse } from "./http/response.js";
import type { Transport } from "./http/transport.js";
import type { Fields } from "./methods/index.js";

/** What the client puts on a call beside its user. */
type Secret = { readonly token: string } | { readonly password: string };

/** Runs an authentication until it succeeds or may not be retried; `deadline` is a time on the session's clock. */
type Retry = <T>(attempt: (deadline: number) => Promise<T>) => Promise<T>;

interface IssuedToken {
  readonly token: string;
  /** On the session's clock. */
  readonly renewAt: number;
  readonly expiresAt: number;
}

/** The life of a token: the guide allows 1 to 86400 s (GUIDE). This is long enough for a run over 10,000 mailboxes. */
const tokenSeconds = 10_800;
/** The session renews a token after this part of its life, while the token is still good. */
const renewAfter = 0.9;
/** The service does not know the user, or not with this password or token. */
const wrongCredentials = 1;
/** The name of the caller in the service's log (common request fields). */
const client = "pulumi-oma";

/**
 * Puts credentials on calls.
 *
 * The session spends a password once, on a session token that all concurrent calls share. It renews the token beside the
 * calls before the token expires, and once more for a call when the service says that it has (1, 39). When the service refuses
 * the credentials themselves, the run ends: retries could lock the account. 39 in answer to a token never means that.
 *
 * OMA documents no call that ends a session token (`logout_user` ends the IMAP and POP sessions of a mailbox), so the session
 * lets its token expire.
 *
 * A token from elsewhere has no authentication before it, so the first call shows whether it is good. Until the service has
 * accepted it, calls go out one by one; else as many calls as run at once would send a wrong one.
 */
export class Session {
  readonly #config: OmaConfig;
  readonly #transport: Pick<Transport, "post">;
  readonly #retry: Retry;
  readonly #clock: Clock;
  readonly #verdict: Verdict;
  #issued: IssuedToken | undefined;
  /** The authentication that is under way. */
  #authentication: Promise<IssuedToken> | undefined;
  /** Whether the service has accepted the token from elsewhere. */
  #isProven = false;
  /** The call that is under way to show it. */
  #proof: Promise<void> | undefined;

  constructor(
    config: OmaConfig,
    transport: Pick<Transport, "post">,
    retry: Retry = (attempt) => attempt(Number.POSITIVE_INFINITY),
    clock: Clock = systemClock,
    verdict = new Verdict(),
  ) {
    this.#config = config;
    this.#transport = transport;
    this.#retry = retry;
    this.#clock = clock;
    this.#verdict = verdict;
  }

  /**
   * The token for the next call: at once when there is one, else a promise of it.
   *
   * @throws the verdict once there is one; OmaError when there is no token.
   */
  open(): { readonly token: string } | Promise<{ readonly token: string }> {
    this.#verdict.check();
    if (this.#config.token !== undefined) {
      return this.#proof === undefined ? { token: this.#config.token } : this.#proof.then(() => this.open());
    }
    const now = this.#clock.now();
    if (this.#issued === undefined || now >= this.#issued.expiresAt) return this.#renew();
    // Should the renewal fail, the session goes on with the present token until that expires.
    if (now >= this.#issued.renewAt) this.#renew().catch(() => {});
    return this.#issued;
  }

  /**
   * Sends a call with credentials.
   *
   * @param deadline see {@link Transport.post}.
   * @throws what the transport throws, also 39 when the service calls a new token expired too; OmaCredentialsError when it
   * refuses the credentials; OmaError when there is no token.
   */
  async post(method: string, fields: Fields, details: OmaErrorDetails, deadline: number): Promise<OmaResponse> {
    const { token } = this.#config;
    if (token !== undefined)
      return this.#prove(details, () => this.#send(method, fields, details, { token }, deadline));
    const secret = await this.open();
    try {
      return await this.#send(method, fields, details, secret, deadline);
    } catch (error) {
      if (!(error instanceof OmaApiError && tokenExpired.has(error.number))) throw this.#withoutRefusal(error, details);
      this.#forget(secret.token);
    }
    const renewed = await this.open();
    try {
      return await this.#send(method, fields, details, renewed, deadline);
    } catch (error) {
      if (!(error instanceof OmaApiError && error.number === expired)) throw this.#withoutRefusal(error, details);
      this.#forget(renewed.token);
      throw expiredAgain(error, details);
    }
  }

  /** The next call gets a new token. Another call may have one already. */
  #forget(token: string): void {
    if (this.#issued?.token === token) this.#issued = undefined;
  }

  /** Sends a call with the token from elsewhere; alone as long as a call has to show whether that is good. */
  async #prove(details: OmaErrorDetails, send: () => Promise<OmaResponse>): Promise<OmaResponse> {
    while (this.#proof !== undefined) await this.#proof;
    const sent = send().catch((error: unknown) => {
      throw this.#withoutRefusal(error, details);
    });
    if (this.#isProven) return sent;
    this.#proof = sent.then(
      () => this.#endProof(true),
      // A service that asks to come again, or does not respond, has not looked at the token.
      (error: unknown) => this.#endProof(error instanceof OmaApiError && !retryable.has(error.number)),
    );
    return sent;
  }

  #endProof(isGood: boolean): void {
    this.#isProven = isGood;
    this.#proof = undefined;
  }

  #send(
    method: string,
    fields: Fields,
    details: OmaErrorDetails,
    secret: Secret,
    deadline: number,
  ): Promise<OmaResponse> {
    this.#verdict.check();
    const only = "token" in secret ? { token: secret.token } : { password: secret.password };
    const credentials = { user: this.#config.user, ...only, client };
    return this.#transport.post(method, { credentials, ...fields }, details, deadline);
  }

  /** Makes the end of the run of a refusal of the credentials. Any other error comes back as it was. */
  #withoutRefusal(error: unknown, details: OmaErrorDetails): unknown {
    if (!(error instanceof OmaApiError)) return error;
    if (!fatalForCredentials.has(error.number) && !tokenExpired.has(error.number)) return error;
    const logIn = this.#config.token === undefined ? "password" : "token";
    const blanks = error.number === wrongCredentials ? settingsWithBlanks(this.#config) : [];
    return this.#verdict.give(
      new OmaCredentialsError(this.#config.user, error.number, logIn, blanks, { cause: error }),
      details,
    );
  }

  /** Gets a new token: one authentication, however many callers ask for it. */
  #renew(): Promise<IssuedToken> {
    this.#authentication ??= this.#retry((deadline) => this.#authenticate(deadline)).finally(() => {
      this.#authentication = undefined;
    });
    return this.#authentication;
  }

  async #authenticate(deadline: number): Promise<IssuedToken> {
    const { user, password } = this.#config;
    if (password === undefined) throw new OmaConfigError("password", "is missing, and so is token", "Set one of them.");
    const request = { generate_session_token: true, session_token_duration: tokenSeconds };
    // The life of a token begins when the request for it arrives.
    const sentAt = this.#clock.now();
    const details = { method: "authenticate", object: user };
    const response = await this.#send("authenticate", request, details, { password }, deadline).catch(
      (error: unknown) => {
        throw this.#withoutRefusal(error, details);
      },
    );
    const token = response.session_token;
    if (typeof token !== "string" || token === "") throw noToken(details);
    const lifeMs = 1000 * (Number(response.session_token_duration) || tokenSeconds);
    this.#issued = { token, renewAt: sentAt + renewAfter * lifeMs, expiresAt: sentAt + lifeMs };
    return this.#issued;
  }
}

/** Settings of the account that begin or end with a blank. A password may, so the client sends it as it is. */
function settingsWithBlanks(config: OmaConfig): string[] {
  return (["user", "password", "token"] as const).filter((name) => /^\s|\s$/.test(config[name] ?? ""));
}

/** Not an unknown outcome: the client did not send the call that needs the token. */
function noToken(details: OmaErrorDetails): OmaError {
  return new OmaError("OMA_NO_TOKEN", "the service gave no session token, so the client sent nothing", {
    ...details,
    remedy:
      "Run again. If it goes on, let the `token` setting hold a session token from elsewhere, and tell OpenSRS support.",
  });
}

/** The remedy of 39 for a client that has a password: it has just got new tokens, and may again. */
function expiredAgain({ text, number, hints, response }: OmaApiError, details: OmaErrorDetails): OmaApiError {
  const remedy = "The service called each new session token expired. Run again. If it goes on, tell OpenSRS support.";
  return new OmaApiError(number, text, { ...details, remedy }, hints, response);
}
