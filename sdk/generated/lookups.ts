// Generated from provider/kinds and provider/lookups/questions.ts by "npm run generate". Do not edit.
import type * as pulumi from "@pulumi/pulumi";

/** The attributes that a look-up of a company returns. Unset attributes are null. An optional one that is missing is not known. */
export interface CompanyAttributes {
  /** The object's own name, as the service returns it. */
  readonly account: string | null;
  /** Senders whose mail is never scanned for spam; wildcards allowed. */
  readonly allow: string[] | null;
  /** Senders whose mail is always treated as spam; wildcards allowed. */
  readonly block: string[] | null;
  /** Brand for domains that have none. */
  readonly brand: string | null;
  /** Contacts of the company. Their order has no meaning. */
  readonly contacts: Readonly<Record<string, unknown>>[] | null;
  /** How the service stores passwords that it receives in clear text. BCRYPT is the recommended family. */
  readonly defaultPasswordEncoding: string | null;
  /** Lowest strength that a new password must reach. */
  readonly passwordStrength: "weak" | "medium" | "good" | "strong" | null;
  /** Whether the next log-in stores a password again when its encoding differs from `defaultPasswordEncoding`. */
  readonly regenPasswords: boolean | null;
  /** Ids (not names) of the companies that may push domains into this one. */
  readonly domainPushAllowed: string[] | null;
  /** Address that is notified of pushed domains. */
  readonly domainPushNotify: string | null;
  /** Where spam goes: `quarantine` stores it in the spam folder, `passthrough` delivers it with `spamtag` and `spamheader`. */
  readonly filterdelivery: "quarantine" | "passthrough" | null;
  /** Folder that receives spam. The service stores the name as given. Both forms, `.Spam` and `Archive/Spam`, are in use. */
  readonly spamfolder: string | null;
  /** Header line added to spam. */
  readonly spamheader: string | null;
  /** How aggressive the spam filter is. */
  readonly spamlevel: "Normal" | "High" | "Very High" | null;
  /** Text put before the subject of spam. */
  readonly spamtag: string | null;
  /** Webmail language for new domains. */
  readonly language: string | null;
  /** Most user aliases in a domain; copied into new domains. Unset means no limit. A limit below the present number removes nothing. It only refuses new ones. */
  readonly limitAliases: number | null;
  /** Most users in a domain, of any type; copied into new domains. Unset means no limit. A limit below the present number removes nothing. It only refuses new ones. */
  readonly limitUsers: number | null;
  /** Free notes, shown to admins only. */
  readonly notesExternal: string | null;
  /** OpenSRS reseller id of the company. */
  readonly osrsId: string | null;
  /** Default quota for new domains: megabytes here, bytes on domains and users. */
  readonly quota: number | null;
  /** Highest quota that domains of the company may set. */
  readonly quotaMaximum: number | null;
  /** State of IMAP4 log-in for new domains or users of the company. Only an admin of the same or a higher level can lift `suspended`. */
  readonly serviceImap4: "enabled" | "disabled" | "suspended" | null;
  /** State of POP3 log-in for new domains or users of the company. Only an admin of the same or a higher level can lift `suspended`. */
  readonly servicePop3: "enabled" | "disabled" | "suspended" | null;
  /** State of incoming SMTP (SMTPIN: its name says inbound, the sources disagree) for new domains or users of the company. Only an admin of the same or a higher level can lift `suspended`. */
  readonly serviceSmtpin: "enabled" | "disabled" | "suspended" | null;
  /** State of sending through SMTP relay for new domains or users of the company. Only an admin of the same or a higher level can lift `suspended`. */
  readonly serviceSmtprelay: "enabled" | "disabled" | "suspended" | null;
  /** State of sending from Webmail for new domains or users of the company. Only an admin of the same or a higher level can lift `suspended`. */
  readonly serviceSmtprelayWebmail: "enabled" | "disabled" | "suspended" | null;
  /** State of Webmail log-in for new domains or users of the company. Only an admin of the same or a higher level can lift `suspended`. */
  readonly serviceWebmail: "enabled" | "disabled" | "suspended" | null;
  /** How many messages a user may send. A message to two recipients counts twice. Resellers usually may not set it. */
  readonly smtpSentLimit: number | null;
  /** Addresses that receive the company's statistics. */
  readonly statsMailout: string[] | null;
  /** Default timezone for new domains. An Olson name from the service's list, such as `Europe/Amsterdam`. */
  readonly timezone: string | null;
  /** Whether Webmail offers From addresses built from domain aliases; copied into new domains. */
  readonly wmDomainalias: boolean | null;
}

