import { kinds } from "../../../provider/kinds/index.js";
import type { Identity, Kind } from "../../../provider/kinds/kind.js";
import type { Answer, JsonObject, Simulator } from "../../../simulator/index.js";
import type { Outside } from "./history.js";
import { clearedOf, type Drafts, drawnValue, homeOf, identityOf, type Slot, samples, slots } from "./program.js";
import { passwords } from "./tenant.js";

/** The part of a service that changes it without anybody's client. */
export type Console = Pick<Simulator, "call">;

/** Changes the service as somebody on the console would. What the service refuses simply does not happen. */
export function actOutside(service: Console, outside: Outside, drafts: Drafts): string {
  const slot = slots.find(({ name }) => name === outside.slot) as Slot;
  const kind = kinds[slot.kind];
  const home = homeOf(slot, outside.home, drafts);
  const at = (nth: number) => slot.identity(nth % slot.names, home, drafts[slot.name]?.as ?? slot.name);
  const identity = at(outside.nth);
  const answer = act(service, slot, outside, identity, at(outside.nth + 1), drafts);
  const outcome = answer.success ? "done" : `refused with ${answer.error_number}`;
  return `outside: ${outside.act} ${kind.displayName(identity)}: ${outcome}`;
}

function act(
  service: Console,
  slot: Slot,
  { act, attribute, value }: Outside,
  identity: Identity,
  other: Identity,
  drafts: Drafts,
): Answer {
  const kind = kinds[slot.kind];
  switch (act) {
    case "create":
      return create(service, slot, identity, drafts);
    case "delete":
      return remove(service, kind, identity);
    case "rename": {
      if (kind.verbs.rename === undefined) return { success: false };
      // Aliases stay with the account and would be in the way of the one that the program makes in its place.
      service.call(kind.verbs.change, { ...identity, attributes: { aliases: [] }, create_only: false });
      return service.call(kind.verbs.rename.method, { ...identity, new_name: kind.displayName(other) });
    }
    case "change": {
      const all = samples[kind.name] ?? [];
      const sample = all[attribute % all.length];
      if (sample === undefined || heldOf(service, kind, identity) === undefined) return { success: false };
      const cleared = value === "cleared" ? clearedOf(sample) : undefined;
      const wanted = cleared === undefined ? drawnValue(slot, sample, value === 1 ? 1 : 0, identity, drafts) : cleared;
      const attributes = sample.table.value.shape === "map" ? wanted : { [sample.wire]: wanted };
      return change(service, kind, identity, { ...needed(slot, identity, drafts), ...(attributes as object) });
    }
  }
}

/** What the service holds of an object, under the wire's names; undefined when it is not there. */
export function heldOf(
  service: Console,
  kind: Kind,
  identity: Identity,
): Readonly<Record<string, unknown>> | undefined {
  const { read, subresource: part } = kind.verbs;
  const answer = service.call(read, { ...(part?.read?.(identity) ?? identity) } as JsonObject);
  if (!answer.success) return undefined;
  return part === undefined ? { type: answer.type, ...answer.attributes } : part.found(answer, identity)?.attributes;
}

function change(service: Console, kind: Kind, identity: Identity, attributes: object, more: JsonObject = {}): Answer {
  const { change: method, subresource: part } = kind.verbs;
  const fields = part?.change(identity, attributes as JsonObject) ?? { ...identity, attributes, ...more };
  return service.call(method, fields as JsonObject);
}

/** What an object of the kind cannot be without. */
function needed(slot: Slot, identity: Identity, drafts: Drafts): JsonObject {
  const required = (samples[slot.kind] ?? []).filter(({ table }) => table.required);
  return Object.fromEntries(
    required.map((sample) => [sample.wire, drawnValue(slot, sample, 0, identity, drafts)]),
  ) as JsonObject;
}

function create(service: Console, slot: Slot, identity: Identity, drafts: Drafts): Answer {
  const kind = kinds[slot.kind];
  const draft = drafts[slot.name];
  const declared = draft && kind.displayName(identityOf(slot, draft, drafts));
  // A secret that only the create tells would be another one from then on, which nothing shows.
  const isUnseen = kind.createOnlySecrets !== undefined && declared === kind.displayName(identity);
  if (isUnseen || heldOf(service, kind, identity) !== undefined) return { success: false };
  // Nor would anything show another password than the one that was declared.
  const password = kind.name === "User" ? { password: passwords[draft?.password ?? 0] } : {};
  return change(service, kind, identity, { ...needed(slot, identity, drafts), ...password }, { create_only: true });
}

/** With what is inside and would keep it. */
export function remove(service: Console, kind: Kind, identity: Identity): Answer {
  const held = heldOf(service, kind, identity);
  const { delete: method, subresource: part } = kind.verbs;
  if (method === undefined || held === undefined) return { success: false };
  if (kind.name === "Domain") emptyDomain(service, identity.domain as string, new Set());
  return service.call(method, { ...(part?.delete?.(identity, held) ?? identity) } as JsonObject);
}

/** Deletes the users of a domain, but for those named. */
export function emptyDomain(service: Console, domain: string, kept: ReadonlySet<string>): void {
  const { users } = service.call("search_users", { criteria: { domain } });
  for (const { user } of (users ?? []) as { user: string }[]) {
    if (!kept.has(user)) service.call("delete_user", { user });
  }
}
