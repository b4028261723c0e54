// Generated from provider/kinds/company.ts by "npm run generate". Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import { OmaResource } from "../resource.js";

/** Contacts of the company. Their order has no meaning. */
export interface CompanyContacts {
  /** Address of the contact. */
  email: pulumi.Input<string>;
  /**
   * Name of the contact.
   *
   * At most 128 characters.
   */
  name?: pulumi.Input<string> | undefined;
  /**
   * Notes about the contact.
   *
   * At most 1024 characters.
   */
  notes?: pulumi.Input<string> | undefined;
  /**
   * Phone number.
   *
   * At most 64 characters.
   */
  phone?: pulumi.Input<string> | undefined;
  /** What the contact is for. */
  type: pulumi.Input<"business" | "technical" | "emergency" | "abuse" | "billing">;
}

/** Arguments of {@link Company}. An argument that is left out is neither written nor compared. */
export interface CompanyArgs {
  /**
   * Name of the company, exactly as OpenSRS has it.
   *
   * Must be a string on one line that is not empty.
   */
  company: pulumi.Input<string>;
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
   * Brand for domains that have none.
   *
   * Must be a string on one line that is not empty, or null.
   *
   * Inherited: while unset, the cluster's default is in force.
   *
   * When removed from the program: unset on the service.
   */
  brand?: pulumi.Input<string | null> | undefined;
  /**
   * Contacts of the company. Their order has no meaning.
   *
   * Must be a list of at most 100 objects with email, name, notes, phone, type.
   *
   * When removed from the program: emptied on the service.
   */
  contacts?: pulumi.Input<pulumi.Input<CompanyContacts>[]> | undefined;
  /**
   * How the service stores passwords that it receives in clear text. BCRYPT is the recommended family.
   *
   * Must be one of "MD5", "SSHA224", "SSHA256", "SSHA384", "SSHA512", "BCRYPT-6", "BCRYPT-8", "BCRYPT-10", "BCRYPT-12", or another that the service lists, or null.
   *
   * Inherited: while unset, the cluster's default is in force.
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
   * Inherited: while unset, the cluster's default is in force.
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
   * Inherited: while unset, the cluster's default is in force.
   *
   * Read back after a write: it decides how strong passwords are.
   *
   * When removed from the program: unset on the service.
   */
  regenPasswords?: pulumi.Input<boolean | null> | undefined;
  /**
   * Ids (not names) of the companies that may push domains into this one.
   *
   * Must be a list, each the id of a company, not its name.
   *
   * Read back after a write: these companies can put domains into this one.
   *
   * When removed from the program: emptied on the service.
   */
  domainPushAllowed?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /**
   * Address that is notified of pushed domains.
   *
   * Must be an e-mail address, or null.
   *
   * When removed from the program: unset on the service.
   */
  domainPushNotify?: pulumi.Input<string | null> | undefined;
  /**
   * Where spam goes: `quarantine` stores it in the spam folder, `passthrough` delivers it with `spamtag` and `spamheader`.
   *
   * Must be one of "quarantine", "passthrough", or null.
   *
   * Inherited: while unset, the cluster's default is in force.
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
   * Inherited: while unset, the cluster's default is in force.
   *
   * When removed from the program: unset on the service.
   */
  spamfolder?: pulumi.Input<string | null> | undefined;
  /**
   * Header line added to spam.
   *
   * Must be a mail header that starts with a capital letter and holds a colon, such as X-Spam: yes, of at most 512 characters, or null.
   *
   * Inherited: while unset, the cluster's default is in force.
   *
   * When removed from the program: unset on the service.
   */
  spamheader?: pulumi.Input<string | null> | undefined;
  /**
   * How aggressive the spam filter is.
   *
   * Must be one of "Normal", "High", "Very High", or null.
   *
   * Inherited: while unset, the cluster's default is in force.
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
   * Inherited: while unset, the cluster's default is in force.
   *
   * When removed from the program: unset on the service.
   */
  spamtag?: pulumi.Input<string | null> | undefined;
  /**
   * Webmail language for new domains.
   *
   * Must be one of "el", "en", "es", "fr", "de", "it", "pt_BR", "nl", "da", "no", "sv", or another that the service lists.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  language?: pulumi.Input<string> | undefined;
  /**
   * Most user aliases in a domain; copied into new domains. Unset means no limit. A limit below the present number removes nothing. It only refuses new ones.
   *
   * Must be a whole number, 0 or more, or null.
   *
   * When removed from the program: unset on the service.
   */
  limitAliases?: pulumi.Input<number | null> | undefined;
  /**
   * Most users in a domain, of any type; copied into new domains. Unset means no limit. A limit below the present number removes nothing. It only refuses new ones.
   *
   * Must be a whole number, 0 or more, or null.
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
   * Default quota for new domains: megabytes here, bytes on domains and users.
   *
   * Must be a whole number: 0, or from 10 to 15360, in MB, such as 2048 for 2 GB.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  quota?: pulumi.Input<number> | undefined;
  /**
   * Highest quota that domains of the company may set.
   *
   * Must be a whole number: 0, or from 10 to 1048576, in MB, such as 2048 for 2 GB.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  quotaMaximum?: pulumi.Input<number> | undefined;
  /**
   * State of IMAP4 log-in for new domains or users of the company. Only an admin of the same or a higher level can lift `suspended`.
   *
   * Must be one of "enabled", "disabled", "suspended".
   *
   * Read back after a write: it decides who can log in and send.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  serviceImap4?: pulumi.Input<"enabled" | "disabled" | "suspended"> | undefined;
  /**
   * State of POP3 log-in for new domains or users of the company. Only an admin of the same or a higher level can lift `suspended`.
   *
   * Must be one of "enabled", "disabled", "suspended".
   *
   * Read back after a write: it decides who can log in and send.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  servicePop3?: pulumi.Input<"enabled" | "disabled" | "suspended"> | undefined;
  /**
   * State of incoming SMTP (SMTPIN: its name says inbound, the sources disagree) for new domains or users of the company. Only an admin of the same or a higher level can lift `suspended`.
   *
   * Must be one of "enabled", "disabled", "suspended".
   *
   * Read back after a write: it decides who can log in and send.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  serviceSmtpin?: pulumi.Input<"enabled" | "disabled" | "suspended"> | undefined;
  /**
   * State of sending through SMTP relay for new domains or users of the company. Only an admin of the same or a higher level can lift `suspended`.
   *
   * Must be one of "enabled", "disabled", "suspended".
   *
   * Read back after a write: it decides who can log in and send.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  serviceSmtprelay?: pulumi.Input<"enabled" | "disabled" | "suspended"> | undefined;
  /**
   * State of sending from Webmail for new domains or users of the company. Only an admin of the same or a higher level can lift `suspended`.
   *
   * Must be one of "enabled", "disabled", "suspended".
   *
   * Read back after a write: it decides who can log in and send.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  serviceSmtprelayWebmail?: pulumi.Input<"enabled" | "disabled" | "suspended"> | undefined;
  /**
   * State of Webmail log-in for new domains or users of the company. Only an admin of the same or a higher level can lift `suspended`.
   *
   * Must be one of "enabled", "disabled", "suspended".
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
   * Inherited: while unset, the cluster's default is in force.
   *
   * Read back after a write: it limits what a stolen account can send.
   *
   * When removed from the program: unset on the service.
   */
  smtpSentLimit?: pulumi.Input<number | null> | undefined;
  /**
   * Addresses that receive the company's statistics.
   *
   * Must be a list of at most 100, each an e-mail address.
   *
   * When removed from the program: emptied on the service.
   */
  statsMailout?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /**
   * Default timezone for new domains. An Olson name from the service's list, such as `Europe/Amsterdam`.
   *
   * Must be a string of at most 64 characters.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  timezone?: pulumi.Input<string> | undefined;
  /**
   * Whether Webmail offers From addresses built from domain aliases; copied into new domains.
   *
   * Must be true or false.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  wmDomainalias?: pulumi.Input<boolean> | undefined;
  /** What deleting the resource does, since OMA cannot delete a company: `release` (default) leaves every value as it is, `reset` writes the original values back. */
  onDelete?: pulumi.Input<"release" | "reset"> | undefined;
}

