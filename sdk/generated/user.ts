// Generated from provider/kinds/user.ts by "npm run generate". Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import { OmaResource } from "../resource.js";
import type { SecretSource } from "../secret-source.js";

/** Arguments of {@link User}. An argument that is left out is neither written nor compared. */
export interface UserArgs {
  /**
   * Full address. A new local part renames the account in place, which keeps its mail but loses its restore history; a new domain part replaces it.
   *
   * Must be an address local@domain whose local part is 1 to 64 letters, digits, '.', '_' or '-', starting with a letter or digit, without two dots in a row.
   */
  user: pulumi.Input<string>;
  /**
   * Other addresses of the account, in its domain or an alias domain of it. They are log-in names too. A change replaces the whole list.
   *
   * Must be a list of at most 2000, each an address local@domain whose local part is 1 to 64 letters, digits, '.', '_' or '-', starting with a letter or digit, without two dots in a row.
   *
   * Read back after a write: it decides who receives mail and can log in.
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
   * Text of the automatic answer, sent while `deliveryAutoresponder` is true.
   *
   * Must be a string of at most 4000 characters, or null.
   *
   * When removed from the program: unset on the service.
   */
  autoresponder?: pulumi.Input<string | null> | undefined;
  /**
   * When the automatic answer ends. Unset: never.
   *
   * Must be a Date, or a whole number of UNIX seconds (not milliseconds) from 946684800 to 4102444799, the years 2000 to 2099, or null.
   *
   * When removed from the program: unset on the service.
   */
  autoresponderOptionEnddate?: pulumi.Input<number | Date | null> | undefined;
  /**
   * Shortest time between two automatic answers to the same sender. Unset: 24.
   *
   * Must be a whole number from 1 to 1094, in hours, or null.
   *
   * When removed from the program: unset on the service.
   */
  autoresponderOptionInterval?: pulumi.Input<number | null> | undefined;
  /**
   * Brand that the user sees.
   *
   * Must be a string on one line that is not empty, or null.
   *
   * Inherited: while unset, the domain's brand is in force.
   *
   * When removed from the program: unset on the service.
   */
  brand?: pulumi.Input<string | null> | undefined;
  /**
   * Whether the automatic answer is sent. Only what fits the account's `type` can be declared.
   *
   * Must be true or false.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  deliveryAutoresponder?: pulumi.Input<boolean> | undefined;
  /**
   * Whether mail is scanned and passed to the domain's `filtermx`. No mail is stored then. Only what fits the account's `type` can be declared.
   *
   * Must be true or false.
   *
   * Read back after a write: it decides whether mail is scanned, and where it goes.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  deliveryFilter?: pulumi.Input<boolean> | undefined;
  /**
   * Whether mail is forwarded to `forwardRecipients`. Only what fits the account's `type` can be declared.
   *
   * Must be true or false.
   *
   * Read back after a write: it decides where mail goes.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  deliveryForward?: pulumi.Input<boolean> | undefined;
  /**
   * Whether mail is stored in the mailbox. Only what fits the account's `type` can be declared.
   *
   * Must be true or false.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  deliveryLocal?: pulumi.Input<boolean> | undefined;
  /**
   * Fax number.
   *
   * Must be a string on one line, of at most 30 characters, or null.
   *
   * When removed from the program: unset on the service.
   */
  fax?: pulumi.Input<string | null> | undefined;
  /**
   * Where spam goes: `quarantine` stores it in the spam folder, `passthrough` delivers it with `spamtag` and `spamheader`.
   *
   * Must be one of "quarantine", "passthrough", or null.
   *
   * Inherited: while unset, the domain's filterdelivery is in force.
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
   * Inherited: while unset, the domain's spamfolder is in force.
   *
   * When removed from the program: unset on the service.
   */
  spamfolder?: pulumi.Input<string | null> | undefined;
  /**
   * Header line added to spam.
   *
   * Must be a mail header that starts with a capital letter and holds a colon, such as X-Spam: yes, of at most 512 characters, or null.
   *
   * Inherited: while unset, the domain's spamheader is in force.
   *
   * When removed from the program: unset on the service.
   */
  spamheader?: pulumi.Input<string | null> | undefined;
  /**
   * How aggressive the spam filter is.
   *
   * Must be one of "Normal", "High", "Very High", or null.
   *
   * Inherited: while unset, the domain's spamlevel is in force.
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
   * Inherited: while unset, the domain's spamtag is in force.
   *
   * When removed from the program: unset on the service.
   */
  spamtag?: pulumi.Input<string | null> | undefined;
  /**
   * Address added to Reply-To of forwarded mail.
   *
   * Must be an e-mail address, or null.
   *
   * When removed from the program: unset on the service.
   */
  forwardOptionReplyTo?: pulumi.Input<string | null> | undefined;
  /**
   * Whether only mail from addresses among the recipients is forwarded.
   *
   * Must be true or false.
   *
   * Read back after a write: it decides whose mail reaches the recipients.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  forwardOptionRestricted?: pulumi.Input<boolean> | undefined;
  /**
   * Text put before the subject of forwarded mail.
   *
   * Must be a string on one line, of at most 128 characters, or null.
   *
   * When removed from the program: unset on the service.
   */
  forwardOptionSubjectPrefix?: pulumi.Input<string | null> | undefined;
  /**
   * Where mail is forwarded to while `deliveryForward` is true.
   *
   * Must be a list of at most 1000, each an e-mail address.
   *
   * Read back after a write: it decides where mail goes.
   *
   * When removed from the program: emptied on the service.
   */
  forwardRecipients?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /**
   * Webmail language. The user can change it in Webmail, so expect drift.
   *
   * Must be one of "el", "en", "es", "fr", "de", "it", "pt_BR", "nl", "da", "no", "sv", or another that the service lists.
   *
   * Inherited: copied from the domain's language at creation.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  language?: pulumi.Input<string> | undefined;
  /**
   * Private preferences of the Mail Administration Console. Do not declare them without need.
   *
   * Must be a string of at most 2048 characters, or null.
   *
   * When removed from the program: unset on the service.
   */
  macsettings?: pulumi.Input<string | null> | undefined;
  /**
   * Most contacts and groups in the address book.
   *
   * Must be a whole number, 0 or more, or null.
   *
   * When removed from the program: unset on the service.
   */
  maxPabEntries?: pulumi.Input<number | null> | undefined;
  /**
   * Display name, used in From.
   *
   * Must be a string on one line, of at most 512 characters, or null.
   *
   * When removed from the program: unset on the service.
   */
  name?: pulumi.Input<string | null> | undefined;
  /**
   * Free notes, shown to admins only.
   *
   * Must be a string of at most 4096 characters, or null.
   *
   * When removed from the program: unset on the service.
   */
  notesExternal?: pulumi.Input<string | null> | undefined;
  /**
   * Password in clear text, or a hash such as `{SSHA512}...`. State keeps neither, only a salted fingerprint. The service never returns it, so drift of it cannot be seen. See docs/passwords.md for the ways to give one.
   *
   * Must be 1 to 54 printable ASCII characters without space and double quote, or a hash such as {SSHA512} followed by at most 150 characters in the form of that type.
   *
   * Always a secret.
   */
  password?: pulumi.Input<string> | undefined;
  /**
   * Where the provider finds the `password`, in place of the password itself. Neither the program nor the engine then gets it.
   *
   * See docs/passwords.md.
   */
  passwordFrom?: pulumi.Input<SecretSource> | undefined;
  /**
   * Phone number.
   *
   * Must be a string on one line, of at most 30 characters, or null.
   *
   * When removed from the program: unset on the service.
   */
  phone?: pulumi.Input<string | null> | undefined;
  /**
   * Storage for mail and files, at most the domain's `quotaMaximum` (which is in MB).
   *
   * Must be a whole number: 0, or from 1048576 to 1099511627776, in bytes, such as oma.mib(512) or oma.gib(2).
   *
   * Inherited: copied from the domain's quota at creation.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  quota?: pulumi.Input<number> | undefined;
  /**
   * Whether spam is refused while it is being received.
   *
   * Must be true or false.
   *
   * Read back after a write: spam would reach the mailbox.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  rejectSpam?: pulumi.Input<boolean> | undefined;
  /**
   * State of IMAP4 log-in. Only an admin of the same or a higher level can lift `suspended`.
   *
   * Must be one of "enabled", "disabled", "suspended".
   *
   * Inherited: copied from the domain's serviceImap4 at creation.
   *
   * Read back after a write: it decides who can log in and send.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  serviceImap4?: pulumi.Input<"enabled" | "disabled" | "suspended"> | undefined;
  /**
   * State of POP3 log-in. Only an admin of the same or a higher level can lift `suspended`.
   *
   * Must be one of "enabled", "disabled", "suspended".
   *
   * Inherited: copied from the domain's servicePop3 at creation.
   *
   * Read back after a write: it decides who can log in and send.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  servicePop3?: pulumi.Input<"enabled" | "disabled" | "suspended"> | undefined;
  /**
   * State of incoming SMTP (SMTPIN: its name says inbound, the sources disagree). Only an admin of the same or a higher level can lift `suspended`.
   *
   * Must be one of "enabled", "disabled", "suspended".
   *
   * Inherited: copied from the domain's serviceSmtpin at creation.
   *
   * Read back after a write: it decides who can log in and send.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  serviceSmtpin?: pulumi.Input<"enabled" | "disabled" | "suspended"> | undefined;
  /**
   * State of sending through SMTP relay. Only an admin of the same or a higher level can lift `suspended`.
   *
   * Must be one of "enabled", "disabled", "suspended".
   *
   * Inherited: copied from the domain's serviceSmtprelay at creation.
   *
   * Read back after a write: it decides who can log in and send.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  serviceSmtprelay?: pulumi.Input<"enabled" | "disabled" | "suspended"> | undefined;
  /**
   * State of sending from Webmail. Only an admin of the same or a higher level can lift `suspended`.
   *
   * Must be one of "enabled", "disabled", "suspended".
   *
   * Inherited: copied from the domain's serviceSmtprelayWebmail at creation.
   *
   * Read back after a write: it decides who can log in and send.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  serviceSmtprelayWebmail?: pulumi.Input<"enabled" | "disabled" | "suspended"> | undefined;
  /**
   * State of Webmail log-in. Only an admin of the same or a higher level can lift `suspended`.
   *
   * Must be one of "enabled", "disabled", "suspended".
   *
   * Inherited: copied from the domain's serviceWebmail at creation.
   *
   * Read back after a write: it decides who can log in and send.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  serviceWebmail?: pulumi.Input<"enabled" | "disabled" | "suspended"> | undefined;
  /**
   * Sieve filters of the account.
   *
   * Must be a string, or null.
   *
   * When removed from the program: unset on the service.
   */
  sieve?: pulumi.Input<string | null> | undefined;
  /**
   * How many messages a user may send. A message to two recipients counts twice. Resellers usually may not set it.
   *
   * Must be a whole number from 0 to 10000, in recipients per 24 hours, or null.
   *
   * Inherited: while unset, the domain's smtpSentLimit is in force.
   *
   * Read back after a write: it limits what a stolen account can send.
   *
   * When removed from the program: unset on the service.
   */
  smtpSentLimit?: pulumi.Input<number | null> | undefined;
  /**
   * Timezone. The user can change it in Webmail, so expect drift. An Olson name from the service's list, such as `Europe/Amsterdam`.
   *
   * Must be a string of at most 64 characters.
   *
   * Inherited: copied from the domain's timezone at creation.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  timezone?: pulumi.Input<string> | undefined;
  /**
   * Job title.
   *
   * Must be a string on one line, of at most 60 characters, or null.
   *
   * When removed from the program: unset on the service.
   */
  title?: pulumi.Input<string | null> | undefined;
  /**
   * Type of the account. Default: `mailbox`. A forward only forwards. A filter account needs the domain's `filtermx`.
   *
   * Must be one of "mailbox", "forward", "filter".
   *
   * Read back after a write: it decides whether the account opens and stores mail.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  type?: pulumi.Input<"mailbox" | "forward" | "filter"> | undefined;
  /**
   * Workgroup of the account. It must exist in the domain.
   *
   * Must be a workgroup name of 1 to 64 characters without slash.
   *
   * Inherited: copied from the domain's workgroup at creation.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  workgroup?: pulumi.Input<string> | undefined;
  /** Whether the create may adopt an account that already exists, and write what differs. Without it, an existing one is an error. */
  adopt?: pulumi.Input<boolean> | undefined;
  /** Whether adopting an account writes the declared password too. Without it the account keeps its present password, and only a later change of the declared one is written. */
  adoptPassword?: pulumi.Input<boolean> | undefined;
  /** What the create does when there is a deleted account of this address that can be restored. `true` restores it, with its mail; `false` creates an empty one. Without either, such a create is an error, unless `oma:restoreDeleted` says otherwise for the whole run. Of several, it restores the one deleted last. What is declared is then written, password included. OpenSRS keeps deleted accounts for 30 days. */
  restoreDeleted?: pulumi.Input<boolean> | undefined;
  /** While true, the account is neither deleted nor replaced, even when the program no longer declares it. Both fail until an `up` with false. */
  protectMailbox?: pulumi.Input<boolean> | undefined;
  /** What deleting the resource does: `delete` (default) soft-deletes the account, `suspend` suspends its services and keeps it, `retain` leaves it as it is. */
  onDelete?: pulumi.Input<"delete" | "suspend" | "retain"> | undefined;
}

