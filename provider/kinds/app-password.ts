import { isRecord } from "../values.js";
import type { Kind } from "./kind.js";
import { ofUser } from "./shared/parents.js";
import { asciiName, omaAddress } from "./shared/patterns.js";
import { namesIn, spellingOf } from "./shared/spelling.js";

const rowsIn = (metadata: unknown) => (isRecord(metadata) ? metadata.app_passwords : undefined);

/**
 * An App Password. The service generates the password and returns it once. An existing one cannot be adopted, since nobody can
 * learn its password.
 */
export const appPassword: Kind = {
  name: "AppPassword",
  doc: "An App Password of a user, for mail programs without two-factor log-in. A user has at most four. While a user has one, POP3, IMAP4, SMTP, CalDAV and CardDAV refuse the main password. Removing the last one reverses that.",
  identity: {
    user: { doc: "Full address of the user. A change replaces the App Password.", pattern: omaAddress },
    tag: {
      doc: "Name of the App Password, unique for the user. A change replaces the App Password, so a new tag gives a new password.",
      pattern: asciiName,
    },
  },
  displayName: ({ user, tag }) => `${user}/${tag}`,
  attributes: {},
  options: {},
  verbs: {
    read: "get_user",
    change: "app_password",
    create: "unguarded",
    delete: "app_password",
    subresource: {
      read: ({ user }) => ({ user }),
      found: ({ metadata }, { tag }) => {
        const rows = rowsIn(metadata);
        if (!Array.isArray(rows)) return undefined;
        const spelled = spellingOf(asciiName, namesIn(rows, "tag"), tag);
        if (spelled === undefined) return null;
        const row = rows.find((one) => one?.tag === spelled);
        return { spelled: { tag: spelled }, attributes: {}, createtime: row.created };
      },
      change: (named) => ({ ...named, mode: "add" }),
      delete: (named) => ({ ...named, mode: "remove" }),
    },
  },
  parent: ofUser,
  spellings: {
    method: "get_user",
    fields: ({ user }) => ({ user }),
    names: ({ metadata }) => namesIn(rowsIn(metadata), "tag"),
  },
  computed: {},
  createOnlySecrets: {
    password: {
      doc: "The password. The service generates it and returns it once, in its response to the create, so state keeps it, encrypted. Undefined for an App Password that was read with get.",
    },
  },
};
