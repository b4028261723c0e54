import type { Simulator } from "../../../simulator/index.js";
import type { Held } from "./held.js";
import type { Console } from "./outside.js";
import { type Declaration, mark, type Program } from "./program.js";

/**
 * Whose mail an account has: each is marked when it is made, with an attribute that no program declares. The mark stays with
 * the account whatever its name becomes, as mail does, and a new account has a new one.
 */
export class Mail {
  /** By slot: its account, as long as its resource stays the same and in the same domain. */
  private readonly owned = new Map<string, { readonly place: string; readonly mark: string }>();
  /** Accounts that somebody deleted or renamed who is no program. */
  private readonly disturbed = new Set<string>();
  private made = 0;

  constructor(private readonly service: Simulator) {
    service.onCall(({ method, object, phase }) => {
      if (method === "change_user" && phase === "after") this.put(object);
    });
  }

  /** The service for people, whose doings count as no program's. */
  readonly console: Console = {
    call: (method, fields) => {
      const { user } = fields;
      const before = typeof user === "string" ? this.markAt(user) : undefined;
      if (before !== undefined && /^(delete|rename)_user$/.test(method)) this.disturbed.add(before);
      const answer = this.service.call(method, fields);
      if (method === "change_user") this.put(user as string);
      return answer;
    },
  };

  /** Takes note of a run: whose account each slot has. */
  follow(program: Program, held: readonly Held[]): void {
    const users = program.filter(({ kind }) => kind === "User");
    for (const slot of this.owned.keys()) {
      const user = users.find((one) => one.slot === slot);
      if (user === undefined || placeOf(user) !== this.owned.get(slot)?.place) this.owned.delete(slot);
    }
    for (const user of users.filter(({ slot }) => !this.owned.has(slot))) {
      const address = user.args.user as string;
      const isMade = held.some(
        ({ kind, name, called, unfinished }) =>
          kind === "User" && name === user.name && called === address && !unfinished,
      );
      const present = isMade ? this.markAt(address) : undefined;
      if (present !== undefined) this.owned.set(user.slot, { place: placeOf(user), mark: present });
    }
  }

  /**
   * @returns how many accounts of the program have the mail that they had.
   * @throws Error for one that has another's, or a new mailbox in place of its own.
   */
  check(program: Program): number {
    const kept = program.filter(({ slot }) => !this.disturbed.has(this.owned.get(slot)?.mark ?? ""));
    const known = kept.filter(({ slot }) => this.owned.has(slot));
    for (const { slot, args } of known) {
      const [was, is] = [this.owned.get(slot)?.mark, this.markAt(args.user as string)];
      if (is !== was) throw new Error(`User ${args.user} of ${slot} has the mail of ${is}, not of ${was}`);
    }
    return known.length;
  }

  private put(user: string): void {
    const { success, attributes } = this.service.call("get_user", { user });
    if (!success || (attributes?.[mark] ?? null) !== null) return;
    this.made += 1;
    this.service.call("change_user", { user, attributes: { [mark]: `account ${this.made}` } });
  }

  private markAt(user: string): string | undefined {
    return (this.service.call("get_user", { user }).attributes?.[mark] as string | null | undefined) ?? undefined;
  }
}

/** Another resource, or one in another domain, has another account. */
function placeOf({ name, args }: Declaration): string {
  return `${name}@${(args.user as string).split("@")[1]}`;
}
