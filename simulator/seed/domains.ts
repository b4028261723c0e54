import { freshPassword } from "../auth/passwords.js";
import type { Service } from "../service/service.js";
import type { User } from "../store/objects.js";
import type { JsonObject } from "../wire/json.js";
import { SeedError, told } from "./seed-error.js";
import type { CompanySeed, DomainSeed } from "./tenant.js";

type Path = readonly (string | number)[];

export function seedDomains(service: Service, company: CompanySeed, domains: Iterable<DomainSeed>, path: Path): void {
  const admin = company.admins.find(({ role }) => role === "company");
  const caller = admin && service.store.user(admin.user.toLowerCase());
  if (!caller) throw new SeedError(path, "a company with domains needs an admin with the role company");
  let position = 0;
  for (const seed of domains) seedDomain(new Seeding(service, caller, [...path, position++]), company.name, seed);
}

function seedDomain(seeding: Seeding, company: string, seed: DomainSeed): void {
  const { domain, users = [], workgroups = [] } = seed;
  seeding.call("change_domain", { domain, create_only: true, attributes: { company, ...seed.attributes } });
  for (const [position, workgroup] of workgroups.entries()) {
    seeding.at("workgroups", position).call("create_workgroup", { domain, workgroup });
  }
  for (const [position, { user, attributes = {}, role }] of users.entries()) {
    const here = seeding.at("users", position);
    const address = user.includes("@") ? user : `${user}@${domain}`;
    here.call("change_user", { user: address, create_only: true, attributes: withPassword(attributes) });
    if (role) here.at("role").call("set_role", { user: address, ...role });
  }
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

  call(method: string, fields: JsonObject): void {
    const answer = this.service.call(method, fields, this.caller);
    if (answer.success === false) throw new SeedError(this.path, `${method} was refused: ${told(answer)}`);
  }
}
