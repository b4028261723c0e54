import type { Kind } from "../../provider/kinds/kind.js";
import type { Context } from "../../provider/lifecycle/context.js";
import { AliasError } from "../../provider/lifecycle/errors/index.js";
import type { Declared } from "../../provider/lifecycle/state.js";
import type { Deployment, PendingOperation } from "./deployment.js";
import type { Facts, Finding, Settlement } from "./finding.js";

/** What the operator says of an object in doubt. */
export type Decision = "ours" | "not-ours";

/** One pending operation and what there is to judge it by. */
export interface Scene {
  readonly operation: PendingOperation;
  readonly deployment: Deployment;
  readonly kind: Kind;
  /** What the interrupted run had declared, as far as it is not encrypted. */
  readonly declared: Declared;
  /** False when the name of the object is encrypted. */
  readonly isNamed: boolean;
  readonly decision: Decision | undefined;
  context(): Promise<Context>;
  found(settlement: Settlement, says: string, facts?: Partial<Facts>): Finding;
}

export const drop: Settlement = { how: "drop" };
export const ask: Settlement = { how: "ask" };

/** An alias is nothing that an operation of ours has made, changed or deleted. */
export async function unlessAlias<T>(look: Promise<T>): Promise<T | "alias"> {
  try {
    return await look;
  } catch (error) {
    if (error instanceof AliasError) return "alias";
    throw error;
  }
}
