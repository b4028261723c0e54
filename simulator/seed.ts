import { randomBytes } from "node:crypto";
import { checkedAttributes } from "./attributes/check.js";
import { COMPANY } from "./attributes/company.js";
import { copiedToUser } from "./attributes/inherit.js";
import { initialAttributes } from "./attributes/initial.js";
import { USER } from "./attributes/user.js";
import type { Behaviours } from "./behaviours.js";
import type { JsonObject } from "./json.js";
import { splitAddress } from "./names.js";
import { storePassword } from "./passwords.js";
import { isCompanyRole, type RoleName } from "./roles.js";
import { addBrand } from "./rules/brands.js";
import { deliveryDefaults } from "./rules/delivery.js";
import { newDomain } from "./rules/new-domain.js";
import type { Company, Domain } from "./store/objects.js";
import type { Store } from "./store/store.js";

export interface AdminSeed {
  /** Full address; its domain is created, and belongs to the company. Usually ends in .adm (KB). */
  user: string;
  password: string;
  role: RoleName;
  /** What the role is over: the company for company roles, the domain of the address for the others, when left out. */
  objects?: string[];
}

/** A company with all that no API call could give it (companies are not created through OMA). */
export interface CompanySeed {
  name: string;
  osrs_id?: string;
  admins: AdminSeed[];
  attributes?: JsonObject;
  /** The first is the default brand, which new brands are copied from. "Default Brand" when left out. */
  brands?: string[];
}

export type TenantSeed = readonly CompanySeed[];

export function defaultTenant(): TenantSeed {
  return [
    {
      name: "Lakeside Demo Mail",
      admins: [{ user: "provisioner@lakeside-demo.adm", password: freshPassword(), role: "company" }],
    },
  ];
}

export function seedStore(store: Store, tenant: TenantSeed, behaviours: Behaviours, createtime: number): void {
  for (const seed of tenant) {
    if (store.companies.has(seed.name)) throw new Error(`The company ${seed.name} is seeded twice`);
    // A seed may set what no admin can, so every name of the table is settable here.
    const names = COMPANY.all.map((attribute) => attribute.name);
    const own = checkedAttributes(COMPANY, seed.attributes ?? {}, names, behaviours);
    const attributes = { ...initialAttributes(COMPANY), ...own, osrs_id: seed.osrs_id ?? null };
    const company = store.addCompany(seed.name, attributes, createtime);
    for (const brand of seed.brands ?? ["Default Brand"]) addBrand(company, brand, {}, createtime);
    for (const admin of seed.admins) seedAdmin(store, company, admin, behaviours, createtime);
  }
}

function seedAdmin(store: Store, company: Company, seed: AdminSeed, behaviours: Behaviours, createtime: number): void {
  const name = seed.user.toLowerCase();
  const domainName = splitAddress(name)?.domain;
  if (domainName === undefined) throw new Error(`The admin ${seed.user} of ${company.name} is no full address`);
  const domain = store.domains.get(domainName) ?? seedDomain(store, company, domainName, behaviours, createtime);
  if (domain.company !== company.name) throw new Error(`The domain ${domainName} is seeded for two companies`);
  store.addUser(domain, {
    name,
    type: "mailbox",
    attributes: { ...initialAttributes(USER), ...copiedToUser(domain), ...deliveryDefaults("mailbox") },
    createtime,
    password: storePassword(seed.password),
    role: { name: seed.role, objects: seed.objects ?? [isCompanyRole(seed.role) ? company.name : domain.name] },
  });
}

function seedDomain(store: Store, company: Company, name: string, behaviours: Behaviours, createtime: number): Domain {
  const domain = newDomain(name, company, {}, behaviours.initialWorkgroup, createtime);
  store.addDomain(domain);
  return domain;
}

/** Random, and good enough for the strongest level. */
function freshPassword(): string {
  return `Oma-${randomBytes(12).toString("hex")}-Q7`;
}
