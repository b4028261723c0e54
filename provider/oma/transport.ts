import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import axios, { type AxiosInstance } from "axios";
import { describeNumber } from "./catalogue.js";
import {
  OmaApiError,
  OmaConnectionError,
  type OmaErrorDetails,
  OmaHttpError,
  OmaOutcomeUnknownError,
} from "./errors/index.js";
import { redact, secretsIn } from "./redact.js";

/** An answer with `success` true, as the service sent it. */
export type Answer = Readonly<Record<string, unknown>>;

export interface Transport {
  /**
   * Sends one call and judges its answer.
   *
   * @throws OmaConnectionError, OmaHttpError, OmaOutcomeUnknownError or OmaApiError; nothing else.
   */
  post(method: string, body: Readonly<Record<string, unknown>>, details: OmaErrorDetails): Promise<Answer>;
}

/** LIVE calls took 0.3 to 1.5 s; clients in the wild give up after 5 to 30 s. A write given up early is an unknown outcome. */
const timeoutMs = 60_000;
/** The engine runs 4 operations per core at once; this bounds what one process does to the service. */
const maxSockets = 16;
const maxAnswerBytes = 64 * 1024 * 1024;

/** System codes that mean that the connection was never made. */
const neverConnected: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
]);

/** HTTP with keep-alive. `success: false` and everything that is no proper answer become errors here. */
export function httpTransport(base: string): Transport {
  const http = axios.create({
    timeout: timeoutMs,
    maxRedirects: 0,
    maxContentLength: maxAnswerBytes,
    httpAgent: new HttpAgent({ keepAlive: true, maxSockets }),
    httpsAgent: new HttpsAgent({ keepAlive: true, maxSockets }),
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    // The text is parsed below, where a broken one can be told from a refused call.
    responseType: "text",
    transformResponse: (text) => text,
    validateStatus: () => true,
  });
  return { post: (method, body, details) => post(http, base, method, body, details) };
}

async function post(
  http: AxiosInstance,
  base: string,
  method: string,
  body: Readonly<Record<string, unknown>>,
  details: OmaErrorDetails,
): Promise<Answer> {
  const response = await http.post<string>(`${base}/${method}`, JSON.stringify(body)).catch((error: unknown) => {
    // An AxiosError holds the request body, credentials included: only its system code may leave this function.
    const code = (error as { code?: unknown }).code;
    const reason = typeof code === "string" ? code : "no answer";
    if (neverConnected.has(reason)) throw new OmaConnectionError(base, reason, details);
    throw new OmaOutcomeUnknownError(`the connection to ${base} broke off (${reason})`, details);
  });
  if (response.status >= 500) {
    throw new OmaOutcomeUnknownError(`${base} answered HTTP ${response.status}`, details);
  }
  if (response.status !== 200) throw new OmaHttpError(response.status, base, details);
  return judge(parse(response.data, details), secretsIn(body), details);
}

function parse(text: string, details: OmaErrorDetails): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = undefined;
  }
  if (parsed === null || typeof parsed !== "object" || Array.isArray(parsed)) {
    throw new OmaOutcomeUnknownError("the answer is not a JSON object", details);
  }
  return parsed as Record<string, unknown>;
}

function judge(answer: Record<string, unknown>, secrets: readonly string[], details: OmaErrorDetails): Answer {
  if (answer.success === true) return answer;
  const number = Number(answer.error_number);
  if (answer.success !== false || !Number.isInteger(number)) {
    throw new OmaOutcomeUnknownError("the answer says neither success nor an error number", details);
  }
  const text = redact(typeof answer.error === "string" ? answer.error : "", secrets);
  const known = describeNumber(number);
  if (known.class === "unknown-outcome") {
    throw new OmaOutcomeUnknownError(`OMA answered ${number} (${text || known.text})`, { ...details, number });
  }
  throw new OmaApiError(number, text, details, readHints(answer.hints, secrets), answer);
}

/** Open question 56: hints are an object of name to reason; a list or a text is coped with. */
function readHints(hints: unknown, secrets: readonly string[]): Record<string, string> {
  if (hints === undefined || hints === null) return {};
  const words = (value: unknown) => redact(typeof value === "string" ? value : JSON.stringify(value), secrets);
  if (typeof hints !== "object" || Array.isArray(hints)) return { hint: words(hints) };
  return Object.fromEntries(Object.entries(hints).map(([name, reason]) => [name, words(reason)]));
}