/** The attributes that a look-up of a domain returns. Unset attributes are null. An optional one that is missing is not known. */
export interface DomainAttributes {
  /** The object's own name, as the service returns it. */
  readonly account: string | null;
  /** Alias domains: mail to user@alias reaches user@domain. A change replaces the whole list. */
  readonly aliases: string[] | null;
  /** Senders whose mail is never scanned for spam; wildcards allowed. */
  readonly allow: string[] | null;
  /** Senders whose mail is always treated as spam; wildcards allowed. */
  readonly block: string[] | null;
  /** Brand for the mailboxes of the domain. */
  readonly brand: string | null;
  /** Mailbox that receives mail for unknown mailboxes of the domain. OMA no longer enables it on new domains. Where it exists it can be kept or switched off. */
  readonly catchall?: string | null;
  /** Company that holds the domain. Default: the admin's own. A change moves the domain with its mailboxes and mail, and needs `allowMove: true`. */
  readonly company?: string | null;
  /** How the service stores passwords that it receives in clear text. BCRYPT is the recommended family. */
  readonly defaultPasswordEncoding: string | null;
  /** Lowest strength that a new password must reach. */
  readonly passwordStrength: "weak" | "medium" | "good" | "strong" | null;
  /** Whether the next log-in stores a password again when its encoding differs from `defaultPasswordEncoding`. */
  readonly regenPasswords: boolean | null;
  /** `true` stops every mailbox of the domain. */
  readonly disabled: boolean | null;
  /** Where spam goes: `quarantine` stores it in the spam folder, `passthrough` delivers it with `spamtag` and `spamheader`. */
  readonly filterdelivery: "quarantine" | "passthrough" | null;
  /** Folder that receives spam. The service stores the name as given. Both forms, `.Spam` and `Archive/Spam`, are in use. */
  readonly spamfolder: string | null;
  /** Header line added to spam. */
  readonly spamheader: string | null;
  /** How aggressive the spam filter is. */
  readonly spamlevel: "Normal" | "High" | "Very High" | null;
  /** Text put before the subject of spam. */
  readonly spamtag: string | null;
  /** Mail server that receives filtered mail. Needed before an account of type `filter` can exist (error 27). */
  readonly filtermx: string | null;
  /** Webmail language for new users. */
  readonly language: string | null;
  /** Most user aliases in the domain. Unset means no limit. A limit below the present number removes nothing. It only refuses new ones. */
  readonly limitAliases: number | null;
  /** Most users in the domain, of any type. Unset means no limit. A limit below the present number removes nothing. It only refuses new ones. */
  readonly limitUsers: number | null;
  /** Free notes, shown to admins only. */
  readonly notesExternal: string | null;
  /** Default quota for new users: bytes here, megabytes on the company. */
  readonly quota: number | null;
  /** Highest quota that a mailbox of the domain may get: megabytes, unlike `quota` beside it. */
  readonly quotaMaximum: number | null;
  /** State of IMAP4 log-in for new users. Only an admin of the same or a higher level can lift `suspended`. */
  readonly serviceImap4: "enabled" | "disabled" | "suspended" | null;
  /** State of POP3 log-in for new users. Only an admin of the same or a higher level can lift `suspended`. */
  readonly servicePop3: "enabled" | "disabled" | "suspended" | null;
  /** State of incoming SMTP (SMTPIN: its name says inbound, the sources disagree) for new users. Only an admin of the same or a higher level can lift `suspended`. */
  readonly serviceSmtpin: "enabled" | "disabled" | "suspended" | null;
  /** State of sending through SMTP relay for new users. Only an admin of the same or a higher level can lift `suspended`. */
  readonly serviceSmtprelay: "enabled" | "disabled" | "suspended" | null;
  /** State of sending from Webmail for new users. Only an admin of the same or a higher level can lift `suspended`. */
  readonly serviceSmtprelayWebmail: "enabled" | "disabled" | "suspended" | null;
  /** State of Webmail log-in for new users. Only an admin of the same or a higher level can lift `suspended`. */
  readonly serviceWebmail: "enabled" | "disabled" | "suspended" | null;
  /** How many messages a user may send. A message to two recipients counts twice. Resellers usually may not set it. */
  readonly smtpSentLimit: number | null;
  /** Timezone for new users. An Olson name from the service's list, such as `Europe/Amsterdam`. */
  readonly timezone: string | null;
  /** Whether Webmail offers From addresses built from domain aliases. */
  readonly wmDomainalias: boolean | null;
  /** Default workgroup of new users. It must exist, and cannot be deleted while it is the default (error 18). */
  readonly workgroup: string | null;
  /** DKIM selector. */
  readonly dkimSelector?: string | null;
}

