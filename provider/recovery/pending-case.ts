import type { Identity, Kind } from "../kinds/kind.js";
import { AliasError } from "../lifecycle/errors/index.js";
import type { Context } from "../lifecycle/run/context.js";
import type { Desired } from "../lifecycle/state/state.js";
import type { Facts, Finding, Settlement } from "./finding.js";
import type { Location } from "./renames/location.js";
import type { Deployment, PendingOperation } from "./state/deployment.js";

/** The operator's decision on an object in doubt. */
export type Decision = "ours" | "not-ours";

/** Everything that the operator decided. */
export interface Answers {
  /** About an object, by its id or its URN. */
  readonly decisionOn: (id: string, urn: string) => Decision | undefined;
  readonly takesBack: boolean;
}

/** A pending operation and its object. */
export interface PendingSubject {
  readonly operation: PendingOperation;
  readonly kind: Kind;
  /** What the interrupted run had declared, as far as it is not encrypted. */
  readonly desired: Desired;
  /** False when the name of the object is encrypted. */
  readonly isNamed: boolean;
  /** The engine's id of the object; the URN where the name is encrypted. */
  readonly id: string;
  readonly decision: Decision | undefined;
  /** The operator wants useless objects to be removed. */
  readonly takesBack: boolean;
  context(): Promise<Context>;
}

/** One pending operation and everything that helps to judge it. */
export interface PendingCase extends PendingSubject {
  readonly deployment: Deployment;
  /** Where the object is, when the operation renames it. */
  readonly location: Location | undefined;
  /** Whether another resource has the object of this name and keeps it. */
  isHeld(name: Identity, account: Context): boolean;
  found(settlement: Settlement, message: string, facts?: Partial<Facts>): Finding;
}

/** No operation of ours creates, changes or deletes an alias. */
export async function unlessAlias<T>(read: Promise<T>): Promise<T | "alias"> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof AliasError) return "alias";
    throw error;
  }
}
