import { isRecord } from "../values.js";
import type { Kind } from "./kind.js";
import { ofUser } from "./shared/parents.js";
import { asciiName, omaAddress } from "./shared/patterns.js";

/**
 * An App Password. The service generates the password and returns it once, so an existing one is of no use to a program: it
 * cannot be adopted.
 */
export const appPassword: Kind = {
  name: "AppPassword",
  doc: "An App Password of a user, for mail programs without two-factor log-in. A user has four at most. While there is one, the user's main password is refused by POP3, IMAP4, SMTP, CalDAV and CardDAV; taking the last one away reverses that.",
  identity: {
    user: { doc: "Full address of the user. A change replaces the App Password.", pattern: omaAddress, lowered: true },
    tag: {
      doc: "Name that tells the user's App Passwords apart. A change replaces the App Password, so a new tag is the way to a new password.",
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
        const rows = isRecord(metadata) ? metadata.app_passwords : undefined;
        if (!Array.isArray(rows)) return undefined;
        const row = rows.find((one) => one?.tag === tag);
        return row === undefined ? null : { attributes: {}, createtime: row.created };
      },
      change: (named) => ({ ...named, mode: "add" }),
      delete: (named) => ({ ...named, mode: "remove" }),
    },
  },
  parent: ofUser,
  computed: {},
  createOnlySecrets: {
    password: {
      doc: "The password, which the service generates. It returns it once, in response to the create, so state keeps it, encrypted; undefined for an App Password that was read with get.",
    },
  },
};
