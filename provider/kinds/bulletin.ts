import { isRecord } from "../values.js";
import type { IdentityField, Kind, Parent, Spellings } from "./kind.js";
import { adopt } from "./shared/options.js";
import { plainName, wholeMail } from "./shared/patterns.js";
import { namesIn } from "./shared/spelling.js";

interface Owner {
  readonly name: "CompanyBulletin" | "DomainBulletin";
  /** Identity field that names the owner. */
  readonly field: "company" | "domain";
  readonly identity: IdentityField;
  readonly parent: Parent;
  readonly placeholders: string;
}

/**
 * A bulletin of a company or a domain. Which member of the response holds the text is assumed (open question 67), so a response
 * without that member is no drift.
 */
export function bulletin({ name, field, identity, parent, placeholders }: Owner): Kind {
  return {
    name,
    doc: `A bulletin: mail that a ${field} sends to its users. The service sends an \`auto\` one to each new user. A \`manual\` one is sent only when somebody posts it, which this resource never does.`,
    identity: {
      [field]: identity,
      type: {
        doc: "`auto` or `manual`. A change replaces the bulletin.",
        pattern: { says: '"auto" or "manual"', test: /^(auto|manual)$/ },
        values: ["auto", "manual"],
      },
      bulletin: {
        doc: "Name of the bulletin, unique together with `type`. A change replaces the bulletin.",
        pattern: plainName,
      },
    },
    displayName: ({ [field]: owner, type, bulletin }) => `${owner}/${type}/${bulletin}`,
    attributes: {
      bulletinText: {
        value: { shape: "text", pattern: wholeMail },
        doc: `The whole mail, headers included. The service adds a Date header when there is none. Placeholders: ${placeholders}. Compared exactly.`,
        source: "PHP1, SDK-PHP; returned by reads: assumed",
        access: "read-write",
        required: true,
        mayBeAbsent: true,
      },
    },
    options: { adopt: adopt("a bulletin") },
    verbs: {
      read: `get_${field}_bulletin`,
      change: `change_${field}_bulletin`,
      create: "unguarded",
      delete: `change_${field}_bulletin`,
      subresource: {
        found: ({ bulletin_text: text }) => ({ attributes: text === undefined ? {} : { bulletin_text: text } }),
        change: (named, { bulletin_text: text }) => ({ ...named, bulletin_text: text }),
        // The change without a text deletes the bulletin.
        delete: (named) => named,
      },
    },
    parent,
    spellings: spellings(field),
    undated: true,
    computed: {},
  };
}

/** SEED-GC: the metadata of the owner list the names by type. */
function spellings(field: Owner["field"]): Spellings {
  return {
    method: `get_${field}`,
    fields: ({ [field]: owner }) => ({ [field]: owner }),
    names: ({ metadata }, { type = "" }) => {
      const bulletins = isRecord(metadata) ? metadata.bulletins : undefined;
      return namesIn(isRecord(bulletins) ? bulletins[type] : undefined, "name");
    },
  };
}
