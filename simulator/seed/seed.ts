import { initialAttributes } from "../attributes/attribute.js";
import { checkedAttributes } from "../attributes/check.js";
import { COMPANY } from "../attributes/company.js";
import { copiedToUser } from "../attributes/inherit.js";
import { USER } from "../attributes/user.js";
import { freshPassword, storePassword, verifyPassword } from "../auth/passwords.js";
import { isCompanyRole } from "../auth/roles.js";
import type { Behaviours } from "../behaviours/switches.js";
import { DataError } from "../persistence/database.js";
import { addBrand } from "../rules/brands.js";
import { deliveryDefaults } from "../rules/delivery.js";
import { newDomain } from "../rules/domains.js";
import type { Service } from "../service/service.js";
import type { Company, Domain, TwoFactor } from "../store/objects.js";
import { SEEDED, type Store } from "../store/store.js";
import { splitAddress } from "../wire/names.js";
import { seedCalls, seedDomains } from "./domains.js";
import { generateDomains } from "./generate.js";
import { explained, SeedError } from "./seed-error.js";
import { type AdminSeed, firstAdmin, type TenantSeed } from "./tenant.js";

const NO_SECOND_FACTOR: TwoFactor = { enabled: false, required: false, graceLogins: 0, code: "000000" };

/** Fills a service with a tenant. `seed` decides what is generated. Throws a SeedError when the service refuses it. */
export function seedService(service: Service, tenant: TenantSeed, seed: string): void {
  firstAdmin(tenant);
  service.change(() => seedStore(service.store, tenant, service.behaviours, Math.floor(service.now() / 1000)));
  for (const [position, company] of tenant.entries()) {
    if (company.domains) seedDomains(service, company, company.domains, [position, "domains"]);
    if (!company.generate) continue;
    seedDomains(service, company, generateDomains(company.generate, `${seed}/${company.name}`), [position, "generate"]);
  }
  for (const [position, company] of tenant.entries()) seedCalls(service, company, [position, "calls"]);
  service.change(() => service.store.counters.set(SEEDED, 1));
}

/**
 * The admin of a service that holds a tenant already. Only the digest of the password is kept, so the admin gets a new
 * one, or the one in `tenant`. Throws a DataError when the service has no such admin.
 */
export function renewAdmin(service: Service, tenant: TenantSeed | undefined): AdminSeed {
  const seed = tenant && firstAdmin(tenant);
  const wanted = seed?.user.toLowerCase();
  const admin = [...service.store.admins()].find(({ name, role }) =>
    wanted ? name === wanted : role?.name === "company",
  );
  if (!admin?.role) {
    const missing = wanted === undefined ? "no admin of a company" : `no admin ${wanted}`;
    throw new DataError(
      `The data file holds ${missing}, because it was made with another tenant. Give that tenant, or another file.`,
    );
  }
  const password = seed?.password ?? freshPassword();
  service.change(() => {
    const user = service.store.user(admin.name);
    if (user && !verifyPassword(user.password, password)) user.password = storePassword(password);
  });
  return { user: admin.name, password, role: admin.role.name };
}

function seedStore(store: Store, tenant: TenantSeed, behaviours: Behaviours, createtime: number): void {
  for (const [position, seed] of tenant.entries()) {
    const path = [position];
    if (store.companies.has(seed.name)) throw new SeedError(path, `the company ${seed.name} is given twice`);
    // A seed may set what no admin can, so every name of the table is settable here.
    const names = COMPANY.all.map((attribute) => attribute.name);
    const own = explained([...path, "attributes"], () =>
      checkedAttributes(COMPANY, seed.attributes ?? {}, names, behaviours),
    );
    const attributes = { ...initialAttributes(COMPANY), ...own, osrs_id: seed.osrs_id ?? null };
    const company = store.addCompany(seed.name, attributes, createtime);
    for (const brand of seed.brands ?? ["Default Brand"]) addBrand(company, brand, {}, createtime);
    for (const [number, admin] of seed.admins.entries()) {
      seedAdmin(store, company, admin, behaviours, createtime, [...path, "admins", number]);
    }
  }
}

function seedAdmin(
  store: Store,
  company: Company,
  seed: AdminSeed,
  behaviours: Behaviours,
  createtime: number,
  path: readonly (string | number)[],
): void {
  const name = seed.user.toLowerCase();
  const domainName = splitAddress(name)?.domain;
  if (domainName === undefined) throw new SeedError(path, `${seed.user} must be a full address`);
  const domain = store.domains.get(domainName) ?? seedDomain(store, company, domainName, behaviours, createtime);
  if (domain.company !== company.name) throw new SeedError(path, `the domain ${domainName} is given for two companies`);
  store.addUser(domain, {
    name,
    type: "mailbox",
    attributes: { ...initialAttributes(USER), ...copiedToUser(domain), ...deliveryDefaults("mailbox", behaviours) },
    createtime,
    password: storePassword(seed.password),
    role: { name: seed.role, objects: seed.objects ?? [isCompanyRole(seed.role) ? company.name : domain.name] },
    ...(seed.allowed_sources ? { allowedSources: [...seed.allowed_sources] } : {}),
    ...(seed.disabled ? { adminDisabled: true } : {}),
    ...(seed.two_factor ? { twoFactor: { ...NO_SECOND_FACTOR, ...seed.two_factor } } : {}),
  });
}

function seedDomain(store: Store, company: Company, name: string, behaviours: Behaviours, createtime: number): Domain {
  const domain = newDomain(name, company, {}, behaviours, createtime);
  store.addDomain(domain);
  return domain;
}
