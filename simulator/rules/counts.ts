import type { Company, Domain, User } from "../store/objects.js";
import { USER_TYPES, type UserType } from "../store/objects.js";
import type { Store } from "../store/store.js";

export type TypeCounts = Record<UserType, number>;

export function countTypes(users: Iterable<User>): TypeCounts {
  const counts = Object.fromEntries(USER_TYPES.map((type) => [type, 0])) as TypeCounts;
  for (const user of users) counts[user.type]++;
  return counts;
}

export interface BrandMember {
  type: "domain" | "user";
  member: string;
}

/** Domains and users that set each brand themselves, not by inheritance. Keys are brand names in lower case. */
export function brandMembers(store: Store, company: Company): Map<string, BrandMember[]> {
  const members = new Map<string, BrandMember[]>();
  const add = (brand: unknown, member: BrandMember) => {
    if (typeof brand !== "string") return;
    const known = members.get(brand.toLowerCase());
    if (known) known.push(member);
    else members.set(brand.toLowerCase(), [member]);
  };
  for (const domain of store.domainsOf(company)) {
    add(domain.attributes.brand, { type: "domain", member: domain.name });
    for (const user of domain.users.values()) add(user.attributes.brand, { type: "user", member: user.name });
  }
  return members;
}

export function memberCounts(members: readonly BrandMember[] | undefined): {
  domain: number;
  user: number;
  total: number;
} {
  const total = members?.length ?? 0;
  const domain = members?.filter((one) => one.type === "domain").length ?? 0;
  return { domain, user: total - domain, total };
}

/** Users of other domains whose role names this domain, or a workgroup of it (question 23). */
export function hasOutsideAdmins(store: Store, domain: Domain): boolean {
  return [...store.admins()].some((admin) => store.domainOf(admin) !== domain && namesDomain(admin, domain));
}

function namesDomain(admin: User, domain: Domain): boolean {
  const role = admin.role;
  if (!role) return false;
  if (role.name === "domain" || role.name === "mail") return role.objects.includes(domain.name);
  return role.name === "workgroup" && role.objects.some((object) => object.startsWith(`${domain.name}/`));
}
