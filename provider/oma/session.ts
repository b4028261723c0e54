import { type Clock, systemClock } from "../time.js";
import { fatalForCredentials, retryable, tokenExpired } from "./catalogue.js";
import type { OmaConfig } from "./config.js";
import {
  OmaApiError,
  OmaConfigError,
  OmaCredentialsError,
  OmaError,
  type OmaErrorDetails,
  OmaOutcomeUnknownError,
} from "./errors/index.js";
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
 * calls before the token expires, and once more when the service says that it has (1, 39). When the service refuses the
 * credentials themselves, the session ends for good: retries could lock the account.
 *
 * OMA documents no call that ends a session token (`logout_user` ends the IMAP and POP sessions of a mailbox), so the session
 * lets its token expire.
 *
 * A token from elsewhere has no authentication before it, so the first call shows whether it is good. Until the service has
 * accepted it, calls go out one by one; else as many calls as run at once would send a wrong one.
 */
export class Session {
  readonly #config: OmaConfig;
  readonly #transport: Transport;
  readonly #retry: Retry;
  readonly #clock: Clock;
  #issued: IssuedToken | undefined;
  /** The authentication that is under way. */
  #authentication: Promise<IssuedToken> | undefined;
  #refused: OmaCredentialsError | undefined;
  /** Whether the service has accepted the token from elsewhere. */
  #isProven = false;
  /** The call that is under way to show it. */
  #proof: Promise<void> | undefined;

  constructor(
    config: OmaConfig,
    transport: Transport,
    retry: Retry = (attempt) => attempt(Number.POSITIVE_INFINITY),
    clock: Clock = systemClock,
  ) {
    this.#config = config;
    this.#transport = transport;
    this.#retry = retry;
    this.#clock = clock;
  }

  /**
   * The token for the next call: at once when there is one, else a promise of it.
   *
   * @throws OmaCredentialsError once the service has refused the credentials; OmaError when there is no token.
   */
  open(): { readonly token: string } | Promise<{ readonly token: string }> {
    if (this.#refused !== undefined) throw this.#refused;
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
   * @throws what the transport throws; OmaCredentialsError when the service refuses the credentials; OmaError when there is
   * no token.
   */
  async post(method: string, fields: Fields, details: OmaErrorDetails, deadline?: number): Promise<OmaResponse> {
    const { token } = this.#config;
    if (token !== undefined) return this.#prove(() => this.#send(method, fields, details, { token }, deadline));
    const secret = await this.open();
    try {
      return await this.#send(method, fields, details, secret, deadline);
    } catch (error) {
      if (!(error instanceof OmaApiError && tokenExpired.has(error.number))) throw this.#withoutRefusal(error);
      if (this.#issued?.token === secret.token) this.#issued = undefined;
    }
    const renewed = await this.open();
    return this.#send(method, fields, details, renewed, deadline).catch((error: unknown) => {
      throw this.#withoutRefusal(error);
    });
  }

  /** Sends a call with the token from elsewhere; alone as long as a call has to show whether that is good. */
  async #prove(send: () => Promise<OmaResponse>): Promise<OmaResponse> {
    while (this.#proof !== undefined) await this.#proof;
    const sent = send().catch((error: unknown) => {
      throw this.#withoutRefusal(error);
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
    deadline: number | undefined,
  ): Promise<OmaResponse> {
    if (this.#refused !== undefined) throw this.#refused;
    const only = "token" in secret ? { token: secret.token } : { password: secret.password };
    const credentials = { user: this.#config.user, ...only, client };
    return this.#transport.post(method, { credentials, ...fields }, details, deadline);
  }

  /** Makes the end of the session of a refusal of the credentials. Any other error comes back as it was. */
  #withoutRefusal(error: unknown): unknown {
    if (!(error instanceof OmaApiError)) return error;
    if (!fatalForCredentials.has(error.number) && !tokenExpired.has(error.number)) return error;
    const blanks = error.number === wrongCredentials ? settingsWithBlanks(this.#config) : [];
    this.#refused ??= new OmaCredentialsError(this.#config.user, error.number, blanks, { cause: error });
    return this.#refused;
  }

  /** Gets a new token: one authentication, however many callers ask for it. */
  #renew(): Promise<IssuedToken> {
    this.#authentication ??= this.#retry((deadline) => this.#authenticate(deadline))
      .catch((error: unknown) => {
        throw error instanceof OmaOutcomeUnknownError ? this.#noToken(error.reason, { cause: error }) : error;
      })
      .finally(() => {
        this.#authentication = undefined;
      });
    return this.#authentication;
  }

  /** Not an unknown outcome: the client did not send the call that needs the token. */
  #noToken(reason: string, options?: ErrorOptions): OmaError {
    return new OmaError(
      "OMA_NO_TOKEN",
      `the service gave no session token, so the client sent nothing: ${reason}`,
      {
        method: "authenticate",
        object: this.#config.user,
        remedy:
          "Run again. If it goes on, let the `token` setting hold a session token from elsewhere, and tell OpenSRS support.",
      },
      options,
    );
  }

  async #authenticate(deadline: number): Promise<IssuedToken> {
    const { user, password } = this.#config;
    if (password === undefined) throw new OmaConfigError("password", "is missing, and so is token", "Set one of them.");
    const request = { generate_session_token: true, session_token_duration: tokenSeconds };
    // The life of a token begins when the request for it arrives.
    const sentAt = this.#clock.now();
    const response = await this.#send(
      "authenticate",
      request,
      { method: "authenticate", object: user },
      { password },
      deadline,
    ).catch((error: unknown) => {
      throw this.#withoutRefusal(error);
    });
    const token = response.session_token;
    if (typeof token !== "string" || token === "") throw this.#noToken("the response has none");
    const lifeMs = 1000 * (Number(response.session_token_duration) || tokenSeconds);
    this.#issued = { token, renewAt: sentAt + renewAfter * lifeMs, expiresAt: sentAt + lifeMs };
    return this.#issued;
  }
}

/** Settings of the account that begin or end with a blank. A password may, so the client sends it as it is. */
function settingsWithBlanks(config: OmaConfig): string[] {
  return (["user", "password", "token"] as const).filter((name) => /^\s|\s$/.test(config[name] ?? ""));
}