/**
 * An account: a mailbox, a forward or a filter account. A delete is soft: OpenSRS can restore the account for 30 days.
 */
export class User extends OmaResource {
  /** Full address. A new local part renames the account in place, which keeps its mail but loses its restore history; a new domain part replaces it. */
  declare readonly user: pulumi.Output<string>;
  /** Other addresses of the account, in its domain or an alias domain of it. They are log-in names too. A change replaces the whole list. */
  declare readonly aliases: pulumi.Output<string[] | undefined>;
  /** Senders whose mail is never scanned for spam; wildcards allowed. */
  declare readonly allow: pulumi.Output<string[] | undefined>;
  /** Senders whose mail is always treated as spam; wildcards allowed. */
  declare readonly block: pulumi.Output<string[] | undefined>;
  /** Text of the automatic answer, sent while `deliveryAutoresponder` is true. */
  declare readonly autoresponder: pulumi.Output<string | null | undefined>;
  /** When the automatic answer ends. Unset: never. */
  declare readonly autoresponderOptionEnddate: pulumi.Output<number | null | undefined>;
  /** Shortest time between two automatic answers to the same sender. Unset: 24. */
  declare readonly autoresponderOptionInterval: pulumi.Output<number | null | undefined>;
  /** Brand that the user sees. */
  declare readonly brand: pulumi.Output<string | null | undefined>;
  /** Whether the automatic answer is sent. Only what fits the account's `type` can be declared. */
  declare readonly deliveryAutoresponder: pulumi.Output<boolean | undefined>;
  /** Whether mail is scanned and passed to the domain's `filtermx`. No mail is stored then. Only what fits the account's `type` can be declared. */
  declare readonly deliveryFilter: pulumi.Output<boolean | undefined>;
  /** Whether mail is forwarded to `forwardRecipients`. Only what fits the account's `type` can be declared. */
  declare readonly deliveryForward: pulumi.Output<boolean | undefined>;
  /** Whether mail is stored in the mailbox. Only what fits the account's `type` can be declared. */
  declare readonly deliveryLocal: pulumi.Output<boolean | undefined>;
  /** Fax number. */
  declare readonly fax: pulumi.Output<string | null | undefined>;
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
  /** Address added to Reply-To of forwarded mail. */
  declare readonly forwardOptionReplyTo: pulumi.Output<string | null | undefined>;
  /** Whether only mail from addresses among the recipients is forwarded. */
  declare readonly forwardOptionRestricted: pulumi.Output<boolean | undefined>;
  /** Text put before the subject of forwarded mail. */
  declare readonly forwardOptionSubjectPrefix: pulumi.Output<string | null | undefined>;
  /** Where mail is forwarded to while `deliveryForward` is true. */
  declare readonly forwardRecipients: pulumi.Output<string[] | undefined>;
  /** Webmail language. The user can change it in Webmail, so expect drift. */
  declare readonly language: pulumi.Output<string | undefined>;
  /** Private preferences of the Mail Administration Console. Do not declare them without need. */
  declare readonly macsettings: pulumi.Output<string | null | undefined>;
  /** Most contacts and groups in the address book. */
  declare readonly maxPabEntries: pulumi.Output<number | null | undefined>;
  /** Display name, used in From. */
  declare readonly name: pulumi.Output<string | null | undefined>;
  /** Free notes, shown to admins only. */
  declare readonly notesExternal: pulumi.Output<string | null | undefined>;
  /** Phone number. */
  declare readonly phone: pulumi.Output<string | null | undefined>;
  /** Storage for mail and files, at most the domain's `quotaMaximum` (which is in MB). */
  declare readonly quota: pulumi.Output<number | undefined>;
  /** Whether spam is refused while it is being received. */
  declare readonly rejectSpam: pulumi.Output<boolean | undefined>;
  /** State of IMAP4 log-in. Only an admin of the same or a higher level can lift `suspended`. */
  declare readonly serviceImap4: pulumi.Output<"enabled" | "disabled" | "suspended" | undefined>;
  /** State of POP3 log-in. Only an admin of the same or a higher level can lift `suspended`. */
  declare readonly servicePop3: pulumi.Output<"enabled" | "disabled" | "suspended" | undefined>;
  /** State of incoming SMTP (SMTPIN: its name says inbound, the sources disagree). Only an admin of the same or a higher level can lift `suspended`. */
  declare readonly serviceSmtpin: pulumi.Output<"enabled" | "disabled" | "suspended" | undefined>;
  /** State of sending through SMTP relay. Only an admin of the same or a higher level can lift `suspended`. */
  declare readonly serviceSmtprelay: pulumi.Output<"enabled" | "disabled" | "suspended" | undefined>;
  /** State of sending from Webmail. Only an admin of the same or a higher level can lift `suspended`. */
  declare readonly serviceSmtprelayWebmail: pulumi.Output<"enabled" | "disabled" | "suspended" | undefined>;
  /** State of Webmail log-in. Only an admin of the same or a higher level can lift `suspended`. */
  declare readonly serviceWebmail: pulumi.Output<"enabled" | "disabled" | "suspended" | undefined>;
  /** Sieve filters of the account. */
  declare readonly sieve: pulumi.Output<string | null | undefined>;
  /** How many messages a user may send. A message to two recipients counts twice. Resellers usually may not set it. */
  declare readonly smtpSentLimit: pulumi.Output<number | null | undefined>;
  /** Timezone. The user can change it in Webmail, so expect drift. An Olson name from the service's list, such as `Europe/Amsterdam`. */
  declare readonly timezone: pulumi.Output<string | undefined>;
  /** Job title. */
  declare readonly title: pulumi.Output<string | null | undefined>;
  /** Type of the account. Default: `mailbox`. A forward only forwards. A filter account needs the domain's `filtermx`. */
  declare readonly type: pulumi.Output<"mailbox" | "forward" | "filter" | undefined>;
  /** Workgroup of the account. It must exist in the domain. */
  declare readonly workgroup: pulumi.Output<string | undefined>;

