// Generated from provider/kinds/domain.ts by "npm run generate". Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import { OmaResource } from "../resource.js";

/** Arguments of {@link Domain}. An argument that is left out is neither written nor compared. */
export interface DomainArgs {
  /**
   * Name of the domain. A change replaces the domain.
   *
   * Must be a domain name (two or more labels of letters, digits and inner hyphens, 3 to 160 characters).
   */
  domain: pulumi.Input<string>;
  /**
   * Alias domains: mail to user@alias reaches user@domain. A change replaces the whole list.
   *
   * Must be a list of at most 2000, each a domain name (two or more labels of letters, digits and inner hyphens, 3 to 160 characters).
   *
   * Read back after a write: it decides who receives mail.
   *
   * When removed from the program: emptied on the service.
   */
  aliases?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /**
   * Senders whose mail is never scanned for spam; wildcards allowed.
   *
   * Must be a list of at most 1000, each an address or wildcard address of 1 to 128 characters, such as *@example.com.
   *
   * Read back after a write: it decides whose mail is let through.
   *
   * When removed from the program: emptied on the service.
   */
  allow?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /**
   * Senders whose mail is always treated as spam; wildcards allowed.
   *
   * Must be a list of at most 1000, each an address or wildcard address of 1 to 128 characters, such as *@example.com.
   *
   * Read back after a write: it decides whose mail is let through.
   *
   * When removed from the program: emptied on the service.
   */
  block?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /**
   * Brand for the mailboxes of the domain.
   *
   * Must be a string on one line that is not empty, or null.
   *
   * Inherited: while unset, the company's brand is in force.
   *
   * When removed from the program: unset on the service.
   */
  brand?: pulumi.Input<string | null> | undefined;
  /**
   * Mailbox that receives mail for unknown mailboxes of the domain. OMA no longer enables it on new domains. Where it exists it can be kept or switched off.
   *
   * Must be an address local@domain whose local part is 1 to 64 letters, digits, '.', '_' or '-', starting with a letter or digit, without two dots in a row, or null.
   *
   * Read back after a write: mail goes there.
   *
   * When removed from the program: unset on the service.
   */
  catchall?: pulumi.Input<string | null> | undefined;
  /**
   * Company that holds the domain. Default: the admin's own. A change moves the domain with its mailboxes and mail, and needs `allowMove: true`.
   *
   * Must be a string on one line that is not empty.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  company?: pulumi.Input<string> | undefined;
  /**
   * How the service stores passwords that it receives in clear text. BCRYPT is the recommended family.
   *
   * Must be one of "MD5", "SSHA224", "SSHA256", "SSHA384", "SSHA512", "BCRYPT-6", "BCRYPT-8", "BCRYPT-10", "BCRYPT-12", or another that the service lists, or null.
   *
   * Inherited: while unset, the company's defaultPasswordEncoding is in force.
   *
   * Read back after a write: it decides how strong passwords are.
   *
   * When removed from the program: unset on the service.
   */
  defaultPasswordEncoding?: pulumi.Input<string | null> | undefined;
  /**
   * Lowest strength that a new password must reach.
   *
   * Must be one of "weak", "medium", "good", "strong", or null.
   *
   * Inherited: while unset, the company's passwordStrength is in force.
   *
   * Read back after a write: it decides how strong passwords are.
   *
   * When removed from the program: unset on the service.
   */
  passwordStrength?: pulumi.Input<"weak" | "medium" | "good" | "strong" | null> | undefined;
  /**
   * Whether the next log-in stores a password again when its encoding differs from `defaultPasswordEncoding`.
   *
   * Must be true or false, or null.
   *
   * Inherited: while unset, the company's regenPasswords is in force.
   *
   * Read back after a write: it decides how strong passwords are.
   *
   * When removed from the program: unset on the service.
   */
  regenPasswords?: pulumi.Input<boolean | null> | undefined;
  /**
   * `true` stops every mailbox of the domain.
   *
   * Must be true or false.
   *
   * Read back after a write: it decides who can log in and send.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  disabled?: pulumi.Input<boolean> | undefined;
  /**
   * Where spam goes: `quarantine` stores it in the spam folder, `passthrough` delivers it with `spamtag` and `spamheader`.
   *
   * Must be one of "quarantine", "passthrough", or null.
   *
   * Inherited: while unset, the company's filterdelivery is in force.
   *
   * Read back after a write: spam would reach the inbox.
   *
   * When removed from the program: unset on the service.
   */
  filterdelivery?: pulumi.Input<"quarantine" | "passthrough" | null> | undefined;
  /**
   * Folder that receives spam. The service stores the name as given. Both forms, `.Spam` and `Archive/Spam`, are in use.
   *
   * Must be a string on one line, of at most 128 characters, or null.
   *
   * Inherited: while unset, the company's spamfolder is in force.
   *
   * When removed from the program: unset on the service.
   */
  spamfolder?: pulumi.Input<string | null> | undefined;
  /**
   * Header line added to spam.
   *
   * Must be a mail header that starts with a capital letter and holds a colon, such as X-Spam: yes, of at most 512 characters, or null.
   *
   * Inherited: while unset, the company's spamheader is in force.
   *
   * When removed from the program: unset on the service.
   */
  spamheader?: pulumi.Input<string | null> | undefined;
  /**
   * How aggressive the spam filter is.
   *
   * Must be one of "Normal", "High", "Very High", or null.
   *
   * Inherited: while unset, the company's spamlevel is in force.
   *
   * Read back after a write: spam would reach the inbox.
   *
   * When removed from the program: unset on the service.
   */
  spamlevel?: pulumi.Input<"Normal" | "High" | "Very High" | null> | undefined;
  /**
   * Text put before the subject of spam.
   *
   * Must be a string on one line, of at most 30 characters, or null.
   *
   * Inherited: while unset, the company's spamtag is in force.
   *
   * When removed from the program: unset on the service.
   */
  spamtag?: pulumi.Input<string | null> | undefined;
  /**
   * Mail server that receives filtered mail. Needed before an account of type `filter` can exist (error 27).
   *
   * Must be a host name or host:port, with a port from 1 to 65535, or null.
   *
   * Read back after a write: mail goes there.
   *
   * When removed from the program: unset on the service.
   */
  filtermx?: pulumi.Input<string | null> | undefined;
  /**
   * Webmail language for new users.
   *
   * Must be one of "el", "en", "es", "fr", "de", "it", "pt_BR", "nl", "da", "no", "sv", or another that the service lists.
   *
   * Inherited: copied from the company's language at creation.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  language?: pulumi.Input<string> | undefined;
  /**
   * Most user aliases in the domain. Unset means no limit. A limit below the present number removes nothing. It only refuses new ones.
   *
   * Must be a whole number, 0 or more, or null.
   *
   * Inherited: copied from the company's limitAliases at creation.
   *
   * When removed from the program: unset on the service.
   */
  limitAliases?: pulumi.Input<number | null> | undefined;
  /**
   * Most users in the domain, of any type. Unset means no limit. A limit below the present number removes nothing. It only refuses new ones.
   *
   * Must be a whole number, 0 or more, or null.
   *
   * Inherited: copied from the company's limitUsers at creation.
   *
   * When removed from the program: unset on the service.
   */
  limitUsers?: pulumi.Input<number | null> | undefined;
  /**
   * Free notes, shown to admins only.
   *
   * Must be a string of at most 4096 characters, or null.
   *
   * When removed from the program: unset on the service.
   */
  notesExternal?: pulumi.Input<string | null> | undefined;
  /**
   * Default quota for new users: bytes here, megabytes on the company.
   *
   * Must be a whole number: 0, or from 1048576 to 1099511627776, in bytes, such as oma.mib(512) or oma.gib(2).
   *
   * Inherited: copied from the company's quota, which is in MB at creation.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  quota?: pulumi.Input<number> | undefined;
  /**
   * Highest quota that a mailbox of the domain may get: megabytes, unlike `quota` beside it.
   *
   * Must be a whole number: 0, or from 10 to 1048576, in MB, such as 2048 for 2 GB.
   *
   * Inherited: copied from the company's quotaMaximum at creation.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  quotaMaximum?: pulumi.Input<number> | undefined;
  /**
   * State of IMAP4 log-in for new users. Only an admin of the same or a higher level can lift `suspended`.
   *
   * Must be one of "enabled", "disabled", "suspended".
   *
   * Inherited: copied from the company's serviceImap4 at creation.
   *
   * Read back after a write: it decides who can log in and send.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  serviceImap4?: pulumi.Input<"enabled" | "disabled" | "suspended"> | undefined;
  /**
   * State of POP3 log-in for new users. Only an admin of the same or a higher level can lift `suspended`.
   *
   * Must be one of "enabled", "disabled", "suspended".
   *
   * Inherited: copied from the company's servicePop3 at creation.
   *
   * Read back after a write: it decides who can log in and send.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  servicePop3?: pulumi.Input<"enabled" | "disabled" | "suspended"> | undefined;
  /**
   * State of incoming SMTP (SMTPIN: its name says inbound, the sources disagree) for new users. Only an admin of the same or a higher level can lift `suspended`.
   *
   * Must be one of "enabled", "disabled", "suspended".
   *
   * Inherited: copied from the company's serviceSmtpin at creation.
   *
   * Read back after a write: it decides who can log in and send.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  serviceSmtpin?: pulumi.Input<"enabled" | "disabled" | "suspended"> | undefined;
  /**
   * State of sending through SMTP relay for new users. Only an admin of the same or a higher level can lift `suspended`.
   *
   * Must be one of "enabled", "disabled", "suspended".
   *
   * Inherited: copied from the company's serviceSmtprelay at creation.
   *
   * Read back after a write: it decides who can log in and send.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  serviceSmtprelay?: pulumi.Input<"enabled" | "disabled" | "suspended"> | undefined;
  /**
   * State of sending from Webmail for new users. Only an admin of the same or a higher level can lift `suspended`.
   *
   * Must be one of "enabled", "disabled", "suspended".
   *
   * Inherited: copied from the company's serviceSmtprelayWebmail at creation.
   *
   * Read back after a write: it decides who can log in and send.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  serviceSmtprelayWebmail?: pulumi.Input<"enabled" | "disabled" | "suspended"> | undefined;
  /**
   * State of Webmail log-in for new users. Only an admin of the same or a higher level can lift `suspended`.
   *
   * Must be one of "enabled", "disabled", "suspended".
   *
   * Inherited: copied from the company's serviceWebmail at creation.
   *
   * Read back after a write: it decides who can log in and send.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  serviceWebmail?: pulumi.Input<"enabled" | "disabled" | "suspended"> | undefined;
  /**
   * How many messages a user may send. A message to two recipients counts twice. Resellers usually may not set it.
   *
   * Must be a whole number from 0 to 10000, in recipients per 24 hours, or null.
   *
   * Inherited: while unset, the company's smtpSentLimit is in force.
   *
   * Read back after a write: it limits what a stolen account can send.
   *
   * When removed from the program: unset on the service.
   */
  smtpSentLimit?: pulumi.Input<number | null> | undefined;
  /**
   * Timezone for new users. An Olson name from the service's list, such as `Europe/Amsterdam`.
   *
   * Must be a string of at most 64 characters.
   *
   * Inherited: copied from the company's timezone at creation.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  timezone?: pulumi.Input<string> | undefined;
  /**
   * Whether Webmail offers From addresses built from domain aliases.
   *
   * Must be true or false.
   *
   * Inherited: copied from the company's wmDomainalias at creation.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  wmDomainalias?: pulumi.Input<boolean> | undefined;
  /**
   * Default workgroup of new users. It must exist, and cannot be deleted while it is the default (error 18).
   *
   * Must be a workgroup name of 1 to 64 characters without slash.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  workgroup?: pulumi.Input<string> | undefined;
  /** Whether the create may adopt a domain that already exists, and write what differs. Without it, an existing one is an error. */
  adopt?: pulumi.Input<boolean> | undefined;
  /** Whether a change of `company` may move the domain to that company. */
  allowMove?: pulumi.Input<boolean> | undefined;
  /** What the create does when there is a deleted domain of this name that can be restored. `true` restores it, with its settings, after which its deleted accounts can be restored too; `false` creates a new one. Without either, such a create is an error, unless `oma:restoreDeleted` says otherwise for the whole run. Of several, it restores the one deleted last. What is declared is then written. How long OpenSRS keeps deleted domains is not documented. */
  restoreDeleted?: pulumi.Input<boolean> | undefined;
  /** How long a delete waits until the domain's users are gone, in seconds. Default 300. */
  deleteTimeout?: pulumi.Input<number> | undefined;
}

