import { kinds } from "../../../provider/kinds/index.js";
import type { Identity, Kind, KindName } from "../../../provider/kinds/kind.js";
import { isSame } from "../../../provider/lifecycle/object/compare.js";
import { toWire } from "../../../provider/lifecycle/state/codec.js";
import type { Values } from "../../../provider/values.js";

import type { Behaviours, JsonObject, TenantSeed } from "../../../simulator/index.js";
import { type Declaration, programOf } from "./program.js";
import { type Sample, samplesOf } from "./samples.js";
import { callsTo, company, startTenant, type Tenant } from "./tenant.js";

const admin = { user: "provisioner@lakeside-demo.adm", password: "Harbour-Lamp-47", role: "company" as const };
const seed: TenantSeed = [
  {
    name: company,
    admins: [{ ...admin, objects: [company, "Second Company"] }],
    brands: ["Default Brand", "Blue", "Green"],
  },
  { name: "Second Company", admins: [{ ...admin, user: "second@second.adm" }] },
];

/** The object that a sample's resource manages; each attribute has an object of its own, but for the one company. */
const identities: Readonly<Record<KindName, (own: string) => Record<string, string>>> = {
  Company: () => ({ company }),
  Domain: (own) => ({ domain: `${own}.example.com` }),
  Brand: () => ({ company, brand: "Red" }),
  User: (own) => ({ user: `${own}@people.example.com` }),
  Workgroup: (own) => ({ domain: "parts.example.com", workgroup: own }),
  Role: (own) => ({ user: `${own}@parts.example.com` }),
  CompanyBulletin: (own) => ({ company, type: "manual", bulletin: own }),
  DomainBulletin: (own) => ({ domain: "parts.example.com", type: "auto", bulletin: own }),
  SieveRuleset: (own) => ({ user: `${own}@parts.example.com`, ruleset: "main" }),
  AppPassword: (own) => ({ user: `${own}@parts.example.com`, tag: "phone" }),
};

export function identity({ kind, attribute }: Pick<Sample, "kind" | "attribute">): Record<string, string> {
  return identities[kind](attribute.toLowerCase());
}

export const allSamples = (Object.keys(kinds) as KindName[]).flatMap(samplesOf);

/** Kinds of objects that are there or not, and hold nothing that a program declares. */
export const bareKinds = Object.values(kinds).filter(({ attributes }) => Object.keys(attributes).length === 0);

/** A resource of a kind without attributes. */
export function declareBare({ name: kind }: Kind, args: Declaration["args"] = {}): Declaration {
  return { kind, name: kind, args: { ...identities[kind]("bare"), ...args } };
}

/** A resource with the sample's attribute, and whatever else a new object needs for it. */
export function declare(sample: Sample, value: unknown): Declaration {
  const needsPassword = sample.kind === "User" && sample.attribute !== "password" && sample.with.type !== "filter";
  const left = value === undefined || value === sample.undeclarable?.value;
  const declared = left ? {} : { [sample.attribute]: value };
  return {
    kind: sample.kind,
    name: `${sample.kind}.${sample.attribute}`,
    args: {
      ...identity(sample),
      ...(needsPassword ? { password: "Quartz*Kite-58" } : {}),
      ...sample.with,
      ...declared,
    },
  };
}

/** The attribute with a value, as it goes over the wire. */
function onWire({ kind, attribute }: Sample, value: unknown): Record<string, unknown> {
  return toWire(kinds[kind], { [attribute]: value });
}

/** A call and its fields. */
export type Call = readonly [method: string, fields: JsonObject];

/** The call that gives the sample's attribute a value: alone, or with all that a change of it replaces. */
export function changeOf(sample: Sample, value: unknown): Call {
  const { change, subresource: part } = kinds[sample.kind].verbs;
  const named = identity(sample);
  const all = toWire(kinds[sample.kind], { ...sample.with, [sample.attribute]: value });
  const attributes = sample.table.resetsOthers ? all : onWire(sample, value);
  return [change, (part?.change(named, all) ?? { ...named, attributes }) as JsonObject];
}

