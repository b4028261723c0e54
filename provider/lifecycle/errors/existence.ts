import { LifecycleError } from "./lifecycle-error.js";

/** The object already exists, and the program did not ask to adopt it. */
export class ExistsError extends LifecycleError {
  constructor(kind: string, object: string, number?: number, canBeAdopted = true) {
    super("OMA_OBJECT_EXISTS", `${kind} already exists and was not changed`, {
      object,
      number,
      remedy: canBeAdopted
        ? "Set adopt: true on the resource (or oma:adopt for the whole run) to adopt it and write what differs. Otherwise choose another name."
        : "Choose another name, or remove the existing one: it cannot be adopted.",
    });
  }
}

/** An object that a program refers to, and does not create, does not exist. */
export class MissingError extends LifecycleError {
  constructor(kind: string, object: string) {
    super("OMA_OBJECT_MISSING", `${kind} does not exist`, {
      object,
      remedy: "Check the name, and that it belongs to the admin's company.",
    });
  }
}

/** An object that an attribute names does not exist. */
export class MissingReferenceError extends LifecycleError {
  /** @param attribute its name in the program. */
  constructor(object: string, attribute: string, kind: string, name: string) {
    super("OMA_OBJECT_MISSING", `${attribute} names the ${kind.toLowerCase()} ${name}, which does not exist`, {
      object,
      attribute,
      number: 2,
      remedy: `Declare ${name} first and take the name from that resource, or correct the name.`,
    });
  }
}

/** The object that another one belongs to does not exist. */
export class ParentMissingError extends LifecycleError {
  constructor(kind: string, object: string, parentKind: string, parent: string) {
    super("OMA_PARENT_MISSING", `${kind} needs ${parentKind.toLowerCase()} ${parent}, which does not exist`, {
      object,
      remedy: `Declare ${parent} first and take the name from that resource, or correct the name.`,
    });
  }
}

/** The name belongs to an alias; OMA addresses objects by their real name only (error 3). */
export class AliasError extends LifecycleError {
  constructor(kind: string, object: string) {
    super("OMA_OBJECT_IS_ALIAS", `the name is an alias of another ${kind.toLowerCase()}`, {
      object,
      number: 3,
      remedy: "Use the real name, or remove the alias from its owner first.",
    });
  }
}

/** An object of the state no longer exists on the service. */
export class GoneError extends LifecycleError {
  constructor(kind: string, object: string) {
    super("OMA_OBJECT_GONE", `${kind} no longer exists: somebody deleted it outside of this program`, {
      object,
      remedy:
        "Run pulumi up --refresh. It removes the object from state and creates it again, or says how to restore the deleted one.",
    });
  }
}

/** An object was missing when another one got its name. */
export class LostError extends LifecycleError {
  constructor(kind: string, object: string, target: string) {
    super("OMA_OBJECT_LOST", `${kind} may no longer exist: its name now belongs to another resource in this program`, {
      object,
      remedy: `Run pulumi up --refresh. It creates ${target}, or reports that it exists. If a run was interrupted while it renamed ${object}, the existing account is the renamed one: adopt it with adopt: true.`,
    });
  }
}

/** The settings lead to another service than the one that the state knows the object from. */
export class OtherServiceError extends LifecycleError {
  constructor(kind: string, object: string, known: string, asked: string) {
    super(
      "OMA_OTHER_SERVICE",
      `the state knows this ${kind.toLowerCase()} from ${known}, and the settings lead to ${asked}; nothing was read or written`,
      {
        object,
        remedy: `Correct oma:endpoint, oma:cluster or their OMA_* variables. If the account moved to ${asked}, run once: OMA_MOVED_FROM=${known} pulumi refresh --run-program.`,
      },
    );
  }
}

/** An object of a service that moved is not on the new one. */
export class NotMovedError extends LifecycleError {
  constructor(kind: string, object: string, service: string) {
    super(
      "OMA_NOT_MOVED",
      `the accounts moved to ${service}, and this ${kind.toLowerCase()} is not there; it stays in state`,
      {
        object,
        remedy:
          "Check OMA_MOVED_FROM and the settings of the service. If the object is gone for good, remove it with pulumi state delete.",
      },
    );
  }
}

/** The state of a resource is not of this provider, or of a release with another form of it. */
export class StateUnreadableError extends LifecycleError {
  constructor(reason: string, remedy: string) {
    super("OMA_STATE_UNREADABLE", reason, { remedy });
  }
}

/** State of a kind that this release does not know. */
export class UnknownKindError extends LifecycleError {
  constructor(kind: string) {
    super("OMA_KIND_UNKNOWN", `pulumi-oma has no kind "${kind}"`, {
      remedy: "Install the release that the stack was last updated with, or a later one.",
    });
  }
}
