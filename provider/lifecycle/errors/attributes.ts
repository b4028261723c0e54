import { type OmaApiError, OmaError } from "../../oma/index.js";
import { LifecycleError } from "./lifecycle-error.js";

/** The service refused a value. Names the attributes as the program does; never their values. */
export class AttributeError extends OmaError {
  constructor(
    object: string,
    readonly attributes: readonly string[],
    reasons: readonly string[],
    cause: OmaApiError,
  ) {
    const { code, method, number, remedy, text } = cause;
    const attribute = attributes.join(", ");
    const because = reasons.length === 0 ? "" : ` [${reasons.join("; ")}]`;
    const details = { object, method, attribute, number, remedy };
    super(code, `OMA refused ${attribute} with ${number} (${text})${because}`, details, { cause });
  }
}

/** A limit of the parent is reached (errors 15 and 16). */
export class LimitError extends OmaError {
  /**
   * @param present how many there are, and `most` how many there may be; undefined where the service did not tell.
   */
  constructor(object: string, attribute: string | undefined, present: unknown, most: unknown, cause: OmaApiError) {
    const { code, method, number, remedy, text } = cause;
    const numbers = present === undefined || most === undefined ? "" : `: ${present} of at most ${most}`;
    super(code, `OMA answered ${number} (${text})${numbers}`, { object, attribute, method, number, remedy });
  }
}

/** Declared attributes that this admin may not set. Found before anything is written. */
export class NotSettableError extends LifecycleError {
  constructor(object: string, attributes: readonly string[]) {
    const attribute = attributes.join(", ");
    super("OMA_ATTRIBUTE_NOT_SETTABLE", `the admin may not set ${attribute}; nothing was written`, {
      object,
      attribute,
      remedy: "Remove from the program what the service does not list as settable, or use an admin with a higher role.",
    });
  }
}

/** Declared attributes that a creating call does not take. */
export class NotOnCreateError extends LifecycleError {
  constructor(object: string, attributes: readonly string[]) {
    const attribute = attributes.join(", ");
    super("OMA_NOT_ON_CREATE", `${attribute} cannot be set on a new object; nothing was written`, {
      object,
      attribute,
      remedy: "Remove it from the program: the service only keeps it where it exists already.",
    });
  }
}

/** A secret has to be written, and its text cannot be had. */
export class SecretUnavailableError extends LifecycleError {
  constructor(object: string, attribute: string, reason: string, remedy: string) {
    super("OMA_SECRET_UNAVAILABLE", reason, { object, attribute, remedy });
  }
}

/** The service accepted a change, and later reads do not show it. */
export class WriteIgnoredError extends LifecycleError {
  /** @param isThere whether reads show the object at all. */
  constructor(kind: string, object: string, attributes: readonly string[], isThere: boolean) {
    const attribute = attributes.join(", ");
    const reported = isThere
      ? `still reports a different value for ${attribute}`
      : `does not report the ${kind} with ${attribute}`;
    super("OMA_WRITE_IGNORED", `the service accepted the change but ${reported}`, {
      object,
      attribute,
      remedy:
        "Check whether the value fits the object (its type, its parent's settings, the admin's role), or remove it from the program. oma:verifyWrites says what is read back.",
    });
  }
}

/** A response lacks what the provider has to know. */
export class ResponseIncompleteError extends LifecycleError {
  constructor(object: string, method: string, reason: string, remedy: string) {
    super("OMA_RESPONSE_INCOMPLETE", reason, { object, method, remedy });
  }
}
