import { kinds } from "../../../provider/kinds/index.js";
import type { Held } from "./held.js";
import { type Console, emptyDomain, remove } from "./outside.js";
import {
  type Draft,
  type Drafts,
  identityOf,
  type Program,
  programOf,
  resourceName,
  type Slot,
  slots,
} from "./program.js";

export interface Decision {
  readonly drafts: Drafts;
  /** What was decided, for the figures; empty when the errors ask for nothing but another run. */
  readonly made: readonly string[];
}

/**
 * What an operator does who reads the errors of a run and follows their remedies.
 *
 * @param held what the state holds after that run.
 */
export function decide(service: Console, drafts: Drafts, errors: string, held: readonly Held[]): Decision {
  const made: string[] = [];
  const declared = new Set(programOf(drafts).map(({ kind, args }) => kinds[kind].displayName(args as never)));
  // Names may be spelled in capitals.
  const told = errors.toLowerCase();
  let after = drafts;
  const redraft = (slot: Slot, change: Partial<Draft>) => {
    after = { ...after, [slot.name]: { ...(after[slot.name] as Draft), ...change } };
  };
  for (const slot of slots) {
    const draft = after[slot.name];
    if (draft === undefined || draft.off) continue;
    const kind = kinds[slot.kind];
    const identity = identityOf(slot, draft, drafts);
    const object = `${kind.displayName(identity)}: ${kind.name}`.toLowerCase();
    const isShared = told.includes(`${object} already belongs to another resource in this program`);
    if (!isShared && !told.includes(`${object} already exists and was not changed`)) continue;
    const holder = slot.kind === "User" ? slotHolding(kind.displayName(identity)) : undefined;
    if (holder !== undefined && holder !== slot) {
      redraft(slot, { off: true });
      made.push("create when the account that has the name has another");
    } else if ("adopt" in kind.options) {
      redraft(slot, { options: { ...draft.options, adopt: true } });
      made.push("adopt what exists");
    } else {
      remove(service, kind, identity);
      made.push("remove what cannot be adopted");
    }
  }
  for (const [, object, kind] of errors.matchAll(/(\S+): an? (User|Domain) of this name.* can be restored/g)) {
    const slot = slots.find((one) => one.kind === kind && isNamed(one, object as string));
    const draft = slot && after[slot.name];
    if (slot === undefined || draft === undefined) continue;
    const restoreDeleted = draft.nth % 2 === 0;
    redraft(slot, { options: { ...draft.options, restoreDeleted } });
    made.push(restoreDeleted ? `restore a deleted ${kind}` : `make a ${kind} anew in place of a deleted one`);
  }
  for (const [, address] of errors.matchAll(/(\S+): User was not deleted: the program declares a new /g)) {
    service.call("delete_user", { user: address as string });
    made.push("confirm a delete that looks like a rename");
  }
  for (const [, address] of errors.matchAll(/(\S+): change_user: OMA answered 7 .*\n\s*\[aliases: /g)) {
    const slot = slots.find((one) => isDeclaredAs(one, address as string));
    if (slot === undefined) continue;
    if (takeAliases(service, domainOf(address as string) as string, held)) {
      made.push("take the aliases of an account that no program has");
    } else {
      redraft(slot, { unaliased: true });
      made.push("declare an account without its aliases, which another one has");
    }
  }
  for (const line of errors.split("\n")) {
    const [, domain] = /(\S+): Domain cannot be deleted \(10\)/.exec(line) ?? [];
    if (domain !== undefined) {
      emptyDomain(service, domain, declared);
      made.push("empty a domain that is to go");
    }
    const [, home, workgroup] = /([^\s/]+)\/(\S+): Workgroup cannot be deleted \(10\)/.exec(line) ?? [];
    if (home !== undefined) {
      emptyWorkgroup(service, home, workgroup as string);
      made.push("move the users of a workgroup that is to go");
    }
    const [, brand] = /(\S+): Brand cannot be deleted \(14\)/.exec(line) ?? [];
    if (brand !== undefined) {
      unbrand(service, brand);
      made.push("take a brand that is to go from its members");
    }
    const [, from, to] = /(\S+): cannot be renamed to (\S+), which /.exec(line) ?? [];
    if (from !== undefined) made.push(makeWay(from, to as string));
    const [, members] = /the accounts (.*) exchange names, and/.exec(line) ?? [];
    for (const member of members?.split(", ") ?? []) {
      const slot = slotHolding(member);
      if (slot === undefined) continue;
      redraft(slot, { kept: member, signed: true });
      made.push("give accounts that exchange names a display name first");
    }
  }
  return { drafts: after, made };

  function isDeclaredAs(slot: Slot, address: string): boolean {
    return slot.kind === "User" && isNamed(slot, address);
  }

  function isNamed(slot: Slot, object: string): boolean {
    const draft = after[slot.name];
    if (draft === undefined || draft.off) return false;
    return kinds[slot.kind].displayName(identityOf(slot, draft, after)) === object;
  }

  /** The slot whose resource has the account of this address, and which keeps it in its domain. */
  function slotHolding(address: string): Slot | undefined {
    const resource = held.find(({ kind, called, condemned }) => kind === "User" && called === address && !condemned);
    return slots.find((slot) => {
      const draft = after[slot.name];
      if (slot.kind !== "User" || draft === undefined || draft.off || resourceName(slot, draft) !== resource?.name)
        return false;
      return domainOf(kinds.User.displayName(identityOf(slot, draft, after))) === domainOf(address);
    });
  }

  function makeWay(from: string, to: string): string {
    // Side by side, as the runs from here on are, these go on.
    const holder = slotHolding(to);
    if (holder !== undefined && after[holder.name]?.kept === undefined) return "rename side by side";
    const slot = slotHolding(from);
    if (held.some(({ kind, called }) => kind === "User" && called === to)) {
      if (slot !== undefined) redraft(slot, { kept: from });
      return "rename when the account that has the name is gone";
    }
    service.call("delete_user", { user: to });
    return "delete the account that has the new name";
  }
}

/**
 * The program without `adopt` where it would take over an account that another of its resources has and is to rename: the
 * provider learns of that rename after the account was taken over, when the engine asks in this order.
 */
export function withoutRashAdoption(program: Program, held: readonly Held[]): Program {
  const accounts = held.filter(({ kind, condemned }) => kind === "User" && !condemned);
  return program.map((declaration) => {
    const { kind, name, args } = declaration;
    const holder = accounts.find((one) => kind === "User" && one.called === args.user && one.name !== name);
    if (holder === undefined || program.every((one) => one.kind !== "User" || one.name !== holder.name))
      return declaration;
    const { adopt: _, adoptPassword: __, ...others } = args;
    return { ...declaration, args: others };
  });
}

/** Takes up what was put off. Undefined when there is nothing of that. */
export function takeUp(drafts: Drafts): Drafts | undefined {
  const entries = Object.entries(drafts);
  const isPutOff = (draft: Draft | undefined) => draft?.kept !== undefined || draft?.off || draft?.unaliased;
  if (!entries.some(([, draft]) => isPutOff(draft))) return undefined;
  return Object.fromEntries(
    entries.map(([name, draft]) => {
      const { kept: _, off: __, unaliased: ___, ...others } = draft ?? {};
      return [name, draft && (others as Draft)];
    }),
  );
}

function domainOf(address: string): string | undefined {
  return address.split("@")[1];
}

/** Frees the aliases that accounts were left with which are suspended, or kept, in place of a delete. */
function takeAliases(service: Console, domain: string, held: readonly Held[]): boolean {
  const { users } = service.call("search_users", { criteria: { domain } });
  const left = (users as { user: string }[])
    .map(({ user }) => user)
    .filter((user) => !held.some(({ kind, called }) => kind === "User" && called === user))
    .filter((user) => (service.call("get_user", { user }).attributes?.aliases as string[] | undefined)?.length);
  for (const user of left) service.call("change_user", { user, attributes: { aliases: [] } });
  return left.length > 0;
}

function emptyWorkgroup(service: Console, domain: string, workgroup: string): void {
  const { users } = service.call("search_users", { criteria: { domain, workgroup } });
  for (const { user } of (users ?? []) as { user: string }[]) {
    service.call("change_user", { user, attributes: { workgroup: "staff" } });
  }
}

function unbrand(service: Console, brand: string): void {
  const { brand_members } = service.call("search_brand_members", { criteria: { brand } });
  for (const { type, member } of (brand_members ?? []) as { type: string; member: string }[]) {
    const [method, field] = type === "domain" ? ["change_domain", "domain"] : ["change_user", "user"];
    service.call(method as string, { [field as string]: member, attributes: { brand: null } });
  }
}