/**
 * Settings of an existing company. OMA can neither create nor delete a company: creating the resource adopts it and remembers the original value of each declared attribute.
 */
export class Company extends OmaResource {
  /** Name of the company, exactly as OpenSRS has it. */
  declare readonly company: pulumi.Output<string>;
  /** Senders whose mail is never scanned for spam; wildcards allowed. */
  declare readonly allow: pulumi.Output<string[] | undefined>;
  /** Senders whose mail is always treated as spam; wildcards allowed. */
  declare readonly block: pulumi.Output<string[] | undefined>;
  /** Brand for domains that have none. */
  declare readonly brand: pulumi.Output<string | null | undefined>;
  /** Contacts of the company. Their order has no meaning. */
  declare readonly contacts: pulumi.Output<CompanyContacts[] | undefined>;
  /** How the service stores passwords that it receives in clear text. BCRYPT is the recommended family. */
  declare readonly defaultPasswordEncoding: pulumi.Output<string | null | undefined>;
  /** Lowest strength that a new password must reach. */
  declare readonly passwordStrength: pulumi.Output<"weak" | "medium" | "good" | "strong" | null | undefined>;
  /** Whether the next log-in stores a password again when its encoding differs from `defaultPasswordEncoding`. */
  declare readonly regenPasswords: pulumi.Output<boolean | null | undefined>;
  /** Ids (not names) of the companies that may push domains into this one. */
  declare readonly domainPushAllowed: pulumi.Output<string[] | undefined>;
  /** Address that is notified of pushed domains. */
  declare readonly domainPushNotify: pulumi.Output<string | null | undefined>;
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
  /** Webmail language for new domains. */
  declare readonly language: pulumi.Output<string | undefined>;
  /** Most user aliases in a domain; copied into new domains. Unset means no limit. A limit below the present number removes nothing. It only refuses new ones. */
  declare readonly limitAliases: pulumi.Output<number | null | undefined>;
  /** Most users in a domain, of any type; copied into new domains. Unset means no limit. A limit below the present number removes nothing. It only refuses new ones. */
  declare readonly limitUsers: pulumi.Output<number | null | undefined>;
  /** Free notes, shown to admins only. */
  declare readonly notesExternal: pulumi.Output<string | null | undefined>;
  /** Default quota for new domains: megabytes here, bytes on domains and users. */
  declare readonly quota: pulumi.Output<number | undefined>;
  /** Highest quota that domains of the company may set. */
  declare readonly quotaMaximum: pulumi.Output<number | undefined>;
  /** State of IMAP4 log-in for new domains or users of the company. Only an admin of the same or a higher level can lift `suspended`. */
  declare readonly serviceImap4: pulumi.Output<"enabled" | "disabled" | "suspended" | undefined>;
  /** State of POP3 log-in for new domains or users of the company. Only an admin of the same or a higher level can lift `suspended`. */
  declare readonly servicePop3: pulumi.Output<"enabled" | "disabled" | "suspended" | undefined>;
  /** State of incoming SMTP (SMTPIN: its name says inbound, the sources disagree) for new domains or users of the company. Only an admin of the same or a higher level can lift `suspended`. */
  declare readonly serviceSmtpin: pulumi.Output<"enabled" | "disabled" | "suspended" | undefined>;
  /** State of sending through SMTP relay for new domains or users of the company. Only an admin of the same or a higher level can lift `suspended`. */
  declare readonly serviceSmtprelay: pulumi.Output<"enabled" | "disabled" | "suspended" | undefined>;
  /** State of sending from Webmail for new domains or users of the company. Only an admin of the same or a higher level can lift `suspended`. */
  declare readonly serviceSmtprelayWebmail: pulumi.Output<"enabled" | "disabled" | "suspended" | undefined>;
  /** State of Webmail log-in for new domains or users of the company. Only an admin of the same or a higher level can lift `suspended`. */
  declare readonly serviceWebmail: pulumi.Output<"enabled" | "disabled" | "suspended" | undefined>;
  /** How many messages a user may send. A message to two recipients counts twice. Resellers usually may not set it. */
  declare readonly smtpSentLimit: pulumi.Output<number | null | undefined>;
  /** Addresses that receive the company's statistics. */
  declare readonly statsMailout: pulumi.Output<string[] | undefined>;
  /** Default timezone for new domains. An Olson name from the service's list, such as `Europe/Amsterdam`. */
  declare readonly timezone: pulumi.Output<string | undefined>;
  /** Whether Webmail offers From addresses built from domain aliases; copied into new domains. */
  declare readonly wmDomainalias: pulumi.Output<boolean | undefined>;
  /** OpenSRS reseller id of the company. */
  declare readonly osrsId: pulumi.Output<string | undefined>;
  /** When the company was created, in UNIX seconds. */
  declare readonly createtime: pulumi.Output<number | undefined>;

  constructor(name: string, args: CompanyArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      "Company",
      name,
      args,
      opts,
      [
        "company",
        "allow",
        "block",
        "brand",
        "contacts",
        "defaultPasswordEncoding",
        "passwordStrength",
        "regenPasswords",
        "domainPushAllowed",
        "domainPushNotify",
        "filterdelivery",
        "spamfolder",
        "spamheader",
        "spamlevel",
        "spamtag",
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
        "statsMailout",
        "timezone",
        "wmDomainalias",
        "osrsId",
        "createtime",
      ],
      [],
    );
  }

  /**
   * Reads an existing company without managing it. Fails when it does not exist.
   *
   * @param id company
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Company {
    return new Company(name, undefined as never, { ...opts, id });
  }
}