/**
 * A mail domain. Only an empty domain can be deleted. OpenSRS keeps deleted domains for a time under an id.
 */
export class Domain extends OmaResource {
  /** Name of the domain. A change replaces the domain. */
  declare readonly domain: pulumi.Output<string>;
  /** Alias domains: mail to user@alias reaches user@domain. A change replaces the whole list. */
  declare readonly aliases: pulumi.Output<string[] | undefined>;
  /** Senders whose mail is never scanned for spam; wildcards allowed. */
  declare readonly allow: pulumi.Output<string[] | undefined>;
  /** Senders whose mail is always treated as spam; wildcards allowed. */
  declare readonly block: pulumi.Output<string[] | undefined>;
  /** Brand for the mailboxes of the domain. */
  declare readonly brand: pulumi.Output<string | null | undefined>;
  /** Mailbox that receives mail for unknown mailboxes of the domain. OMA no longer enables it on new domains. Where it exists it can be kept or switched off. */
  declare readonly catchall: pulumi.Output<string | null | undefined>;
  /** Company that holds the domain. Default: the admin's own. A change moves the domain with its mailboxes and mail, and needs `allowMove: true`. */
  declare readonly company: pulumi.Output<string | undefined>;
  /** How the service stores passwords that it receives in clear text. BCRYPT is the recommended family. */
  declare readonly defaultPasswordEncoding: pulumi.Output<string | null | undefined>;
  /** Lowest strength that a new password must reach. */
  declare readonly passwordStrength: pulumi.Output<"weak" | "medium" | "good" | "strong" | null | undefined>;
  /** Whether the next log-in stores a password again when its encoding differs from `defaultPasswordEncoding`. */
  declare readonly regenPasswords: pulumi.Output<boolean | null | undefined>;
  /** `true` stops every mailbox of the domain. */
  declare readonly disabled: pulumi.Output<boolean | undefined>;
  /** Where spam goes: `quarantine` stores it in the spam folder, `passthrough` delivers it with `spamtag` and `spamheader`. */
  declare readonly filterdelivery: pulumi.Output<"quarantine" | "passthrough" | null | undefined>;
  /** Folder that receives spam. The service stores the name as given. Both forms, `.Spam` and `Archive/Spam`, are in use. */
  declare readonly spamfolder: pulumi.Output<string | null | undefined>;
  /** Header line added to spam. */
  declare readonly spamheader: pulumi.Output<string | null | undefined>;
  /** How aggressive the spam filter is. */
  declare readonly spamlevel: pulumi.Output<"Normal" | "High" | "Very High" | null | undefined>;
  /** Text put before the subject of spam. */
  declare readonly spamtag: pulumi.Output<string | null | undefined>;
  /** Mail server that receives filtered mail. Needed before an account of type `filter` can exist (error 27). */
  declare readonly filtermx: pulumi.Output<string | null | undefined>;
  /** Webmail language for new users. */
  declare readonly language: pulumi.Output<string | undefined>;
  /** Most user aliases in the domain. Unset means no limit. A limit below the present number removes nothing. It only refuses new ones. */
  declare readonly limitAliases: pulumi.Output<number | null | undefined>;
  /** Most users in the domain, of any type. Unset means no limit. A limit below the present number removes nothing. It only refuses new ones. */
  declare readonly limitUsers: pulumi.Output<number | null | undefined>;
  /** Free notes, shown to admins only. */
  declare readonly notesExternal: pulumi.Output<string | null | undefined>;
  /** Default quota for new users: bytes here, megabytes on the company. */
  declare readonly quota: pulumi.Output<number | undefined>;
  /** Highest quota that a mailbox of the domain may get: megabytes, unlike `quota` beside it. */
  declare readonly quotaMaximum: pulumi.Output<number | undefined>;
  /** State of IMAP4 log-in for new users. Only an admin of the same or a higher level can lift `suspended`. */
  declare readonly serviceImap4: pulumi.Output<"enabled" | "disabled" | "suspended" | undefined>;
  /** State of POP3 log-in for new users. Only an admin of the same or a higher level can lift `suspended`. */
  declare readonly servicePop3: pulumi.Output<"enabled" | "disabled" | "suspended" | undefined>;
  /** State of incoming SMTP (SMTPIN: its name says inbound, the sources disagree) for new users. Only an admin of the same or a higher level can lift `suspended`. */
  declare readonly serviceSmtpin: pulumi.Output<"enabled" | "disabled" | "suspended" | undefined>;
  /** State of sending through SMTP relay for new users. Only an admin of the same or a higher level can lift `suspended`. */
  declare readonly serviceSmtprelay: pulumi.Output<"enabled" | "disabled" | "suspended" | undefined>;
  /** State of sending from Webmail for new users. Only an admin of the same or a higher level can lift `suspended`. */
  declare readonly serviceSmtprelayWebmail: pulumi.Output<"enabled" | "disabled" | "suspended" | undefined>;
  /** State of Webmail log-in for new users. Only an admin of the same or a higher level can lift `suspended`. */
  declare readonly serviceWebmail: pulumi.Output<"enabled" | "disabled" | "suspended" | undefined>;
  /** How many messages a user may send. A message to two recipients counts twice. Resellers usually may not set it. */
  declare readonly smtpSentLimit: pulumi.Output<number | null | undefined>;
  /** Timezone for new users. An Olson name from the service's list, such as `Europe/Amsterdam`. */
  declare readonly timezone: pulumi.Output<string | undefined>;
  /** Whether Webmail offers From addresses built from domain aliases. */
  declare readonly wmDomainalias: pulumi.Output<boolean | undefined>;
  /** Default workgroup of new users. It must exist, and cannot be deleted while it is the default (error 18). */
  declare readonly workgroup: pulumi.Output<string | undefined>;

  constructor(name: string, args: DomainArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      "Domain",
      name,
      args,
      opts,
      [
        "domain",
        "aliases",
        "allow",
        "block",
        "brand",
        "catchall",
        "company",
        "defaultPasswordEncoding",
        "passwordStrength",
        "regenPasswords",
        "disabled",
        "filterdelivery",
        "spamfolder",
        "spamheader",
        "spamlevel",
        "spamtag",
        "filtermx",
        "language",
        "limitAliases",
        "limitUsers",
        "notesExternal",
        "quota",
        "quotaMaximum",
        "serviceImap4",
        "servicePop3",
        "serviceSmtpin",
        "serviceSmtprelay",
        "serviceSmtprelayWebmail",
        "serviceWebmail",
        "smtpSentLimit",
        "timezone",
        "wmDomainalias",
        "workgroup",
      ],
      [],
    );
  }

  /**
   * Reads an existing domain without managing it. Fails when it does not exist.
   *
   * @param id domain
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Domain {
    return new Domain(name, undefined as never, { ...opts, id });
  }
}
