import type { Identity, Kind } from "../kinds/kind.js";
import { AliasError } from "../lifecycle/errors/index.js";
import type { Context } from "../lifecycle/run/context.js";
import type { Desired } from "../lifecycle/state/state.js";
import type { Facts, Finding, Settlement } from "./finding.js";
import type { Location } from "./renames/location.js";
import type { Deployment, PendingOperation } from "./state/deployment.js";

/** What the operator says of an object in doubt. */
export type Decision = "ours" | "not-ours";

/** All that the operator says. */
export interface Answers {
  /** About an object, by its id or its URN. */
  readonly decisionOn: (id: string, urn: string) => Decision | undefined;
  readonly takesBack: boolean;
}

/** What one pending operation is about. */
export interface PendingSubject {
  readonly operation: PendingOperation;
  readonly kind: Kind;
  /** What the interrupted run had declared, as far as it is not encrypted. */
  readonly desired: Desired;
  /** False when the name of the object is encrypted. */
  readonly isNamed: boolean;
  /** The name of the object as the engine's id has it; the URN where the name is a secret. */
  readonly id: string;
  readonly decision: Decision | undefined;
  /** The operator wants what is of no use any more to be removed. */
  readonly takesBack: boolean;
  context(): Promise<Context>;
}

/** One pending operation and what there is to judge it by. */
export interface PendingCase extends PendingSubject {
  readonly deployment: Deployment;
  /** Where the object is, when it was to be renamed. */
  readonly location: Location | undefined;
  /** Whether another resource has the object of this name, or is to keep it. */
  isHeld(name: Identity, account: Context): boolean;
  found(settlement: Settlement, message: string, facts?: Partial<Facts>): Finding;
}

/** An alias is nothing that an operation of ours has created, changed or deleted. */
export async function unlessAlias<T>(read: Promise<T>): Promise<T | "alias"> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof AliasError) return "alias";
    throw error;
  }
}