/** The attributes that a look-up of a brand returns. Unset attributes are null. An optional one that is missing is not known. */
export interface BrandAttributes {
  /** Under the service's own names. */
  readonly [name: string]: unknown;
}

/** The attributes that a look-up of a user returns. Unset attributes are null. An optional one that is missing is not known. */
export interface UserAttributes {
  /** The object's own name, as the service returns it. */
  readonly account: string | null;
  /** Other addresses of the account, in its domain or an alias domain of it. They are log-in names too. A change replaces the whole list. */
  readonly aliases: string[] | null;
  /** Senders whose mail is never scanned for spam; wildcards allowed. */
  readonly allow: string[] | null;
  /** Senders whose mail is always treated as spam; wildcards allowed. */
  readonly block: string[] | null;
  /** Text of the automatic answer, sent while `deliveryAutoresponder` is true. */
  readonly autoresponder: string | null;
  /** When the automatic answer ends. Unset: never. */
  readonly autoresponderOptionEnddate: number | null;
  /** Shortest time between two automatic answers to the same sender. Unset: 24. */
  readonly autoresponderOptionInterval: number | null;
  /** Brand that the user sees. */
  readonly brand: string | null;
  /** Whether the automatic answer is sent. Only what fits the account's `type` can be declared. */
  readonly deliveryAutoresponder: boolean | null;
  /** Whether mail is scanned and passed to the domain's `filtermx`. No mail is stored then. Only what fits the account's `type` can be declared. */
  readonly deliveryFilter: boolean | null;
  /** Whether mail is forwarded to `forwardRecipients`. Only what fits the account's `type` can be declared. */
  readonly deliveryForward: boolean | null;
  /** Whether mail is stored in the mailbox. Only what fits the account's `type` can be declared. */
  readonly deliveryLocal: boolean | null;
  /** Fax number. */
  readonly fax: string | null;
  /** Where spam goes: `quarantine` stores it in the spam folder, `passthrough` delivers it with `spamtag` and `spamheader`. */
  readonly filterdelivery: "quarantine" | "passthrough" | null;
  /** Folder that receives spam. The service stores the name as given. Both forms, `.Spam` and `Archive/Spam`, are in use. */
  readonly spamfolder: string | null;
  /** Header line added to spam. */
  readonly spamheader: string | null;
  /** How aggressive the spam filter is. */
  readonly spamlevel: "Normal" | "High" | "Very High" | null;
  /** Text put before the subject of spam. */
  readonly spamtag: string | null;
  /** Address added to Reply-To of forwarded mail. */
  readonly forwardOptionReplyTo: string | null;
  /** Whether only mail from addresses among the recipients is forwarded. */
  readonly forwardOptionRestricted: boolean | null;
  /** Text put before the subject of forwarded mail. */
  readonly forwardOptionSubjectPrefix: string | null;
  /** Where mail is forwarded to while `deliveryForward` is true. */
  readonly forwardRecipients: string[] | null;
  /** Webmail language. The user can change it in Webmail, so expect drift. */
  readonly language: string | null;
  /** Private preferences of the Mail Administration Console. Do not declare them without need. */
  readonly macsettings: string | null;
  /** Most contacts and groups in the address book. */
  readonly maxPabEntries: number | null;
  /** Display name, used in From. */
  readonly name: string | null;
  /** Free notes, shown to admins only. */
  readonly notesExternal: string | null;
  /** Phone number. */
  readonly phone: string | null;
  /** Storage for mail and files, at most the domain's `quotaMaximum` (which is in MB). */
  readonly quota: number | null;
  /** Whether spam is refused while it is being received. */
  readonly rejectSpam: boolean | null;
  /** State of IMAP4 log-in. Only an admin of the same or a higher level can lift `suspended`. */
  readonly serviceImap4: "enabled" | "disabled" | "suspended" | null;
  /** State of POP3 log-in. Only an admin of the same or a higher level can lift `suspended`. */
  readonly servicePop3: "enabled" | "disabled" | "suspended" | null;
  /** State of incoming SMTP (SMTPIN: its name says inbound, the sources disagree). Only an admin of the same or a higher level can lift `suspended`. */
  readonly serviceSmtpin: "enabled" | "disabled" | "suspended" | null;
  /** State of sending through SMTP relay. Only an admin of the same or a higher level can lift `suspended`. */
  readonly serviceSmtprelay: "enabled" | "disabled" | "suspended" | null;
  /** State of sending from Webmail. Only an admin of the same or a higher level can lift `suspended`. */
  readonly serviceSmtprelayWebmail: "enabled" | "disabled" | "suspended" | null;
  /** State of Webmail log-in. Only an admin of the same or a higher level can lift `suspended`. */
  readonly serviceWebmail: "enabled" | "disabled" | "suspended" | null;
  /** Sieve filters of the account. */
  readonly sieve: string | null;
  /** How many messages a user may send. A message to two recipients counts twice. Resellers usually may not set it. */
  readonly smtpSentLimit: number | null;
  /** Timezone. The user can change it in Webmail, so expect drift. An Olson name from the service's list, such as `Europe/Amsterdam`. */
  readonly timezone: string | null;
  /** Job title. */
  readonly title: string | null;
  /** Type of the account. Default: `mailbox`. A forward only forwards. A filter account needs the domain's `filtermx`. */
  readonly type: "mailbox" | "forward" | "filter" | null;
  /** Workgroup of the account. It must exist in the domain. */
  readonly workgroup: string | null;
  /** Whether the API asks this user for a second factor. */
  readonly "2faRequiredOma"?: boolean | null;
}

