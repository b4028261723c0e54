import { type OmaApiError, OmaError } from "../../oma/index.js";
import type { Missing } from "../inputs/missing.js";
import { LifecycleError } from "./lifecycle-error.js";

/** The service refused a value. Names the attributes as the program spells them, and never their values. */
export class AttributeError extends OmaError {
  /** @param remedy in place of that of the number. */
  constructor(
    object: string,
    readonly attributes: readonly string[],
    reasons: readonly string[],
    cause: OmaApiError,
    remedy = cause.remedy,
  ) {
    const { code, method, number, text } = cause;
    const attribute = attributes.join(", ");
    const because = reasons.length === 0 ? "" : ` [${reasons.join("; ")}]`;
    const details = { object, method, attribute, number, remedy };
    super(code, `OMA refused ${attribute} with ${number} (${text})${because}`, details, { cause });
  }
}

/** A limit of the parent is reached (errors 15 and 16). */
export class LimitError extends OmaError {
  /**
   * @param present the present number. `most` is the limit. Undefined where the service did not say.
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
      remedy: "Remove these attributes from the program, or use an admin with a higher role.",
    });
  }
}

/** A new object needs an attribute that is not declared. Found once it is certain that there is none to adopt or to restore. */
export class MissingAttributeError extends LifecycleError {
  constructor(kind: string, object: string, { attribute, reason, remedy }: Missing) {
    super("OMA_ATTRIBUTE_MISSING", `${attribute} is missing: ${reason}; nothing was written`, {
      object,
      attribute,
      remedy: `${remedy} on the resource. There is no ${kind} of this name to adopt.`,
    });
  }
}

/** Declared attributes that a creating call does not accept. */
export class NotOnCreateError extends LifecycleError {
  constructor(object: string, attributes: readonly string[]) {
    const attribute = attributes.join(", ");
    super("OMA_NOT_ON_CREATE", `${attribute} cannot be set on a new object; nothing was written`, {
      object,
      attribute,
      remedy: "Remove it from the program. The service keeps it only on objects that already have it.",
    });
  }
}

/** A secret must be written, and its text is not available. */
export class SecretUnavailableError extends LifecycleError {
  constructor(object: string, attribute: string, reason: string, remedy: string) {
    super("OMA_SECRET_UNAVAILABLE", reason, { object, attribute, remedy });
  }
}

/** The provider cannot decrypt what the program handed over: the key changed between the two, or the text was damaged. */
export class HandOverError extends LifecycleError {
  /** @param file that holds the key. */
  constructor(file: string) {
    super("OMA_SECRET_UNAVAILABLE", "the key does not decrypt a secret of the program; nothing was written", {
      object: file,
      remedy: "Run this again. If that does not help, remove the file: the next run makes a new key.",
    });
  }
}

/** The service accepted a change, but later reads do not show it. */
export class WriteIgnoredError extends LifecycleError {
  /** @param isThere whether reads return the object at all. */
  constructor(kind: string, object: string, attributes: readonly string[], isThere: boolean) {
    const attribute = attributes.join(", ");
    const reported = isThere
      ? `still reports a different value for ${attribute}`
      : `does not report the ${kind} with ${attribute}`;
    super("OMA_WRITE_IGNORED", `the service accepted the change but ${reported}`, {
      object,
      attribute,
      remedy:
        "Check that the value fits the object's type, the settings of its parent and the admin's role. Otherwise remove it from the program. oma:verifyWrites decides what is read back.",
    });
  }
}

/** A response lacks something that the provider needs. */
export class ResponseIncompleteError extends LifecycleError {
  constructor(object: string, method: string, reason: string, remedy: string) {
    super("OMA_RESPONSE_INCOMPLETE", reason, { object, method, remedy });
  }
}
