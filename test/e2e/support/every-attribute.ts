import { kinds } from "../../../provider/kinds/index.js";
import type { KindName } from "../../../provider/kinds/kind.js";
import { isSame } from "../../../provider/lifecycle/compare.js";
import { toWire } from "../../../provider/lifecycle/wire.js";
import type { Behaviours, TenantSeed } from "../../../simulator/index.js";
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
};

export function identity({ kind, attribute }: Sample): Record<string, string> {
  return identities[kind](attribute.toLowerCase());
}

export const allSamples = (Object.keys(kinds) as KindName[]).flatMap(samplesOf);

/** A resource with the sample's attribute, and whatever else a new object needs for it. */
export function declare(sample: Sample, value: unknown): Declaration {
  const needsPassword = sample.kind === "User" && sample.attribute !== "password" && sample.with.type !== "filter";
  const declared = value === undefined ? {} : { [sample.attribute]: value };
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
export function onWire({ kind, attribute }: Sample, value: unknown): Record<string, unknown> {
  return toWire(kinds[kind], { [attribute]: value });
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
  const { verbs } = kinds[sample.kind];
  const answer = tenant.service.call(verbs.read, identity(sample));
  const present: Readonly<Record<string, unknown>> = answer.attributes ?? {};
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
  if (table.nullable) return null;
  return table.value.shape === "texts" || table.value.shape === "records" ? [] : undefined;
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
  for (const user of ["first", "second"]) {
    service.call("change_user", { user: `${user}@catchall.example.com`, attributes: { password: "Quartz*Kite-58" } });
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
