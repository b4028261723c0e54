import type { Identity } from "../kinds/kind.js";
import type { Values } from "../values.js";
import type { PendingOperation } from "./state/deployment.js";

/** How one pending operation is settled in the state. */
export type Settlement =
  /** The state forgets the operation; the resources stay as they are. */
  | { readonly how: "drop" }
  /** The object becomes a resource of the state. */
  | { readonly how: "take"; readonly id: string; readonly outputs: Values }
  /** The resource leaves the state: its object is gone. */
  | { readonly how: "remove" }
  /** The resource's object has this name and holds these values. */
  | { readonly how: "follow"; readonly id: string; readonly identity: Identity; readonly outputs: Values }
  /** The state forgets the operation. Then the object is removed, since nobody can use it. */
  | { readonly how: "take back"; readonly remove: () => Promise<void> }
  /** A person must decide. `answers` are the options for that, where they are not the usual ones. */
  | { readonly how: "ask"; readonly answers?: string };

export const drop: Settlement = { how: "drop" };
export const ask: Settlement = { how: "ask" };

/** What the person who must decide needs to see. Never a value of an attribute. */
export interface Facts {
  /** The object's createtime, by the service's clock. */
  readonly made?: string | undefined;
  /** When the interrupted attempt began, by the service's clock. */
  readonly began?: string | undefined;
  /** When the engine last wrote the state, by the clock of its machine. */
  readonly checkpoint: string;
  /** Declared attributes that hold another value, by their program names. */
  readonly differing?: readonly string[];
}

/** The result of examining one pending operation. */
export interface Finding {
  readonly operation: PendingOperation;
  readonly kind: string;
  /** The engine's id of the object; the URN where the name is a secret. */
  readonly id: string;
  readonly settlement: Settlement;
  readonly message: string;
  readonly facts: Facts;
}
