import { isRecord } from "../values.js";
import type { Kind } from "./kind.js";
import { adopt } from "./shared/options.js";
import { ofUser } from "./shared/parents.js";
import { omaAddress, roleObject } from "./shared/patterns.js";

/** The admin role of a user. OMA replaces it as a whole, and returns it in the metadata of the user. */
export const role: Kind = {
  name: "Role",
  doc: "The admin role of a user. A user has at most one, so a role of another name or over other objects counts as existing.",
  identity: {
    user: {
      doc: "Full address of the user who gets the role. A change replaces the role.",
      pattern: omaAddress,
    },
  },
  displayName: ({ user = "" }) => user,
  attributes: {
    role: {
      value: {
        shape: "choice",
        values: [
          "company",
          "company_mail",
          "company_ro",
          "company_token_only",
          "company_view",
          "domain",
          "mail",
          "workgroup",
        ],
      },
      doc: "What the user may do. `domain` and `workgroup` manage those and what is in them. `mail` manages mailboxes of a domain, but nothing that costs money. `company_view`, `company_mail`, `company_ro` and `company_token_only` see a company, and each may change less of it than the one before. Only OpenSRS support gives `company`. An admin can only give roles below their own (error 9).",
      source: "GUIDE, PHP2, KB",
      access: "read-write",
      security: "it decides what the user may administer",
      required: true,
    },
    objects: {
      value: { shape: "texts", minItems: 1, item: roleObject },
      doc: 'What the role applies to: the name of the company for company roles, one or more domains for `domain` and `mail`, one "domain/workgroup" (the `id` of a Workgroup) for `workgroup`. The user must belong to it (error 17).',
      source: "GUIDE, PHP2",
      access: "read-write",
      security: "it decides what the user may administer",
      required: true,
    },
  },
  options: { adopt: adopt("a role") },
  verbs: {
    read: "get_user",
    change: "set_role",
    create: "unguarded",
    delete: "set_role",
    subresource: {
      found: ({ metadata }) => {
        const roles = isRecord(metadata) ? metadata.roles : undefined;
        // PHP encodes an empty map as [].
        if (typeof roles !== "object" || roles === null) return undefined;
        const [held] = Object.entries(roles);
        return held === undefined ? null : { attributes: { role: held[0], objects: [held[1]].flat() } };
      },
      change: ({ user }, { role, objects }) => ({ user, role, ...over(objects) }),
      // Whether removing a role needs the object is open question 52, so it is sent.
      delete: ({ user }, { objects }) => ({ user, role: "", ...over(objects) }),
    },
  },
  parent: ofUser,
  references: {
    objects: (object, _, { role }) => {
      if (role === "domain" || role === "mail") return { kind: "Domain", identity: { domain: object } };
      const [domain = "", workgroup] = object.split("/");
      return workgroup === undefined ? undefined : { kind: "Workgroup", identity: { domain, workgroup } };
    },
  },
  undated: true,
  computed: {},
};

/** PHP2: only several objects are sent as a list. */
function over(objects: unknown): Record<string, unknown> {
  return Array.isArray(objects) && objects.length === 1 ? { object: objects[0] } : { objects };
}