/** What a read of an object shows of its attributes, under the wire's names; undefined when it is not there. */
function heldBy(
  { service }: Tenant,
  { verbs: { read, subresource: part } }: Kind,
  named: Identity,
): Values | undefined {
  const answer = service.call(read, (part?.read?.(named) ?? named) as JsonObject);
  if (!answer.success) return undefined;
  return part === undefined ? answer.attributes : part.found(answer, named)?.attributes;
}

export function isThere(tenant: Tenant, kind: Kind, named: Identity): boolean {
  return heldBy(tenant, kind, named) !== undefined;
}

/** What no read shows is told from what the service does with it. */
const unseen: Readonly<Record<string, (tenant: Tenant, sample: Sample, value: unknown) => Promise<boolean>>> = {
  "User.password": async ({ service }, sample, password) => {
    const credentials = { ...identity(sample), password };
    const body = JSON.stringify({ credentials });
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${service.url}/authenticate`, { method: "POST", headers, body });
    return ((await answer.json()) as { success: boolean }).success;
  },
  "Domain.company": async ({ service }, sample, holder) => {
    const criteria = { company: String(holder), match: identity(sample).domain ?? "" };
    return service.call("search_domains", { criteria }).total_count === 1;
  },
};

/** Whether the service holds the value. */
export async function isHeld(tenant: Tenant, sample: Sample, value: unknown): Promise<boolean> {
  const look = unseen[`${sample.kind}.${sample.attribute}`];
  if (look !== undefined) return look(tenant, sample, value);
  const present = heldBy(tenant, kinds[sample.kind], identity(sample)) ?? {};
  return Object.entries(onWire(sample, value)).every(([wire, each]) =>
    isSame(kinds[sample.kind], wire, present[wire], each),
  );
}

/** Which value of a sample a program declares; undefined leaves the attribute out. */
export type Choice = (sample: Sample) => unknown;

/** One resource per attribute, in one program. */
export function programWith(samples: readonly Sample[], choose: Choice): string {
  return programOf(samples.map((sample) => declare(sample, choose(sample))));
}

/** What a program declares to clear an attribute; undefined for those that cannot be cleared. */
export function cleared({ table }: Sample): unknown {
  const { nullable, value } = table;
  if (nullable) return null;
  return (value.shape === "texts" && value.minItems === undefined) || value.shape === "records" ? [] : undefined;
}

/** A tenant with what the samples refer to: workgroups, brands, mailboxes, a second company. */
export async function startTenantForSamples(behaviours: Partial<Behaviours> = {}): Promise<Tenant> {
  const tenant = await startTenant({ tenant: seed, behaviours });
  const { service } = tenant;
  for (const domain of ["people", "catchall", "workgroup"]) {
    service.call("change_domain", { domain: `${domain}.example.com`, attributes: { filtermx: "mx.example.org" } });
  }
  for (const domain of ["people", "workgroup"]) {
    for (const workgroup of ["night", "day"])
      service.call("create_workgroup", { domain: `${domain}.example.com`, workgroup });
  }
  for (const domain of ["parts", "also"])
    service.call("change_domain", { domain: `${domain}.example.com`, attributes: {} });
  const owners = [...allSamples.map(identity), ...bareKinds.map(({ name }) => identities[name]("bare"))];
  const users = owners.flatMap(({ user = "" }) => (user.endsWith("@parts.example.com") ? [user] : []));
  for (const user of ["first@catchall.example.com", "second@catchall.example.com", ...users]) {
    service.call("change_user", { user, attributes: { password: "Quartz*Kite-58" } });
  }
  return tenant;
}

/** The drift check finds nothing, and another up changes nothing and sends nothing. */
export async function expectInSync({ service, stack }: Tenant): Promise<void> {
  const drift = await stack.drift();
  expect([drift.code, drift.code === 0 ? "" : drift.output]).toEqual([0, ""]);
  service.requests.clear();
  const up = await stack.up("--expect-no-changes");
  expect([up.code, up.code === 0 ? "" : up.output]).toEqual([0, ""]);
  expect(callsTo(service)).toEqual([]);
}
