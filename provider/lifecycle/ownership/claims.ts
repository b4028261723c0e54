import type { Identity, Kind } from "../../kinds/kind.js";
import { keyOf } from "../state/identity.js";
import type { Desired, State } from "../state/state.js";

/** The resources that hold an object, or objects whose names differ only in case. */
interface Holders {
  /** Each name as it was spelled. */
  readonly spellings: Identity[];
  /** Wire names of the attributes that they manage. */
  readonly attributes: Set<string>;
}

/**
 * The objects that resources of this run hold: those that they adopted, or had before and keep. When a program gives a resource
 * another name, the engine sees a new resource, which adopts the object, and an old one, which it deletes at the end of the run,
 * or of a later run when this one fails. That delete must not reach the object.
 */
export class ClaimRegistry {
  private readonly claimed = new Map<string, Holders>();
  private readonly created = new Map<string, { readonly identity: Identity; readonly at: number }[]>();

  /** A resource holds this object and manages its declared attributes. */
  claim(kind: Kind, { identity, attributes }: Pick<Desired, "identity" | "attributes">): void {
    const key = keyOf(kind, identity);
    const holders = this.claimed.get(key) ?? { spellings: [], attributes: new Set() };
    holders.spellings.push(identity);
    for (const name of Object.keys(attributes)) holders.attributes.add(name);
    this.claimed.set(key, holders);
  }

  /** This process has created an object. @param at UNIX seconds of this machine, not after the create. */
  recordCreation(kind: Kind, { identity }: Pick<Desired, "identity">, at: number): void {
    const key = keyOf(kind, identity);
    this.created.set(key, [...(this.created.get(key) ?? []), { identity, at }]);
  }

  /** Whether a resource adopted this object, or had it before and keeps it. */
  isClaimed(kind: Kind, identity: Identity): boolean {
    return this.claimed.has(keyOf(kind, identity));
  }

  /** The names, as spelled, under which other resources of this run hold the object of the state, or may hold it. */
  namesOfHolders(kind: Kind, state: Pick<State, "identity" | "writtenAt">): Identity[] {
    const claimed = this.claimed.get(keyOf(kind, state.identity))?.spellings ?? [];
    return [...claimed, ...this.newer(kind, state).map(({ identity }) => identity)];
  }

  /** Whether this process created another object of this name after the object of the state was gone. */
  hasNewerObject(kind: Kind, state: Pick<State, "identity" | "writtenAt">): boolean {
    return this.newer(kind, state).length > 0;
  }

  /** Whether a resource that claimed the object manages this attribute. @param wire its wire name. */
  managesAttribute(kind: Kind, identity: Identity, wire: string): boolean {
    return this.claimed.get(keyOf(kind, identity))?.attributes.has(wire) ?? false;
  }

  private newer(kind: Kind, { identity, writtenAt = 0 }: Pick<State, "identity" | "writtenAt">) {
    return (this.created.get(keyOf(kind, identity)) ?? []).filter(({ at }) => writtenAt < at);
  }
}
