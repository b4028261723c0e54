import { describeNumber, type ErrorClass } from "../catalogue.js";
import { OmaError, type OmaErrorDetails } from "./oma-error.js";

/** The service answered `success: false` with an error number (seed: HTTP and API errors). */
export class OmaApiError extends OmaError {
  readonly class: ErrorClass;
  override readonly number: number;
  /** The service's words, redacted. */
  readonly text: string;
  /** Reason per field or attribute, under the wire's names, where the service gave any. */
  readonly hints: Readonly<Record<string, string>>;
  /** The rest of the answer, redacted: reads of missing objects carry settable attributes and defaults. */
  declare readonly answer: Readonly<Record<string, unknown>>;

  constructor(
    number: number,
    serviceText: string,
    details: OmaErrorDetails,
    hints: Readonly<Record<string, string>>,
    answer: Readonly<Record<string, unknown>>,
  ) {
    const known = describeNumber(number);
    const text = serviceText || known.text;
    const reasons = Object.entries(hints).map(([name, reason]) => `${name}: ${reason}`);
    const because = reasons.length === 0 ? "" : `\n  [${reasons.join("; ")}]`;
    super(known.code, `OMA answered ${number} (${text})${because}`, {
      remedy: known.remedy,
      ...details,
      number,
    });
    this.class = known.class;
    this.number = number;
    this.text = text;
    this.hints = hints;
    // Not enumerable: an answer is for the lifecycle to read, not for a log to print.
    Object.defineProperty(this, "answer", { value: answer, enumerable: false });
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), class: this.class, text: this.text, hints: this.hints };
  }
}
