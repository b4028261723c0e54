import { shownValue } from "../../shown-text.js";
import { isRecord } from "../../values.js";
import { describeNumber } from "../catalogue.js";
import { OmaApiError, type OmaErrorDetails, OmaOutcomeUnknownError } from "../errors/index.js";
import type { Fields } from "../methods/index.js";
import { redact, redactFields, redactValue, secretsIn } from "./redaction.js";
import type { Moment } from "./server-clock.js";

/** A response with `success` true, as the service sent it. */
export type OmaResponse = Fields;

/** The request that a response belongs to. */
export interface SentRequest {
  readonly body: unknown;
  readonly details: OmaErrorDetails;
  /** When the client sent it, by the service's clock. Called only when the outcome turns out to be unknown. */
  began(): Moment | undefined;
}

/**
 * Parses the text of an HTTP 200.
 *
 * @throws OmaApiError for a refusal; OmaOutcomeUnknownError for a text that tells neither success nor refusal.
 */
export function parseResponse(text: string, request: SentRequest): OmaResponse {
  const response = parseFields(text);
  if (isDeeperThan(deepest, response)) throw unknown(`the response is nested more than ${deepest} deep`, request);
  if (response?.success === true) return response;
  if (response === undefined) throw unknown("the response is not a JSON object", request);
  const number = response.success === false ? errorNumber(response.error_number) : undefined;
  if (number === undefined) throw unknown("the response says neither success nor an error number", request);

  // A hint named "password" is the reason why the service refused a password, not a password.
  const { hints, ...rest } = response;
  const secrets = secretsIn([request.body, rest]);
  const words = redact(typeof response.error === "string" ? response.error : "", secrets);
  const known = describeNumber(number);
  if (known.class === "unknown-outcome") {
    const remedy = `Look at the object on the service, then run again. ${known.remedy}`;
    throw unknown(`OMA answered ${number} (${shownValue(words) || known.text})`, request, { number, remedy });
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

function unknown(reason: string, request: SentRequest, more: OmaErrorDetails = {}): OmaOutcomeUnknownError {
  return new OmaOutcomeUnknownError(reason, { ...request.details, ...more }, { began: request.began() });
}

/** Hints are an object of name to reason (open question 56). A list or a text becomes one hint of its own. */
function readHints(hints: unknown, secrets: readonly string[]): Record<string, string> {
  if (hints === undefined || hints === null) return {};
  const words = (value: unknown) =>
    typeof value === "string" ? redact(value, secrets) : JSON.stringify(redactValue(value, secrets));
  if (!isRecord(hints)) return { hint: words(hints) };
  return Object.fromEntries(Object.entries(hints).map(([name, reason]) => [redact(name, secrets), words(reason)]));
}