  constructor(name: string, args: UserArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      "User",
      name,
      args,
      opts,
      [
        "user",
        "aliases",
        "allow",
        "block",
        "autoresponder",
        "autoresponderOptionEnddate",
        "autoresponderOptionInterval",
        "brand",
        "deliveryAutoresponder",
        "deliveryFilter",
        "deliveryForward",
        "deliveryLocal",
        "fax",
        "filterdelivery",
        "spamfolder",
        "spamheader",
        "spamlevel",
        "spamtag",
        "forwardOptionReplyTo",
        "forwardOptionRestricted",
        "forwardOptionSubjectPrefix",
        "forwardRecipients",
        "language",
        "macsettings",
        "maxPabEntries",
        "name",
        "notesExternal",
        "phone",
        "quota",
        "rejectSpam",
        "serviceImap4",
        "servicePop3",
        "serviceSmtpin",
        "serviceSmtprelay",
        "serviceSmtprelayWebmail",
        "serviceWebmail",
        "sieve",
        "smtpSentLimit",
        "timezone",
        "title",
        "type",
        "workgroup",
      ],
      ["password"],
    );
  }

  /**
   * Reads an existing user without managing it. Fails when it does not exist.
   *
   * @param id user
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): User {
    return new User(name, undefined as never, { ...opts, id });
  }
}
