import { kinds } from "../../../provider/kinds/index.js";
import { isSame } from "../../../provider/lifecycle/compare.js";
import type { Behaviours, TenantSeed } from "../../../simulator/index.js";
import { type Declaration, programOf } from "./program.js";
import { type Sample, samplesOf } from "./samples.js";
import { company, startTenant, type Tenant } from "./tenant.js";

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
function identity({ kind, attribute }: Sample): Record<string, string> {
  const own = attribute.toLowerCase();
  if (kind === "Company") return { company };
  if (kind === "Domain") return { domain: `${own}.example.com` };
  if (kind === "Brand") return { company, brand: "Red" };
  return { user: `${own}@people.example.com` };
}

export const allSamples = (["Company", "Domain", "Brand", "User"] as const).flatMap(samplesOf);

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

function held(tenant: Tenant, sample: Sample): unknown {
  const answer = tenant.service.call(kinds[sample.kind].verbs.read, identity(sample));
  const attributes = answer.attributes ?? {};
  return sample.kind === "Brand" ? { page_title: attributes.page_title } : attributes[sample.wire];
}

export function isHeld(tenant: Tenant, sample: Sample, value: unknown): boolean {
  if (sample.kind === "Brand") return JSON.stringify(held(tenant, sample)) === JSON.stringify(value);
  return isSame(kinds[sample.kind], sample.wire, held(tenant, sample), value);
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

/** Neither the drift check nor a preview finds anything to do. */
export async function expectInSync({ stack }: Tenant): Promise<void> {
  const drift = await stack.drift();
  expect([drift.code, drift.code === 0 ? "" : drift.output]).toEqual([0, ""]);
  const preview = await stack.preview("--expect-no-changes");
  expect([preview.code, preview.code === 0 ? "" : preview.output]).toEqual([0, ""]);
}
