import { describeNumber } from "../catalogue.js";
import { OmaApiError, type OmaErrorDetails, OmaOutcomeUnknownError } from "../errors/index.js";
import { redact, redactDeep, secretsIn } from "./redaction.js";
import type { Moment } from "./server-clock.js";

/** An answer with `success` true, as the service sent it. */
export type Answer = Readonly<Record<string, unknown>>;

/** What judging an answer needs to know of the question. */
export interface Asked {
  readonly body: unknown;
  readonly details: OmaErrorDetails;
  /** Asked for only when the outcome turns out to be unknown. */
  began(): Moment | undefined;
}

/**
 * Reads the text of an HTTP 200.
 *
 * @throws OmaApiError for a refusal, OmaOutcomeUnknownError for what tells neither success nor refusal.
 */
export function judge(text: string, asked: Asked): Answer {
  const answer = parsed(text);
  if (answer?.success === true) return answer;
  if (answer === undefined) throw unknown("the answer is not a JSON object", asked);
  const number = answer.success === false ? errorNumber(answer.error_number) : undefined;
  if (number === undefined) throw unknown("the answer says neither success nor an error number", asked);

  // Under "password", hints have the reason why one was refused, not a password.
  const { hints, ...rest } = answer;
  const secrets = secretsIn([asked.body, rest]);
  const words = redact(typeof answer.error === "string" ? answer.error : "", secrets);
  const known = describeNumber(number);
  if (known.class === "unknown-outcome") {
    const remedy = `Look at the object on the service, then run again. ${known.remedy}`;
    throw unknown(`OMA answered ${number} (${words || known.text})`, asked, { number, remedy });
  }
  throw new OmaApiError(number, words, asked.details, readHints(hints, secrets), redactDeep(answer, secrets) as Answer);
}

/** A parse error quotes the text, secrets included, so it is not kept as a cause. */
function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value === null || typeof value !== "object" || Array.isArray(value)
      ? undefined
      : (value as Record<string, unknown>);
  } catch {
    return undefined;
  }
}

/** Numbers may come as text (open question 17). */
function errorNumber(value: unknown): number | undefined {
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return Number.isInteger(number) ? (number as number) : undefined;
}

function unknown(reason: string, { details, began }: Asked, more: OmaErrorDetails = {}): OmaOutcomeUnknownError {
  return new OmaOutcomeUnknownError(reason, { ...details, ...more }, { began: began() });
}

/** Open question 56: hints are an object of name to reason; a list or a text is coped with. */
function readHints(hints: unknown, secrets: readonly string[]): Record<string, string> {
  if (hints === undefined || hints === null) return {};
  const words = (value: unknown) =>
    typeof value === "string" ? redact(value, secrets) : JSON.stringify(redactDeep(value, secrets));
  if (typeof hints !== "object" || Array.isArray(hints)) return { hint: words(hints) };
  return Object.fromEntries(Object.entries(hints).map(([name, reason]) => [redact(name, secrets), words(reason)]));
}
