import { kinds } from "../../../provider/kinds/index.js";
import type { Identity, Kind } from "../../../provider/kinds/kind.js";
import type { Answer, Simulator } from "../../../simulator/index.js";
import type { Outside } from "./history.js";
import { clearedOf, type Drafts, drawnValue, homeOf, type Slot, samples, slots } from "./program.js";
import { passwords } from "./tenant.js";

/** The part of a service that changes it without anybody's client. */
export type Console = Pick<Simulator, "call">;

/** Changes the service as somebody on the console would. What the service refuses simply does not happen. */
export function actOutside(service: Console, outside: Outside, drafts: Drafts): string {
  const slot = slots.find(({ name }) => name === outside.slot) as Slot;
  const kind = kinds[slot.kind];
  const at = (nth: number) => {
    const draft = { ...drafts[slot.name], nth: nth % slot.names, home: outside.home };
    return slot.identity(draft.nth, homeOf(slot, draft as never, drafts));
  };
  const identity = at(outside.nth);
  const answer = act(service, kind, outside, identity, at(outside.nth + 1), drafts);
  const outcome = answer.success ? "done" : `refused with ${answer.error_number}`;
  return `outside: ${outside.act} ${kind.called(identity)}: ${outcome}`;
}

function act(
  service: Console,
  kind: Kind,
  { act, attribute, value }: Outside,
  identity: Identity,
  other: Identity,
  drafts: Drafts,
): Answer {
  switch (act) {
    case "create":
      return create(service, kind, identity);
    case "delete":
      return remove(service, kind, identity);
    case "rename": {
      if (kind.verbs.rename === undefined) return { success: false };
      // Aliases stay with the account and would be in the way of the one that the program makes in its place.
      service.call(kind.verbs.change, { ...identity, attributes: { aliases: [] }, create_only: false });
      return service.call(kind.verbs.rename.method, { ...identity, new_name: kind.called(other) });
    }
    case "change": {
      if (!exists(service, kind, identity)) return { success: false };
      const all = samples[kind.name] ?? [];
      const sample = all[attribute % all.length];
      if (sample === undefined) return { success: false };
      const cleared = value === "cleared" ? clearedOf(sample) : undefined;
      const wanted = cleared === undefined ? drawnValue(sample, value === 1 ? 1 : 0, identity, drafts) : cleared;
      const attributes = sample.table.value.shape === "map" ? wanted : { [sample.wire]: wanted };
      return service.call(kind.verbs.change, { ...identity, attributes: attributes as never });
    }
  }
}

export function exists(service: Console, kind: Kind, identity: Identity): boolean {
  return service.call(kind.verbs.read, { ...identity }).success;
}

function create(service: Console, kind: Kind, identity: Identity): Answer {
  const attributes = kind.name === "User" ? { password: passwords[0] } : {};
  return service.call(kind.verbs.change, { ...identity, attributes, create_only: true });
}

/** With what is inside and would keep it. */
function remove(service: Console, kind: Kind, identity: Identity): Answer {
  if (kind.verbs.delete === undefined) return { success: false };
  if (kind.name === "Domain") emptyDomain(service, identity.domain as string, new Set());
  return service.call(kind.verbs.delete, { ...identity });
}

/** Deletes the users of a domain, but for those named. */
export function emptyDomain(service: Console, domain: string, kept: ReadonlySet<string>): void {
  const { users } = service.call("search_users", { criteria: { domain } });
  for (const { user } of (users ?? []) as { user: string }[]) {
    if (!kept.has(user)) service.call("delete_user", { user });
  }
}
