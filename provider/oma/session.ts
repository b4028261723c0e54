import { fatalForCredentials, tokenRanOut } from "./catalogue.js";
import type { OmaConfig } from "./config.js";
import { OmaApiError, OmaCredentialsError, type OmaErrorDetails } from "./errors/index.js";
import type { Answer, Transport } from "./transport.js";

type Secret = { readonly password: string } | { readonly token: string };

/** GUIDE: 1 to 86400 s. Long enough for a run over 10,000 mailboxes. */
const tokenSeconds = 10_800;
/** Free text for the service's log (common request fields). */
const client = "pulumi-oma";

/**
 * Puts credentials on calls. A password is spent once, on a session token that all concurrent calls share; the token is
 * renewed once when the service says that it ran out. A refusal of the credentials themselves ends the session for good:
 * repeating them could lock the account.
 */
export class Session {
  private token: Promise<string> | undefined;
  private refused: OmaCredentialsError | undefined;

  constructor(
    private readonly config: OmaConfig,
    private readonly transport: Transport,
  ) {}

  /** @throws what the transport throws, or OmaCredentialsError. */
  async post(method: string, fields: Readonly<Record<string, unknown>>, details: OmaErrorDetails): Promise<Answer> {
    const secret = await this.secret();
    try {
      return await this.send(method, fields, details, secret);
    } catch (error) {
      if (!(error instanceof OmaApiError)) throw error;
      if (this.config.password !== undefined && tokenRanOut.has(error.number)) {
        await this.forget(secret);
        return await this.sendOrRefuse(method, fields, details, await this.secret());
      }
      throw this.judged(error);
    }
  }

  private async sendOrRefuse(
    method: string,
    fields: Readonly<Record<string, unknown>>,
    details: OmaErrorDetails,
    secret: Secret,
  ): Promise<Answer> {
    try {
      return await this.send(method, fields, details, secret);
    } catch (error) {
      throw this.judged(error);
    }
  }

  private send(
    method: string,
    fields: Readonly<Record<string, unknown>>,
    details: OmaErrorDetails,
    secret: Secret,
  ): Promise<Answer> {
    if (this.refused !== undefined) throw this.refused;
    const credentials = { user: this.config.user, ...secret, client };
    return this.transport.post(method, { credentials, ...fields }, details);
  }

  /** Turns a refusal of the credentials into the end of the session; anything else comes back as it was. */
  private judged(error: unknown): unknown {
    if (!(error instanceof OmaApiError)) return error;
    if (!fatalForCredentials.has(error.number) && !tokenRanOut.has(error.number)) return error;
    this.refused ??= new OmaCredentialsError(this.config.user, error.number);
    return this.refused;
  }

  private async secret(): Promise<Secret> {
    if (this.refused !== undefined) throw this.refused;
    if (this.config.token !== undefined) return { token: this.config.token };
    this.token ??= this.authenticate();
    return { token: await this.token };
  }

  /** Drops a token that ran out, unless another call has renewed it already. */
  private async forget(spent: Secret): Promise<void> {
    const current = await this.token?.catch(() => undefined);
    if ("token" in spent && current === spent.token) this.token = undefined;
  }

  private authenticate(): Promise<string> {
    const asked = this.sendOrRefuse(
      "authenticate",
      { generate_session_token: true, session_token_duration: tokenSeconds },
      { method: "authenticate", object: this.config.user },
      { password: this.config.password as string },
    ).then((answer) => String(answer.session_token));
    // A failed attempt (service down, say) must not be remembered as the token of later calls.
    asked.catch(() => {
      if (this.token === asked) this.token = undefined;
    });
    return asked;
  }
}