/** Numbers by what was counted. */
export type Counts = Readonly<Record<string, number>>;

/** Criteria of `searchUsers`. What is left out does not narrow the search. */
export interface SearchUsersArgs {
  /** Domain to search in. */
  domain: pulumi.Input<string>;
  /** Pattern of names: `?` is one character, `*` any number. */
  match?: pulumi.Input<string> | undefined;
  /** Only accounts of these types. */
  type?: pulumi.Input<pulumi.Input<"mailbox" | "forward" | "filter" | "alias">[]> | undefined;
  /** Only accounts with one of these statuses. */
  status?: pulumi.Input<pulumi.Input<"active" | "deleted" | "quota" | "smtplimit" | "suspended">[]> | undefined;
  /** Only accounts of this workgroup. */
  workgroup?: pulumi.Input<string> | undefined;
  /** True for deleted objects that can be restored, in place of those that exist. */
  deleted?: pulumi.Input<boolean> | undefined;
}

/** A row of `searchUsers`. */
export interface UserRow {
  /** Address. */
  readonly user: string;
  /** Type of the account. */
  readonly type?: "mailbox" | "forward" | "filter" | "alias";
  /** The account that an alias belongs to. */
  readonly aliasTarget?: string;
  /** Workgroup of the account. */
  readonly workgroup?: string | null;
  /** Status of the account, such as `active`. */
  readonly status?: string;
  /** When it was created, in UNIX seconds. */
  readonly createtime?: number;
  /** UNIX seconds by way of log-in, or null. */
  readonly lastlogin?: unknown;
  /** The first address that mail is forwarded to. */
  readonly forwardRecipient?: string | null;
  /** How many addresses mail is forwarded to. */
  readonly forwardRecipientCount?: number;
  /** Id that restores a deleted account. */
  readonly id?: string;
  /** When it was deleted, in UNIX seconds. */
  readonly deleteTime?: number;
}

