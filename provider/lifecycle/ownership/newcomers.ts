import { isDeepStrictEqual } from "node:util";
import type { Identity, Kind } from "../../kinds/kind.js";
import { isSame } from "../object/compare.js";
import type { Vault } from "../secrets/vault.js";
import { isSameObject, keyOf } from "../state/identity.js";
import type { Desired, State } from "../state/state.js";

/** A new object that may be the renamed form of another one, and the attribute that suggests it, under its wire name. */
export interface Likeness {
  readonly identity: Identity;
  readonly wire: string;
}

/** A delete that was refused is asked for again by each run, so it stays refused for as long as an operator may take to notice. */
const newForS = 7 * 86_400;
/** Comparing passwords costs about 2 ms each, and a larger move shows in the display names. */
const mostComparedSecrets = 20;

/**
 * The objects that the program declares and that were created lately. When a program gives a person another address and another
 * resource name with it, the engine sees a new resource and an old one. It creates an empty mailbox, and deletes the one with the
 * mail at the end of the run. Only that delete knows of both.
 */
export class Newcomers {
  readonly #declared = new Map<string, { readonly kind: Kind; readonly desired: Desired }>();
  /** By object; UNIX seconds of this machine. */
  readonly #createdAt = new Map<string, number>();

  constructor(private readonly vault: Vault) {}

  /** The program of this run declares the object. */
  declare(kind: Kind, desired: Desired): void {
    if (kind.verbs.rename !== undefined) this.#declared.set(keyOf(kind, desired.identity), { kind, desired });
  }

  /** @param at when this run or an earlier one began to create the object, whatever became of that. */
  recordCreate(kind: Kind, identity: Identity, at: number): void {
    if (kind.verbs.rename !== undefined) this.#createdAt.set(keyOf(kind, identity), at);
  }

  /**
   * A declared object to which the one that is about to be deleted could have been renamed in place: created lately and after
   * that one was last written, with the same display name, or with the same password where no other object has that.
   *
   * @param now UNIX seconds of this machine.
   */
  likenessOf(kind: Kind, state: State, now: number): Likeness | undefined {
    const { rename } = kind.verbs;
    if (rename === undefined) return undefined;
    const isNew = ({ identity }: Desired) => {
      const at = this.#createdAt.get(keyOf(kind, identity)) ?? 0;
      return at > now - newForS && at > (state.writtenAt ?? 0);
    };
    const candidates = [...this.#createdAt.keys()]
      .flatMap((key) => this.#declared.get(key) ?? [])
      .map(({ desired }) => desired)
      .filter(
        (one) => rename.sameHome(state.identity, one.identity) && !isSameObject(kind, state.identity, one.identity),
      )
      .filter(isNew);
    return this.#byAttribute(kind, state, candidates) ?? this.#bySecret(state, candidates);
  }

  #byAttribute(kind: Kind, { attributes }: State, candidates: readonly Desired[]): Likeness | undefined {
    for (const wire of kind.verbs.rename?.keeps ?? []) {
      const value = attributes[wire];
      if (value === undefined || isSame(kind, wire, value, null)) continue;
      const alike = candidates.find((one) => wire in one.attributes && isSame(kind, wire, one.attributes[wire], value));
      if (alike !== undefined) return { identity: alike.identity, wire };
    }
    return undefined;
  }

  #bySecret(state: State, candidates: readonly Desired[]): Likeness | undefined {
    const wires = Object.keys({ ...state.fingerprints, ...state.sources });
    for (const wire of wires) {
      const alike = candidates.slice(0, mostComparedSecrets).find((one) => this.#hasSecretOf(state, one, wire));
      if (alike !== undefined && !this.#isShared(alike, wire)) return { identity: alike.identity, wire };
    }
    return undefined;
  }

  /** A password that several objects have, such as the first one of all, tells nothing. */
  #isShared(one: Desired, wire: string): boolean {
    const others = [...this.#declared.values()].filter(({ desired }) => desired !== one);
    return others.some(({ desired }) => this.#hasSecretOf(one, desired, wire));
  }

  #hasSecretOf(one: Desired, other: Desired, wire: string): boolean {
    const [a, b] = [one.fingerprints[wire]?.fingerprint, other.fingerprints[wire]?.fingerprint];
    if (a !== undefined && b !== undefined) return this.vault.isOfSameText(b, a);
    return one.sources[wire] !== undefined && isDeepStrictEqual(one.sources[wire], other.sources[wire]);
  }
}
