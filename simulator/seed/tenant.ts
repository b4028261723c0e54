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
  /** Played in this order once all companies are there. A call that is refused is an error. */
  calls?: readonly CallSeed[];
}

/** A call of an OMA method, for what the rest of a seed cannot say. */
export interface CallSeed {
  method: string;
  /** The request without its credentials. */
  fields?: JsonObject;
  /** Address of the user who calls. Default: the company's first admin with the role company. */
  as?: string;
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
  /** Whether the domain is deleted, and its users with it. It can be restored. Default: false. */
  deleted?: boolean;
}

export interface UserSeed {
  /** The full address, or the part before the @. */
  user: string;
  /** A mailbox without a password gets a random one. */
  attributes?: JsonObject;
  role?: { role: string; object?: string; objects?: string[] };
  /** What the mailbox holds, in place of what the switch sampleMail gives. No OMA call creates mail. */
  mail?: readonly MailSeed[];
  contacts?: readonly ContactSeed[];
  /** Whether the user is deleted. The account can be restored, with its mail. Default: false. */
  deleted?: boolean;
}

export interface MailSeed {
  /** Default: INBOX. A folder of which every message is deleted is deleted too. */
  folder?: string;
  from?: string;
  subject?: string;
  /** As `Date` reads it: "2026-02-28T12:00:00Z". Default: when the user was created. */
  date?: string;
  /** Default: 1024. */
  bytes?: number;
  seen?: boolean;
  /** Whether it is deleted. It can be restored. */
  deleted?: boolean;
}

export interface ContactSeed {
  name: string;
  email: string;
  deleted?: boolean;
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
