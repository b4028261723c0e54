import type { Identity, Kind } from "../../kinds/kind.js";
import { keyOf } from "../state/identity.js";
import type { Desired, State } from "../state/state.js";

/**
 * The objects that resources of this run hold: those that they adopted, or had before and keep. When a program gives a resource
 * another name, the engine sees a new resource, which adopts the object, and an old one, which it deletes at the end of the run,
 * or of a later run when this one fails. That delete must not reach the object.
 */
export class ClaimRegistry {
  private readonly attributes = new Map<string, Set<string>>();
  private readonly createdAt = new Map<string, number>();

  /** A resource holds this object and manages its declared attributes. */
  claim(kind: Kind, { identity, attributes }: Desired): void {
    const key = keyOf(kind, identity);
    const names = this.attributes.get(key) ?? new Set();
    for (const name of Object.keys(attributes)) names.add(name);
    this.attributes.set(key, names);
  }

  /** This process has created an object. @param at UNIX seconds of this machine, not after the create. */
  recordCreation(kind: Kind, { identity }: Desired, at: number): void {
    this.createdAt.set(keyOf(kind, identity), at);
  }

  /** Whether a resource adopted this object, or had it before and keeps it. */
  isClaimed(kind: Kind, identity: Identity): boolean {
    return this.attributes.has(keyOf(kind, identity));
  }

  /** Whether another resource of this run holds the object of the state. */
  isHeldByAnother(kind: Kind, state: Pick<State, "identity" | "writtenAt">): boolean {
    return this.isClaimed(kind, state.identity) || this.hasNewerObject(kind, state);
  }

  /** Whether this process created another object of this name after the object of the state was gone. */
  hasNewerObject(kind: Kind, { identity, writtenAt = 0 }: Pick<State, "identity" | "writtenAt">): boolean {
    return writtenAt < (this.createdAt.get(keyOf(kind, identity)) ?? 0);
  }

  /** Whether a resource that claimed the object manages this attribute. @param wire its wire name. */
  managesAttribute(kind: Kind, identity: Identity, wire: string): boolean {
    return this.attributes.get(keyOf(kind, identity))?.has(wire) ?? false;
  }
}
