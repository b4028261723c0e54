import { shownValue } from "../../shown-text.js";
import { describeNumber, type ErrorClass } from "../catalogue.js";
import { OmaError, type OmaErrorDetails } from "./oma-error.js";

/** The service answered `success: false` with an error number (SEED-ERR). */
export class OmaApiError extends OmaError {
  readonly class: ErrorClass;
  /** The service's error number; -1 where it gave none for an item of a batch. */
  override readonly number: number;
  /** The service's words, redacted; the documented ones where it gave none. */
  readonly text: string;
  /** A reason for each field or attribute at fault, under its wire name and redacted, where the service gave any. */
  readonly hints: Readonly<Record<string, string>>;
  /** The whole response, redacted. For an object that does not exist, a read still responds with settable attributes. */
  declare readonly response: Readonly<Record<string, unknown>>;

  constructor(
    number: number,
    serviceText: string,
    details: OmaErrorDetails,
    hints: Readonly<Record<string, string>>,
    response: Readonly<Record<string, unknown>>,
  ) {
    const known = describeNumber(number);
    const text = shownValue(serviceText) || known.text;
    const reasons = Object.entries(hints).map(([name, reason]) => `${shownValue(name)}: ${shownValue(reason)}`);
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
    // Not enumerable: callers read the response, but no log prints it.
    Object.defineProperty(this, "response", { value: response, enumerable: false });
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), class: this.class, text: this.text, hints: this.hints };
  }
}
