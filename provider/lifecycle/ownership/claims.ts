import type { Identity, Kind } from "../../kinds/kind.js";
import { toWire } from "../state/codec.js";
import { keyOf } from "../state/identity.js";
import type { Desired, State } from "../state/state.js";

/**
 * The objects that resources of this process took over, or had before and keep. A resource that gets another name in its
 * program is a new one to the engine, which adopts the object, and an old one, which is deleted at the end of the same run,
 * or of a later one when that run fails: that delete must not reach the object.
 */
export class ClaimRegistry {
  private readonly attributes = new Map<string, Set<string>>();
  private readonly madeAt = new Map<string, number>();

  claim(kind: Kind, { identity, attributes }: Desired): void {
    const key = keyOf(kind, identity);
    const names = this.attributes.get(key) ?? new Set();
    for (const name of Object.keys(toWire(kind, attributes))) names.add(name);
    this.attributes.set(key, names);
  }

  /** This process has made an object. @param at UNIX seconds of this machine, not after the making. */
  recordCreation(kind: Kind, { identity }: Desired, at: number): void {
    this.madeAt.set(keyOf(kind, identity), at);
  }

  /** Whether a resource took this object over, or had it before and keeps it. */
  isClaimed(kind: Kind, identity: Identity): boolean {
    return this.attributes.has(keyOf(kind, identity));
  }

  /** Whether another resource of this run has the object that the state knows. */
  isHeldByAnother(kind: Kind, known: Pick<State, "identity" | "writtenAt">): boolean {
    return this.isClaimed(kind, known.identity) || this.hasNewerObject(kind, known);
  }

  /** Whether this process has made what has the name now, after what the state knows was gone. */
  hasNewerObject(kind: Kind, { identity, writtenAt = 0 }: Pick<State, "identity" | "writtenAt">): boolean {
    return writtenAt < (this.madeAt.get(keyOf(kind, identity)) ?? 0);
  }

  /** Whether a resource that took the object over manages this attribute of it, by its wire name. */
  managesAttribute(kind: Kind, identity: Identity, wire: string): boolean {
    return this.attributes.get(keyOf(kind, identity))?.has(wire) ?? false;
  }
}
