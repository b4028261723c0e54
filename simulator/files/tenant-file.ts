import { freshPassword } from "../auth/passwords.js";
import type { SeedError } from "../seed/seed-error.js";
import type { TenantSeed } from "../seed/tenant.js";
import { ROLES } from "../store/objects.js";
import { misfit, type Shape } from "./shape.js";
import { FileError, readStructured, type StructuredFile, written } from "./structured-file.js";

const TEXTS: Shape = { list: "text" };

const MESSAGE: Shape = {
  what: "a message",
  needs: [],
  fields: {
    folder: "text",
    from: "text",
    subject: "text",
    date: "date",
    bytes: "number",
    seen: "flag",
    deleted: "flag",
  },
};

const CONTACT: Shape = {
  what: "a contact",
  needs: ["name", "email"],
  fields: { name: "text", email: "text", deleted: "flag" },
};

const USER: Shape = {
  what: "a user",
  needs: ["user"],
  fields: {
    user: "text",
    attributes: "named",
    role: {
      what: "a role",
      needs: ["role"],
      fields: { role: { choice: ROLES }, object: "text", objects: TEXTS },
    },
    mail: { list: MESSAGE },
    contacts: { list: CONTACT },
    deleted: "flag",
  },
};

const DOMAIN: Shape = {
  what: "a domain",
  needs: ["domain"],
  fields: { domain: "text", attributes: "named", workgroups: TEXTS, users: { list: USER }, deleted: "flag" },
};

const ADMIN: Shape = {
  what: "an admin",
  needs: ["user", "role"],
  fields: {
    user: "text",
    password: "text",
    role: { choice: ROLES },
    objects: TEXTS,
    allowed_sources: TEXTS,
    disabled: "flag",
    two_factor: "named",
  },
};

const CALL: Shape = { what: "a call", needs: ["method"], fields: { method: "text", fields: "named", as: "text" } };

const COMPANY: Shape = {
  what: "a company",
  needs: ["name", "admins"],
  fields: {
    name: "text",
    osrs_id: "text",
    attributes: "named",
    brands: TEXTS,
    admins: { list: ADMIN },
    domains: { list: DOMAIN },
    generate: { what: "a size", needs: ["domains", "users"], fields: { domains: "number", users: "number" } },
    calls: { list: CALL },
  },
};

const TENANT: Shape = { what: "a tenant", needs: ["companies"], fields: { companies: { list: COMPANY } } };

/** A tenant from a file. */
export interface TenantFile {
  tenant: TenantSeed;
  /** The same error with the line of the file. */
  explain(error: SeedError): FileError;
}

/** Reads a tenant in YAML or JSON. Rejects with a FileError when the file cannot be read or has another form. */
export async function readTenantFile(name: string): Promise<TenantFile> {
  const file = await readStructured(name);
  const wrong = misfit(TENANT, file.value);
  if (wrong) throw at(file, wrong.path, wrong.reason);
  const { companies } = file.value as { companies: TenantSeed };
  return {
    // The password of an admin without one is new for each run.
    tenant: companies.map((company) => ({
      ...company,
      admins: company.admins.map((admin) => ({ ...admin, password: admin.password ?? freshPassword() })),
    })),
    explain: ({ path, reason }) => at(file, ["companies", ...path], reason),
  };
}

function at(file: StructuredFile, path: readonly (string | number)[], reason: string): FileError {
  return new FileError([file.where(path), ...(path.length > 0 ? [written(path)] : []), reason].join(": "));
}
