import { type ClientRequest, type IncomingMessage, type RequestOptions, request as send } from "node:http";
import axios, { type AxiosAdapter, AxiosHeaders, type AxiosResponse, type InternalAxiosRequestConfig } from "axios";
import { type Clock, systemClock } from "../../time.js";
import { type OmaConfig, withDefaults } from "../config.js";
import { OmaConnectionError, type OmaErrorDetails, OmaHttpError, systemCode } from "../errors/index.js";
import { type Fields, methodNamed } from "../methods/index.js";
import { type OmaResponse, parseResponse, type SentRequest, unanswered } from "./response.js";
import { ServerClock } from "./server-clock.js";
import { Sockets } from "./sockets.js";

/** What carries calls to the service. */
export interface Transport {
  /**
   * Sends one call and parses its response.
   *
   * @param body the whole request, credentials included.
   * @param details what errors say of the call.
   * @param deadline a time on the transport's clock. The transport gives up the response to a read then, if its time-outs do not
   * come first.
   * @throws OmaConnectionError, OmaHttpError, OmaNoAnswerError, OmaOutcomeUnknownError or OmaApiError; nothing else.
   */
  post(method: string, body: Fields, details: OmaErrorDetails, deadline: number): Promise<OmaResponse>;
  /** The service's clock, as far as the responses tell it. */
  readonly serverClock?: ServerClock;
  /** Closes all connections. */
  close?(): void;
}

/** The largest response is a search of all mailboxes of a domain. One page of it is far below this. */
const maxResponseBytes = 64 * 1024 * 1024;
/** The client asks for a session token beside the calls that run. */
const socketsForSession = 1;

/** Every call of one transport has these in common. */
type CallSettings = Omit<InternalAxiosRequestConfig, "headers">;

/** HTTP with keep-alive. It makes an error of `success: false`, and of everything that is not a response of OMA. */
export class HttpTransport implements Transport {
  readonly serverClock = new ServerClock();
  readonly #base: string;
  readonly #totalTimeoutMs: number;
  readonly #clock: Clock;
  readonly #sockets: Sockets;
  readonly #settings: CallSettings;
  /**
   * Axios' adapter alone. What axios does around it (it merges settings, transforms bodies and checks statuses) is settled
   * here once, and takes a fifth of the CPU time of a call when axios does it for each.
   */
  readonly #adapter: AxiosAdapter = axios.getAdapter("http");
  /** Requests that the transport gave up because the whole response took too long. */
  readonly #overTotal = new WeakSet<object>();

  /** @throws OmaConfigError when `caFile` cannot be read. */
  constructor(config: OmaConfig, clock: Clock = systemClock) {
    const { base, parallel, connectTimeoutMs, totalTimeoutMs, caFile, insecureTls, proxyEnv } = withDefaults(config);
    this.#base = base;
    this.#totalTimeoutMs = totalTimeoutMs;
    this.#clock = clock;
    this.#sockets = new Sockets({
      maxSockets: parallel + socketsForSession,
      connectTimeoutMs,
      caFile,
      rejectUnauthorized: insecureTls !== true,
      proxyEnv,
    });
    this.#settings = callSettings(config, this.#sockets);
    if (insecureTls) warnOfInsecureTls(base);
  }

  async post(method: string, body: Fields, details: OmaErrorDetails, deadline: number): Promise<OmaResponse> {
    const sentAt = this.#clock.now();
    const { effect } = methodNamed(method);
    const request: SentRequest = { body, effect, details, began: () => this.serverClock.at(sentAt) };
    // Only the time-outs end a write. If the client gave it up at its deadline, nobody would know the outcome, and a little
    // more waiting gives a response.
    const totalMs = Math.min(this.#totalTimeoutMs, effect === "read" ? deadline - sentAt : Number.POSITIVE_INFINITY);
    const response = await this.#send(method, body, totalMs).catch((error: unknown) => {
      throw this.#failure(error, request, totalMs);
    });
    this.serverClock.observe(response.headers.date, sentAt, this.#clock.now());
    if (response.status === 200) return parseResponse(response.data, request);
    throw this.#httpFailure(response, request);
  }

  close(): void {
    this.#sockets.close();
  }

  #send(method: string, body: Fields, totalMs: number): Promise<AxiosResponse<string>> {
    return this.#adapter({
      ...this.#settings,
      headers: new AxiosHeaders({ "Content-Type": "application/json", Accept: "application/json" }),
      transport: { request: this.#request.bind(this, totalMs) },
      url: `${this.#base}/${method}`,
      data: JSON.stringify(body),
    });
  }

  /** Sends a request as axios does, and ends the whole of it in time. Axios' own time-out is about silence. */
  #request(totalMs: number, options: RequestOptions, onResponse: (response: IncomingMessage) => void): ClientRequest {
    // For https too: the agent makes the connection, and it alone differs.
    const request = send(options, onResponse);
    const timer = setTimeout(() => {
      this.#overTotal.add(request);
      request.destroy();
    }, totalMs);
    return request.once("close", () => clearTimeout(timer));
  }

  /** An AxiosError holds the request body, credentials included. Only its system code may leave this function. */
  #failure(error: unknown, sent: SentRequest, totalMs: number): Error {
    const request: ClientRequest | undefined = axios.isAxiosError(error) ? error.request : undefined;
    const isOverTotal = request !== undefined && this.#overTotal.has(request);
    const reason = isOverTotal ? "ETIMEDOUT" : (systemCode(error) ?? "no response");
    const cause = { cause: Object.assign(new Error(reason), { code: reason }) };
    if (request !== undefined && this.#sockets.neverSent(request.socket)) {
      return new OmaConnectionError(this.#base, reason, sent.details, cause);
    }
    const words = isOverTotal
      ? `${this.#base} did not finish its response within ${Math.round(totalMs) / 1000} s`
      : `the connection to ${this.#base} broke off (${reason})`;
    return unanswered(words, sent, {}, cause);
  }

  #httpFailure({ status, headers }: AxiosResponse, sent: SentRequest): Error {
    const retryAfterMs = retryAfter(headers["retry-after"], headers.date);
    if (status < 500) return new OmaHttpError(status, this.#base, sent.details, retryAfterMs);
    return unanswered(`${this.#base} answered HTTP ${status}`, sent, { status, retryAfterMs });
  }
}

function callSettings(config: OmaConfig, { http, https }: Sockets): CallSettings {
  return {
    method: "post",
    timeout: withDefaults(config).idleTimeoutMs,
    maxRedirects: 0,
    maxContentLength: maxResponseBytes,
    httpAgent: http,
    httpsAgent: https,
    // Axios would go by the proxies of the environment, for a service on this very machine too.
    ...(config.proxyEnv === undefined ? { proxy: false as const } : {}),
    // The text is parsed here, where a broken one can be told from a refused call.
    responseType: "text",
  };
}

/** Loud on purpose: whoever sits between the client and the service can read the password. */
function warnOfInsecureTls(base: string): void {
  process.stderr.write(`WARNING: the certificate of ${base} is not verified (the insecureTls setting is true).\n`);
}

/** Milliseconds. Retry-After is seconds, or a date by the clock of its sender. */
function retryAfter(header: unknown, date: unknown): number | undefined {
  if (typeof header !== "string" || header.trim() === "") return undefined;
  const seconds = Number(header);
  const milliseconds = Number.isNaN(seconds) ? Date.parse(header) - Date.parse(String(date)) : seconds * 1000;
  return milliseconds >= 0 ? milliseconds : undefined;
}
