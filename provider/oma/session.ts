import { type Clock, systemClock } from "../time.js";
import { fatalForCredentials, repeatable, tokenRanOut } from "./catalogue.js";
import type { OmaConfig } from "./config.js";
import {
  OmaApiError,
  OmaCredentialsError,
  OmaError,
  type OmaErrorDetails,
  OmaOutcomeUnknownError,
} from "./errors/index.js";
import type { Answer, Transport } from "./http/transport.js";

type Password = { readonly password: string };
type Opener = { readonly token: string };
type Fields = Readonly<Record<string, unknown>>;
type Repeat = <T>(attempt: (deadline: number) => Promise<T>) => Promise<T>;

interface Token extends Opener {
  readonly renewAt: number;
  readonly expiresAt: number;
}

/** GUIDE: 1 to 86400 s. Long enough for a run over 10,000 mailboxes. */
const tokenSeconds = 10_800;
/** A token is renewed once this part of its life is over, while it still opens the API. */
const renewAfter = 0.9;
/** Free text for the service's log (common request fields). */
const client = "pulumi-oma";

/**
 * Puts credentials on calls. A password is spent once, on a session token that all concurrent calls share. The token is
 * renewed beside the calls before it runs out, and once more when the service says that it did (1, 39). A refusal of the
 * credentials themselves ends the session for good: repeating them could lock the account.
 *
 * OMA documents no call that ends a session token (`logout_user` ends the IMAP and POP sessions of a mailbox), so a token
 * is left to run out.
 *
 * A token from elsewhere is not spent on an authentication, so the first call shows whether it is good: calls go out one by one
 * until the service has accepted it once, or else a wrong one would be sent by as many calls as run at once.
 */
export class Session {
  readonly #config: OmaConfig;
  readonly #transport: Transport;
  readonly #repeat: Repeat;
  readonly #time: Clock;
  #token: Token | undefined;
  #asked: Promise<Token> | undefined;
  #refused: OmaCredentialsError | undefined;
  /** The service has accepted the token that was given. */
  #isProven = false;
  /** The call that is to show whether it does. */
  #proving: Promise<void> | undefined;

  /** @param repeat how an authentication is repeated that did not come through. */
  constructor(
    config: OmaConfig,
    transport: Transport,
    repeat: Repeat = (attempt) => attempt(Number.POSITIVE_INFINITY),
    time: Clock = systemClock,
  ) {
    this.#config = config;
    this.#transport = transport;
    this.#repeat = repeat;
    this.#time = time;
  }

  /**
   * What opens the API, now or as soon as somebody has got a token.
   *
   * @throws OmaCredentialsError once the credentials were refused.
   */
  open(): Opener | Promise<Opener> {
    if (this.#refused !== undefined) throw this.#refused;
    if (this.#config.token !== undefined) {
      return this.#proving === undefined ? { token: this.#config.token } : this.#proving.then(() => this.open());
    }
    const now = this.#time.now();
    if (this.#token === undefined || now >= this.#token.expiresAt) return this.#ask();
    // Should the renewal fail, the token that still holds is used until it runs out.
    if (now >= this.#token.renewAt) this.#ask().catch(() => {});
    return this.#token;
  }

  /**
   * @param deadline see {@link Transport.post}.
   * @throws what the transport throws, or OmaCredentialsError.
   */
  async post(method: string, fields: Fields, details: OmaErrorDetails, deadline?: number): Promise<Answer> {
    const { token } = this.#config;
    if (token !== undefined) return this.#prove(() => this.#send(method, fields, details, { token }, deadline));
    const secret = await this.open();
    try {
      return await this.#send(method, fields, details, secret, deadline);
    } catch (error) {
      if (!(error instanceof OmaApiError && tokenRanOut.has(error.number))) throw this.#judged(error);
      if (this.#token?.token === secret.token) this.#token = undefined;
    }
    const renewed = await this.open();
    return this.#send(method, fields, details, renewed, deadline).catch((error: unknown) => {
      throw this.#judged(error);
    });
  }

  /** Sends a call with the token that was given; alone as long as that has to show whether it is good. */
  async #prove(send: () => Promise<Answer>): Promise<Answer> {
    while (this.#proving !== undefined) await this.#proving;
    const sent = send().catch((error: unknown) => {
      throw this.#judged(error);
    });
    if (this.#isProven) return sent;
    this.#proving = sent.then(
      () => this.#proved(true),
      // Who is told to come again, or nothing at all, is not told whether the token is good.
      (error: unknown) => this.#proved(error instanceof OmaApiError && !repeatable.has(error.number)),
    );
    return sent;
  }

  #proved(isGood: boolean): void {
    this.#isProven = isGood;
    this.#proving = undefined;
  }

  #send(
    method: string,
    fields: Fields,
    details: OmaErrorDetails,
    secret: Password | Opener,
    deadline: number | undefined,
  ): Promise<Answer> {
    if (this.#refused !== undefined) throw this.#refused;
    const opens = "token" in secret ? { token: secret.token } : { password: secret.password };
    const credentials = { user: this.#config.user, ...opens, client };
    return this.#transport.post(method, { credentials, ...fields }, details, deadline);
  }

  /** Turns a refusal of the credentials into the end of the session; anything else comes back as it was. */
  #judged(error: unknown): unknown {
    if (!(error instanceof OmaApiError)) return error;
    if (!fatalForCredentials.has(error.number) && !tokenRanOut.has(error.number)) return error;
    this.#refused ??= new OmaCredentialsError(this.#config.user, error.number, { cause: error });
    return this.#refused;
  }

  /** One authentication, however many ask for it. */
  #ask(): Promise<Token> {
    this.#asked ??= this.#repeat((deadline) => this.#authenticate(deadline))
      .catch((error: unknown) => {
        throw error instanceof OmaOutcomeUnknownError ? this.#noToken(error.reason, { cause: error }) : error;
      })
      .finally(() => {
        this.#asked = undefined;
      });
    return this.#asked;
  }

  /** Not an unknown outcome: the call that needs the token was not sent. */
  #noToken(reason: string, options?: ErrorOptions): OmaError {
    return new OmaError(
      "OMA_NO_TOKEN",
      `no session token could be got, so nothing was sent: ${reason}`,
      {
        method: "authenticate",
        object: this.#config.user,
        remedy: "Run again. If it goes on, set `token` to a session token from elsewhere, and tell OpenSRS support.",
      },
      options,
    );
  }

  async #authenticate(deadline: number): Promise<Token> {
    const details = { method: "authenticate", object: this.#config.user };
    const wish = { generate_session_token: true, session_token_duration: tokenSeconds };
    // The life of a token begins when the request for it arrives.
    const sentAt = this.#time.now();
    const password = this.#config.password as string;
    const answer = await this.#send("authenticate", wish, details, { password }, deadline).catch((error: unknown) => {
      throw this.#judged(error);
    });
    const token = answer.session_token;
    if (typeof token !== "string" || token === "") throw this.#noToken("the answer has none");
    const life = 1000 * (Number(answer.session_token_duration) || tokenSeconds);
    this.#token = { token, renewAt: sentAt + renewAfter * life, expiresAt: sentAt + life };
    return this.#token;
  }
}