/** Criteria of `searchDomains`. What is left out does not narrow the search. */
export interface SearchDomainsArgs {
  /** Company to search in. Default: the admin's own. */
  company?: pulumi.Input<string> | undefined;
  /** Pattern of names: `?` is one character, `*` any number. */
  match?: pulumi.Input<string> | undefined;
  /** Only domains of these types. */
  type?: pulumi.Input<pulumi.Input<"domain" | "alias">[]> | undefined;
  /** True for deleted objects that can be restored, in place of those that exist. */
  deleted?: pulumi.Input<boolean> | undefined;
}

/** A row of `searchDomains`. */
export interface DomainRow {
  /** Name. */
  readonly domain: string;
  /** Type of the domain. */
  readonly type?: "domain" | "alias";
  /** Number of accounts by type. */
  readonly users?: Counts;
  /** Id that restores a deleted domain. */
  readonly id?: string;
  /** When it was deleted, in UNIX seconds. */
  readonly deleteTime?: number;
}

/** Criteria of `searchBrands`. What is left out does not narrow the search. */
export interface SearchBrandsArgs {
  /** Company to search in. Default: the admin's own. */
  company?: pulumi.Input<string> | undefined;
  /** Pattern of names: `?` is one character, `*` any number. */
  match?: pulumi.Input<string> | undefined;
  /** True for deleted objects that can be restored, in place of those that exist. */
  deleted?: pulumi.Input<boolean> | undefined;
}

/** A row of `searchBrands`. */
export interface BrandRow {
  /** Name. */
  readonly brand: string;
  /** Number of domains and users that have the brand. */
  readonly counts?: Counts;
}

/** Criteria of `searchBrandMembers`. What is left out does not narrow the search. */
export interface SearchBrandMembersArgs {
  /** Name of the brand. */
  brand: pulumi.Input<string>;
  /** Company to search in. Default: the admin's own. */
  company?: pulumi.Input<string> | undefined;
  /** Only members of these types. */
  type?: pulumi.Input<pulumi.Input<"domain" | "user">[]> | undefined;
}

/** A row of `searchBrandMembers`. */
export interface BrandMemberRow {
  /** Type of the member. */
  readonly type: "domain" | "user";
  /** Name of the domain, or address of the user. */
  readonly member: string;
}

/** Criteria of `searchAdmins`. What is left out does not narrow the search. */
export interface SearchAdminsArgs {
  /** Company to search in. Default: the admin's own. */
  company?: pulumi.Input<string> | undefined;
  /** Pattern of names: `?` is one character, `*` any number. */
  match?: pulumi.Input<string> | undefined;
  /** Only admins with one of these roles. */
  type?: pulumi.Input<pulumi.Input<"company" | "company_view" | "domain" | "mail" | "workgroup">[]> | undefined;
}

/** A row of `searchAdmins`. */
export interface AdminRow {
  /** Address. */
  readonly user: string;
  /** Role of the admin. */
  readonly type?: string;
  /** Names of the objects that the admin controls. */
  readonly control?: readonly string[];
}

/** Criteria of `searchWorkgroups`. What is left out does not narrow the search. */
export interface SearchWorkgroupsArgs {
  /** Domain to search in. */
  domain: pulumi.Input<string>;
  /** Pattern of names: `?` is one character, `*` any number. */
  match?: pulumi.Input<string> | undefined;
}

/** A row of `searchWorkgroups`. */
export interface WorkgroupRow {
  /** Name. */
  readonly workgroup: string;
  /** Number of accounts by type. */
  readonly counts?: Counts;
}

/** Rows by the search that returns them. */
export interface Rows {
  readonly searchUsers: UserRow;
  readonly searchDomains: DomainRow;
  readonly searchBrands: BrandRow;
  readonly searchBrandMembers: BrandMemberRow;
  readonly searchAdmins: AdminRow;
  readonly searchWorkgroups: WorkgroupRow;
}
