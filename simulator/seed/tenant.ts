import { freshPassword } from "../auth/passwords.js";
import type { RoleName, TwoFactor } from "../store/objects.js";
import type { JsonObject } from "../wire/json.js";

/** Companies with all that no API call could give them (OMA creates no companies). */
export type TenantSeed = readonly CompanySeed[];

export interface CompanySeed {
  name: string;
  osrs_id?: string;
  admins: AdminSeed[];
  attributes?: JsonObject;
  /** The first is the default brand, which new brands are copied from. "Default Brand" when left out. */
  brands?: string[];
  domains?: readonly DomainSeed[];
  /** Domains with users that the simulator makes up, the same ones for the same seed. */
  generate?: Size;
}

export interface AdminSeed {
  /** Full address; its domain is created, and belongs to the company. Usually ends in .adm (KB). */
  user: string;
  password: string;
  role: RoleName;
  /** What the role controls. When left out: the company for company roles, the domain of the address for the others. */
  objects?: string[];
  /** Source addresses the admin may call from (21 otherwise); any when left out. */
  allowed_sources?: string[];
  /** An admin that is switched off (32). */
  disabled?: boolean;
  /** No OMA call sets up a second factor, so it can only be there from the start. */
  two_factor?: Partial<TwoFactor>;
}

/** A domain with what is in it. All of it goes through the methods, so that it is what a client could have made. */
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
  if (!admin) throw new Error("The tenant needs a company with an admin, or nobody could call");
  return admin;
}
