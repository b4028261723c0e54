import { type OmaApiError, OmaError } from "../../oma/index.js";

/** The service refused a value. Names the attributes as the program does; never their values. */
export class AttributeError extends OmaError {
  constructor(
    object: string,
    readonly attributes: readonly string[],
    reasons: readonly string[],
    cause: OmaApiError,
  ) {
    const because = reasons.length === 0 ? "" : ` [${reasons.join("; ")}]`;
    const details = {
      object,
      method: cause.method,
      attribute: attributes.join(", "),
      number: cause.number,
      remedy: cause.remedy,
    };
    super(cause.code, `OMA refused ${details.attribute} with ${cause.number} (${cause.text})${because}`, details, {
      cause,
    });
  }
}
