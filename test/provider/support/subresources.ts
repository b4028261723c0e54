import type { KindName } from "../../../provider/kinds/kind.js";
import type { Values } from "../../../provider/values.js";

import type { JsonObject, Simulator } from "../../../simulator/index.js";
import { company, given, givenUser, startService } from "./service.js";

/** A kind of object that is a part of another one, with what a test needs to try it. */
export interface Part {
  readonly kind: KindName;
  readonly inputs: Values;
  /** What differs in another declaration of the same object; undefined when nothing of it can. */
  readonly other: Values | undefined;
  readonly read: string;
  readonly write: string;
  readonly remove: string;
  /** What the service holds of it; undefined when it is not there. */
  readonly held: (service: Simulator) => unknown;
  /** What {@link held} gives for a declaration. */
  readonly expected: (inputs: Values) => unknown;
  /** Makes it behind the provider's back. */
  readonly make: (inputs: Values) => [method: string, fields: JsonObject];
  /** Takes it away behind the provider's back. */
  readonly unmake: [method: string, fields: JsonObject];
  /** Takes its parent away. Undefined for a company, which nobody can. */
  readonly orphan: ((service: Simulator) => void) | undefined;
}

export const ann = "ann@place.example";
const domain = "place.example";

const ofAnn = (service: Simulator) => service.call("get_user", { user: ann });
const withoutAnn = (service: Simulator) => given(service, "delete_user", { user: ann });
const withoutPlace = (service: Simulator) => {
  withoutAnn(service);
  given(service, "delete_domain", { domain });
};

function bulletin(kind: "CompanyBulletin" | "DomainBulletin", field: "company" | "domain", owner: string): Part {
  const named = { [field]: owner, type: "manual", bulletin: "Hello" };
  const change = `change_${field}_bulletin`;
  return {
    kind,
    inputs: { ...named, bulletinText: "Subject: Hello\n\nWelcome." },
    other: { bulletinText: "Subject: Bye\n\nSo long." },
    read: `get_${field}_bulletin`,
    write: change,
    remove: change,
    held: (service) => service.call(`get_${field}_bulletin`, named).bulletin_text,
    expected: ({ bulletinText }) => bulletinText,
    make: ({ bulletinText }) => [change, { ...named, bulletin_text: String(bulletinText) }],
    unmake: [change, named],
    orphan: field === "domain" ? withoutPlace : undefined,
  };
}

const group = { domain, workgroup: "Helpdesk" };
const ruleset = { user: ann, ruleset: "main" };
const tagged = { user: ann, tag: "phone" };

export const parts: readonly Part[] = [
  {
    kind: "Workgroup",
    inputs: group,
    other: undefined,
    read: "search_workgroups",
    write: "create_workgroup",
    remove: "delete_workgroup",
    held: (service) =>
      (service.call("search_workgroups", { criteria: { domain } }).workgroups as { workgroup: string }[] | undefined)
        ?.map(({ workgroup }) => workgroup)
        .find((name) => name === "Helpdesk"),
    expected: () => "Helpdesk",
    make: () => ["create_workgroup", group],
    unmake: ["delete_workgroup", group],
    orphan: withoutPlace,
  },
  {
    kind: "Role",
    inputs: { user: ann, role: "domain", objects: [domain] },
    other: { role: "mail" },
    read: "get_user",
    write: "set_role",
    remove: "set_role",
    held: (service) => {
      const roles = (ofAnn(service).metadata as { roles?: object } | undefined)?.roles ?? {};
      return Object.keys(roles).length === 0 ? undefined : roles;
    },
    expected: ({ role, objects }) => ({ [String(role)]: objects }),
    make: ({ role }) => ["set_role", { user: ann, role: String(role), object: domain }],
    unmake: ["set_role", { user: ann, role: "" }],
    orphan: withoutAnn,
  },
  bulletin("CompanyBulletin", "company", company),
  bulletin("DomainBulletin", "domain", domain),
  {
    kind: "SieveRuleset",
    inputs: { ...ruleset, data: "keep;", activeRule: true },
    other: { data: "discard;" },
    read: "get_sieve",
    write: "set_sieve",
    remove: "set_sieve",
    held: (service) => (service.call("get_sieve", { user: ann }).rulesets as Values | undefined)?.main,
    expected: ({ data }) => data,
    make: ({ data }) => ["set_sieve", { ...ruleset, data: String(data), active_rule: "main" }],
    unmake: ["set_sieve", { ...ruleset, data: null }],
    orphan: withoutAnn,
  },
  {
    kind: "AppPassword",
    inputs: tagged,
    other: undefined,
    read: "get_user",
    write: "app_password",
    remove: "app_password",
    held: (service) => {
      const rows = (ofAnn(service).metadata as { app_passwords?: { tag: string }[] } | undefined)?.app_passwords;
      const tags = rows?.map(({ tag }) => tag) ?? [];
      return tags.length === 0 ? undefined : tags;
    },
    expected: () => ["phone"],
    make: () => ["app_password", { ...tagged, mode: "add" }],
    unmake: ["app_password", { ...tagged, mode: "remove" }],
    orphan: withoutAnn,
  },
];

/** A service with the domain and the user that the parts are of. */
export async function startServiceForParts(...settings: Parameters<typeof startService>): Promise<Simulator> {
  const service = await startService(...settings);
  given(service, "change_domain", { domain, attributes: {} });
  givenUser(service, ann);
  return service;
}
