/**
 * What the service should hold, kept in the plainest way there is: no indexes, and every question answered by looking
 * through everything. Written from the reference, not from the service.
 */
export interface ModelUser {
  address: string;
  type: "mailbox" | "forward";
  name: string | null;
  aliases: string[];
  workgroup: string;
  brand: string | null;
  /** Domains it is admin of. */
  controls: string[];
}

export interface ModelDomain {
  name: string;
  aliases: string[];
  limitUsers: number | null;
  limitAliases: number | null;
  brand: string | null;
  defaultWorkgroup: string;
  workgroups: string[];
  users: ModelUser[];
  deleted: Deleted<ModelUser>[];
}

export interface Deleted<What> {
  id: string;
  /** Seconds. */
  time: number;
  what: What;
}

const RESTORABLE_MS = 30 * 86_400_000;

export class Model {
  domains: ModelDomain[] = [];
  deletedDomains: Deleted<ModelDomain>[] = [];
  brands: string[] = [];

  domain(name: string): ModelDomain | undefined {
    return this.domains.find((one) => one.name === name);
  }

  byAlias(name: string): ModelDomain | undefined {
    return this.domains.find(({ aliases }) => aliases.includes(name));
  }

  /** Whether an address belongs to a domain, by its name or by one of its aliases. */
  isIn(domain: ModelDomain, address: string): boolean {
    const name = domainPart(address);
    return name === domain.name || domain.aliases.includes(name);
  }

  user(domain: ModelDomain, address: string): ModelUser | undefined {
    return domain.users.find((one) => one.address === address);
  }

  holder(domain: ModelDomain, alias: string): ModelUser | undefined {
    return domain.users.find(({ aliases }) => aliases.includes(alias));
  }

  isTaken(domain: ModelDomain, address: string): boolean {
    return this.user(domain, address) !== undefined || this.holder(domain, address) !== undefined;
  }

  usesBrand(brand: string): boolean {
    return this.domains.some((one) => one.brand === brand || one.users.some((user) => user.brand === brand));
  }

  /** Forgets what was deleted too long ago. */
  forget(at: number): void {
    const kept = <What,>(all: Deleted<What>[]) => all.filter(({ time }) => at <= time * 1000 + RESTORABLE_MS);
    this.deletedDomains = kept(this.deletedDomains);
    for (const domain of [...this.domains, ...this.deletedDomains.map(({ what }) => what)]) {
      domain.deleted = kept(domain.deleted);
    }
  }
}

export function domainPart(address: string): string {
  return address.slice(address.indexOf("@") + 1);
}
