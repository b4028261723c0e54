import { readFileSync } from "node:fs";
import { type ClientRequest, type IncomingMessage, type RequestOptions, request as send } from "node:http";
import tls from "node:tls";
import axios, { type InternalAxiosRequestConfig } from "axios";
import { type Clock, systemClock } from "../../time.js";
import { type OmaConfig, withDefaults } from "../config.js";
import {
  OmaConfigError,
  OmaConnectionError,
  type OmaErrorDetails,
  OmaHttpError,
  OmaOutcomeUnknownError,
} from "../errors/index.js";
import { type Answer, type Asked, judge } from "./response.js";
import { ServerClock } from "./server-clock.js";
import { Sockets } from "./sockets.js";

export type { Answer } from "./response.js";

export interface Transport {
  /**
   * Sends one call and judges its answer.
   *
   * @param deadline when the answer is given up at the latest, on the transport's clock, if its own time-outs do not come first.
   * @throws OmaConnectionError, OmaHttpError, OmaOutcomeUnknownError or OmaApiError; nothing else.
   */
  post(
    method: string,
    body: Readonly<Record<string, unknown>>,
    details: OmaErrorDetails,
    deadline?: number,
  ): Promise<Answer>;
  /** What the answers told of the service's clock. */
  readonly clock?: ServerClock;
  /** Lets go of idle connections. */
  close?(): void;
}

/** The greatest answer there can be is a search of all mailboxes of a domain; a page of it is far below this. */
const maxAnswerBytes = 64 * 1024 * 1024;
/** A token is asked for beside the calls that run. */
const socketsForSession = 1;

/**
 * HTTP with keep-alive. `success: false` and everything that is no proper answer become errors here.
 *
 * @throws OmaConfigError when the file with certificates cannot be read.
 */
export function httpTransport(config: OmaConfig, time: Clock = systemClock): Transport {
  const { base, proxyEnv } = config;
  const { parallel, connectTimeoutMs, idleTimeoutMs, totalTimeoutMs } = withDefaults(config);
  const sockets = new Sockets({
    maxSockets: parallel + socketsForSession,
    connectTimeoutMs,
    ca: config.caFile === undefined ? undefined : authorities(config.caFile),
    rejectUnauthorized: config.insecureTls !== true,
    proxyEnv,
  });
  if (config.insecureTls) warn(base);
  const clock = new ServerClock();
  // The adapter alone: what axios does around it (merging settings, transforming bodies, judging statuses) is settled here
  // once, and takes a fifth of a call's CPU time when it is done for each.
  const post = axios.getAdapter("http");
  const settled = {
    method: "post",
    timeout: idleTimeoutMs,
    maxRedirects: 0,
    maxContentLength: maxAnswerBytes,
    httpAgent: sockets.http,
    httpsAgent: sockets.https,
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    // Without a proxy of our own configuration, none: axios would go by the environment, for this very machine too.
    ...(proxyEnv === undefined ? { proxy: false as const } : {}),
    // The text is parsed below, where a broken one can be told from a refused call.
    responseType: "text",
  } as const;

  /** Requests that were given up because their answer took too long as a whole. */
  const overTotal = new WeakSet<object>();

  /** As axios sends a request, with an end to the whole of it: its own time-out is about silence. */
  function request(
    totalMs: number,
    options: RequestOptions,
    answered: (response: IncomingMessage) => void,
  ): ClientRequest {
    // For https too: the agent, which makes the connection, is what differs.
    const sent = send(options, answered);
    const timer = setTimeout(() => {
      overTotal.add(sent);
      sent.destroy();
    }, totalMs);
    return sent.once("close", () => clearTimeout(timer));
  }

  /** An AxiosError holds the request body, credentials included: only its system code may leave this function. */
  function failure(error: unknown, { details, began }: Asked, totalMs: number): Error {
    const { code, request } = error as { code?: unknown; request?: ClientRequest };
    const isOverTotal = request !== undefined && overTotal.has(request);
    const reason = isOverTotal ? "ETIMEDOUT" : typeof code === "string" ? code : "no answer";
    const cause = { cause: Object.assign(new Error(reason), { code: reason }) };
    if (request !== undefined && sockets.neverSent(request.socket))
      return new OmaConnectionError(base, reason, details, cause);
    const words = isOverTotal
      ? `${base} did not finish its answer within ${Math.round(totalMs) / 1000} s`
      : `the connection to ${base} broke off (${reason})`;
    return new OmaOutcomeUnknownError(words, details, { began: began() }, cause);
  }

  return {
    async post(method, body, details, deadline = Number.POSITIVE_INFINITY) {
      const sentAt = time.now();
      const asked: Asked = { body, details, began: () => clock.at(sentAt) };
      const totalMs = Math.min(totalTimeoutMs, deadline - sentAt);
      const transport = { request: request.bind(undefined, totalMs) };
      const call = { ...settled, transport, url: `${base}/${method}`, data: JSON.stringify(body) };
      const response = await post(call as unknown as InternalAxiosRequestConfig).catch((error: unknown) => {
        throw failure(error, asked, totalMs);
      });
      const { status, headers } = response;
      clock.observe(headers.date, sentAt, time.now());
      if (status === 200) return judge(response.data, asked);
      const retryAfterMs = retryAfter(headers["retry-after"], headers.date);
      if (status < 500) throw new OmaHttpError(status, base, details, retryAfterMs);
      const words = `${base} answered HTTP ${status}`;
      throw new OmaOutcomeUnknownError(words, details, { status, retryAfterMs, began: asked.began() });
    },
    clock,
    close: () => sockets.close(),
  };
}

/** Loud on purpose: whoever sits between here and the service reads the password. */
function warn(base: string): void {
  process.stderr.write(`WARNING: the certificate of ${base} is not verified (the insecureTls setting is true).\n`);
}

/** Retry-After is seconds, or a date, which is meant by the clock of whoever sent it. */
function retryAfter(header: unknown, date: unknown): number | undefined {
  if (typeof header !== "string" || header.trim() === "") return undefined;
  const seconds = Number(header);
  const milliseconds = Number.isNaN(seconds) ? Date.parse(header) - Date.parse(String(date)) : seconds * 1000;
  return milliseconds >= 0 ? milliseconds : undefined;
}

/** Those that are trusted anyway, and the ones of the file. */
function authorities(file: string): string[] {
  try {
    return [...tls.rootCertificates, readFileSync(file, "utf8")];
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new OmaConfigError("caFile", `cannot be read (${code})`, "Give the path of a PEM file.");
  }
}
