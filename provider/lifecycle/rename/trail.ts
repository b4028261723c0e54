import { kinds } from "../../kinds/index.js";
import type { Identity, Kind } from "../../kinds/kind.js";
import { isSameObject, keyOf } from "../state/identity.js";
import type { State } from "../state/state.js";

/** An object of the program that can be renamed: its name in state, and the one that it has at the end of this run. */
interface Followed {
  readonly state: State;
  readonly target: Identity;
}

/** What a subresource must know to find the object that it belongs to. */
type Part = Pick<State, "identity" | "writtenAt">;

/**
 * Which object had which name. The service takes the subresources of an account along when it is renamed, but their state still
 * has the old name, which may belong to another account by now. `diff` and reads of accounts tell this class what they see, so
 * that those of a subresource find its account without asking the service.
 */
export class Trail {
  readonly #named = new Map<string, Followed[]>();

  /** @param target the name at the end of this run. */
  record(kind: Kind, state: State, target: Identity): void {
    if (kind.verbs.rename === undefined) return;
    const followed = { state, target };
    for (const name of [state.identity, ...(state.formerly ?? []).map(({ identity }) => identity)]) {
      const key = keyOf(kind, name);
      const others = (this.#named.get(key) ?? []).filter(
        (other) => !isSameObject(kind, other.state.identity, state.identity),
      );
      this.#named.set(key, [...others, followed]);
    }
  }

  /** Whether a new name of a subresource is the new name of the same account, which takes it along. */
  carries(kind: Kind, part: Part, to: Identity): boolean {
    const target = this.ownerOf(kind, part)?.target;
    return (
      target !== undefined &&
      isSameObject(kind, at(kind, part.identity, target), to) &&
      !isSameObject(kind, part.identity, to)
    );
  }

  /**
   * The account that a subresource belongs to: the one that had its name when the subresource was last written.
   *
   * @returns undefined when this run has not seen it.
   */
  ownerOf(kind: Kind, { identity, writtenAt = 0 }: Part): Followed | undefined {
    if (kind.parent === undefined || !isPart(kind)) return undefined;
    const [parent, name] = [kinds[kind.parent.kind], kind.parent.of(identity)];
    const known = this.#named.get(keyOf(parent, name)) ?? [];
    const left = known
      .map((followed) => ({ followed, until: leftAt(parent, followed, name, writtenAt) }))
      .filter(({ until }) => until < Number.POSITIVE_INFINITY)
      .sort((a, b) => a.until - b.until);
    return left[0]?.followed ?? known.find(({ state }) => isSameObject(parent, state.identity, name));
  }
}

/** Whether a rename of its parent takes an object of this kind along. */
export function isPart(kind: Kind): boolean {
  return kind.parent?.names === true && kinds[kind.parent.kind].verbs.rename !== undefined;
}

/** When the object left the name that it had at a time; infinity when it did not have the name then. */
function leftAt(kind: Kind, { state }: Followed, name: Identity, time: number): number {
  const times = (state.formerly ?? [])
    .filter(({ identity, until }) => isSameObject(kind, identity, name) && time < until)
    .map(({ until }) => until);
  return Math.min(Number.POSITIVE_INFINITY, ...times);
}

/** The identity of a subresource whose parent has this name: requests name both by the same fields. */
export function at(kind: Kind, identity: Identity, parent: Identity): Identity {
  return Object.fromEntries(Object.keys(kind.identity).map((field) => [field, parent[field] ?? identity[field] ?? ""]));
}

/** How many former names a state remembers: enough for a rename that several runs could not finish. */
const mostFormerNames = 3;

/** The state of an object that has another name now. @param until when it left the old one, in UNIX seconds. */
export function movedTo(kind: Kind, state: State, identity: Identity, until: number): State {
  if (isSameObject(kind, state.identity, identity)) return state;
  const formerly = [...(state.formerly ?? []), { identity: state.identity, until }].slice(-mostFormerNames);
  return { ...state, identity, formerly };
}
