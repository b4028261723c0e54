import { freshPassword } from "../auth/passwords.js";
import type { RoleName, TwoFactor } from "../store/objects.js";
import type { JsonObject } from "../wire/json.js";

/** Companies with everything that no OMA call can give them. No OMA call creates a company. */
export type TenantSeed = readonly CompanySeed[];

export interface CompanySeed {
  name: string;
  osrs_id?: string;
  admins: AdminSeed[];
  attributes?: JsonObject;
  /** The first is the default brand, which new brands are copied from. Default: "Default Brand". */
  brands?: string[];
  domains?: readonly DomainSeed[];
  /** Domains with users for the simulator to generate. The same seed gives the same ones. */
  generate?: Size;
}

export interface AdminSeed {
  /** Full address. Its domain is created and belongs to the company. Usually ends in .adm (KB). */
  user: string;
  password: string;
  role: RoleName;
  /** What the role controls. Default: the company for company roles, the domain of the address for other roles. */
  objects?: string[];
  /** Source addresses that the admin may call from (21 otherwise). Default: any. */
  allowed_sources?: string[];
  /** Whether the admin is disabled (32). Default: false. */
  disabled?: boolean;
  /** No OMA call sets up a second factor, so only a seed can. */
  two_factor?: Partial<TwoFactor>;
}

/** A domain with its content. The methods create it, so that a client could have created it too. */
export interface DomainSeed {
  domain: string;
  attributes?: JsonObject;
  workgroups?: readonly string[];
  users?: readonly UserSeed[];
}

export interface UserSeed {
  /** The full address, or the part before the @. */
  user: string;
  /** A mailbox without a password gets a random one. */
  attributes?: JsonObject;
  role?: { role: string; object?: string; objects?: string[] };
}

/** How much to generate. */
export interface Size {
  domains: number;
  users: number;
}

/** One company with one admin, whose password is new each time. */
export function defaultTenant(): TenantSeed {
  return [
    {
      name: "Lakeside Demo Mail",
      admins: [{ user: "provisioner@lakeside-demo.adm", password: freshPassword(), role: "company" }],
    },
  ];
}

/** The first company admin, or the first admin when there is none. Throws when the tenant has no admin. */
export function firstAdmin(tenant: TenantSeed): AdminSeed {
  const admins = tenant.flatMap((company) => company.admins);
  const admin = admins.find(({ role }) => role === "company") ?? admins[0];
  if (!admin) throw new Error("The tenant needs a company with an admin: nobody else could call the service");
  return admin;
}
