import { freshPassword } from "../auth/passwords.js";
import type { Service } from "../service/service.js";
import type { User } from "../store/objects.js";
import type { JsonObject } from "../wire/json.js";
import { mailboxOfSeed } from "./mail.js";
import { SeedError, told } from "./seed-error.js";
import type { CompanySeed, DomainSeed, UserSeed } from "./tenant.js";

type Path = readonly (string | number)[];

export function seedDomains(service: Service, company: CompanySeed, domains: Iterable<DomainSeed>, path: Path): void {
  const caller = companyAdmin(service, company, path);
  let position = 0;
  for (const seed of domains) seedDomain(new Seeding(service, caller, [...path, position++]), company.name, seed);
}

/** Plays the calls of a company. */
export function seedCalls(service: Service, company: CompanySeed, path: Path): void {
  for (const [position, { method, fields = {}, as }] of (company.calls ?? []).entries()) {
    const here = [...path, position];
    const caller = as === undefined ? companyAdmin(service, company, here) : service.store.user(as.toLowerCase());
    if (!caller) throw new SeedError([...here, "as"], `unknown user \`${as}\``);
    if (!service.has(method)) throw new SeedError([...here, "method"], `unknown method \`${method}\``);
    new Seeding(service, caller, here).call(method, fields);
  }
}

function companyAdmin(service: Service, company: CompanySeed, path: Path): User {
  const admin = company.admins.find(({ role }) => role === "company");
  const user = admin && service.store.user(admin.user.toLowerCase());
  if (!user) throw new SeedError(path, "a company with domains or calls needs an admin with the role company");
  return user;
}

function seedDomain(seeding: Seeding, company: string, seed: DomainSeed): void {
  const { domain, users = [], workgroups = [], deleted = false } = seed;
  seeding.call("change_domain", { domain, create_only: true, attributes: { company, ...seed.attributes } });
  for (const [position, workgroup] of workgroups.entries()) {
    seeding.at("workgroups", position).call("create_workgroup", { domain, workgroup });
  }
  for (const [position, user] of users.entries()) {
    // No domain with users can be deleted.
    seedUser(seeding.at("users", position), domain, deleted ? { ...user, deleted } : user);
  }
  if (deleted) seeding.call("delete_domain", { domain });
}

function seedUser(seeding: Seeding, domain: string, seed: UserSeed): void {
  const user = (seed.user.includes("@") ? seed.user : `${seed.user}@${domain}`).toLowerCase();
  const { attributes = {}, role } = seed;
  seeding.call("change_user", { user, create_only: true, attributes: withPassword(attributes) });
  if (role) seeding.at("role").call("set_role", { user, ...role });
  if (seed.mail ?? seed.contacts) seeding.fillMailbox(user, seed);
  if (seed.deleted) seeding.call("delete_user", { user });
}

function withPassword(attributes: JsonObject): JsonObject {
  const needed = (attributes.type ?? "mailbox") === "mailbox" && attributes.password === undefined;
  return needed ? { ...attributes, password: freshPassword() } : attributes;
}

/** Calls for one place of the tenant. A refusal becomes an error that names the place. */
class Seeding {
  constructor(
    private readonly service: Service,
    private readonly caller: User,
    private readonly path: Path,
  ) {}

  at(...steps: Path): Seeding {
    return new Seeding(this.service, this.caller, [...this.path, ...steps]);
  }

  fillMailbox(address: string, seed: UserSeed): void {
    this.service.change(() => {
      const user = this.service.store.user(address);
      if (user) user.mailbox = mailboxOfSeed(user, seed);
    });
  }

  call(method: string, fields: JsonObject): void {
    const answer = this.service.call(method, fields, this.caller);
    if (answer.success === false) throw new SeedError(this.path, `${method} was refused: ${told(answer)}`);
  }
}
