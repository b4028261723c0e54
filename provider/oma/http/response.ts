import { shownValue } from "../../shown-text.js";
import { isRecord } from "../../values.js";
import { describeNumber } from "../catalogue.js";
import {
  type AttemptDetails,
  OmaApiError,
  type OmaErrorDetails,
  OmaNoAnswerError,
  OmaOutcomeUnknownError,
  type OmaUnansweredError,
} from "../errors/index.js";
import type { Effect, Fields } from "../methods/index.js";
import { redact, redactFields, redactValue, secretsIn } from "./redaction.js";
import type { Moment } from "./server-clock.js";

/** A response with `success` true, as the service sent it. */
export type OmaResponse = Fields;

/** The request that a response belongs to. */
export interface SentRequest {
  readonly body: unknown;
  readonly effect: Effect;
  readonly details: OmaErrorDetails;
  /** When the client sent it, by the service's clock. Called only when the outcome turns out to be unknown. */
  began(): Moment | undefined;
}

/**
 * Parses the text of an HTTP 200.
 *
 * @throws OmaApiError for a refusal; OmaUnansweredError for a text that tells neither success nor refusal.
 */
export function parseResponse(text: string, request: SentRequest): OmaResponse {
  const response = parseFields(text);
  if (isDeeperThan(deepest, response)) throw unusable(`the response is nested more than ${deepest} deep`, request);
  if (response?.success === true) return response;
  if (response === undefined) throw unusable("the response is not a JSON object", request);
  const number = response.success === false ? errorNumber(response.error_number) : undefined;
  if (number === undefined) throw unusable("the response says neither success nor an error number", request);

  // A hint named "password" is the reason why the service refused a password, not a password.
  const { hints, ...rest } = response;
  const secrets = secretsIn([request.body, rest]);
  const words = redact(typeof response.error === "string" ? response.error : "", secrets);
  const known = describeNumber(number);
  if (known.class === "unknown-outcome") {
    const again = request.effect === "read" ? "Run again." : "Look at the object on the service, then run again.";
    const remedy = `${again} ${known.remedy}`;
    throw unusable(`OMA answered ${number} (${shownValue(words) || known.text})`, request, { number, remedy });
  }
  throw new OmaApiError(number, words, request.details, readHints(hints, secrets), redactFields(response, secrets));
}

/** Documented responses are six deep at most. What is deeper would exhaust the stack of whoever walks through it. */
const deepest = 64;

function isDeeperThan(most: number, value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= most && level.length > 0; depth++) {
    level = level.flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one) : []));
  }
  return level.length > 0;
}

/** A parse error quotes the text, secrets included, so the client does not keep it as a cause. */
function parseFields(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The objects in a member of a response that holds a list; none where it is missing or of another form. */
export function rowsIn(response: OmaResponse, member: string): readonly Fields[] {
  const rows = response[member];
  return Array.isArray(rows) ? rows.filter(isRecord) : [];
}

/** The whole number that a member of a response holds. Numbers may come as text (open question 17). */
export function errorNumber(value: unknown): number | undefined {
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isInteger(number) ? number : undefined;
}

/** The error of a request without a usable response. What it means depends on what the request was to do. */
export function unanswered(
  reason: string,
  { effect, details, began }: SentRequest,
  attempt: AttemptDetails,
  options?: ErrorOptions,
): OmaUnansweredError {
  return effect === "read"
    ? new OmaNoAnswerError(reason, details, attempt, options)
    : new OmaOutcomeUnknownError(reason, details, { ...attempt, began: began() }, options);
}

/** The service responded, but not with what a response is. */
function unusable(reason: string, request: SentRequest, more: OmaErrorDetails = {}): OmaUnansweredError {
  return unanswered(reason, { ...request, details: { ...request.details, ...more } }, { status: 200 });
}

/** Hints are an object of name to reason (open question 56). A list or a text becomes one hint of its own. */
function readHints(hints: unknown, secrets: readonly string[]): Record<string, string> {
  if (hints === undefined || hints === null) return {};
  const words = (value: unknown) =>
    typeof value === "string" ? redact(value, secrets) : JSON.stringify(redactValue(value, secrets));
  if (!isRecord(hints)) return { hint: words(hints) };
  return Object.fromEntries(Object.entries(hints).map(([name, reason]) => [redact(name, secrets), words(reason)]));
}
