/**
 * What the sources leave open, as switches. The first value of each is the conservative reading and the default. A
 * program that must work against the real service should work with every setting. `question` is the number in the open
 * questions of the OMA reference, where it has one there.
 */
export interface Switch<Value> {
  /** The default first. Open ended when `open` says what else may stand here. */
  readonly values: readonly Value[];
  readonly open?: string;
  readonly question?: string;
  readonly meaning: string;
}

function choice<const Value>(values: readonly Value[], meaning: string, question?: string): Switch<Value> {
  return { values, meaning, ...(question === undefined ? {} : { question }) };
}

function amount(standard: number, open: string, meaning: string, question?: string): Switch<number> {
  return { ...choice([standard], meaning, question), open };
}

export const SWITCHES = {
  brandInUseByCompany: choice([true, false], "Whether a brand that only a company carries counts as in use (14).", "6"),
  brandSearchShows: choice(
    ["existing", "all"],
    "What search_brands lists when criteria.deleted is left out: existing brands, or deleted ones as well.",
    "5",
  ),
  missingCompany: choice([9, 2], "The answer to reading or changing a company that does not exist. LIVE saw 9.", "8"),
  missingUserDomain: choice(
    [9, 2],
    "The answer to a user call whose domain does not exist. LIVE saw 9 on get_user.",
    "9",
  ),
  unsetAttributes: choice(["null", "absent"], "How an attribute without a value is returned.", "10"),
  inheritedInAttributes: choice(
    [false, true],
    "Whether attributes show an inherited value in place of the unset own one.",
    "11",
  ),
  userInherit: choice([true, false], "Whether get_user sends metadata.inherit.", "12"),
  domainShowsCompany: choice([false, true], "Whether get_domain returns the attribute company.", "13"),
  aliasRead: choice([3, 2], "The answer to get_domain and get_user by an alias name.", "14"),
  pageLimit: {
    ...choice<number | null>([null], "The greatest page of a search, also when no limit is given.", "16"),
    open: "null is no limit; else a number of rows",
  },
  numbers: choice(["number", "text"], "Whether the numbers of attributes and times come as numbers or as text.", "17"),
  listOrder: choice(
    ["given", "shuffled"],
    "Whether lists inside attributes come back in the order given or in another (here: reversed).",
    "18",
  ),
  createClash: choice(
    [7, 8],
    "The number of a name clash outside create_only: workgroup, rename, restore, aliases.",
    "19, 20",
  ),
  deletedUsersBlockDomain: choice(
    [false, true],
    "Whether soft-deleted users keep a domain from being deleted (10).",
    "21",
  ),
  adminDelete: choice(
    ["allowed", "refused"],
    "Whether a user that has a role can be deleted (24 when not); the role goes with the user.",
    "24",
  ),
  userRestoreDays: amount(30, "days", "How long a deleted user can be brought back (GUIDE: 30 days)."),
  domainRestoreDays: amount(30, "days", "How long a deleted domain can be brought back.", "25"),
  renameKeepsAlias: choice([false, true], "Whether the old address of a renamed user stays as an alias of it.", "27"),
  nullClears: choice(
    [true, false],
    "Whether null clears an attribute that has nothing to inherit; 6 when not. Where null inherits it always may be sent.",
    "29",
  ),
  emptyText: choice(["kept", "null"], "What an empty text becomes.", "30"),
  passwordRequiredForMailbox: choice(
    [true, false],
    "Whether a mailbox needs a password to be created (6 without).",
    "31",
  ),
  servicePasswordPolicy: choice(
    [false, true],
    "Whether all passwords need ten characters with a digit, a capital and a symbol (40 otherwise). KB: a policy of the present service, not of the API text.",
  ),
  typeChange: choice(["allowed", "refused"], "Whether an existing user may change its type (6 when not).", "34"),
  forwardWithoutRecipients: choice(
    ["refused", "accepted"],
    "delivery_forward without recipients (6 when refused).",
    "36",
  ),
  quotaAboveMaximum: choice(["refused", "accepted"], "A quota above quota_maximum (6 when refused).", "39"),
  misfitFilter: choice(
    ["ignored", 31],
    "delivery_filter set to true on a user that is no filter account: ignored as PHP1 has it for all delivery attributes that do not fit the type, or refused.",
  ),
  initialWorkgroup: {
    ...choice<string>(["staff"], "Name of the workgroup that every new domain starts with.", "42"),
    open: "any name",
  },
  missingWorkgroup: choice([6, 2], "The answer to putting a user into a workgroup that does not exist.", "44"),
  twoFactorAttribute: choice(
    ["unknown", "guarded"],
    "The attribute 2fa_required_oma, known from the text of error 44 only: not an attribute at all (6), or one of company, domain and user that only callers who logged in with a second factor may change (44).",
    "49",
  ),
  smtpSentLimit: choice(
    ["refused", "settable"],
    "Whether smtp_sent_limit can be set at all; 4 when not. KB: resellers cannot manage it.",
    "50",
  ),
  suspendedByHigher: choice(
    [4, 9],
    "The answer to re-enabling a service that an admin of a higher level suspended (KB gives the rule, no number).",
  ),
  roleRemovalObject: choice(
    ["optional", "required"],
    "Whether set_role needs an object also when it takes a role away (5 without).",
    "52",
  ),
  companyRoleBySetRole: choice(
    ["refused", "allowed"],
    "Whether set_role gives the role company. KB: OpenSRS support only (9); the guide lists it as a value.",
  ),
  expiredToken: choice([39, 1], "The answer to an expired token.", "53"),
  omaFlagByOthers: choice(
    [9, "ignored"],
    "generate_token with oma true from somebody who is no company admin. GUIDE: company admins only.",
  ),
  ssoDuration: choice(["asked", 24], "Whether an sso token lives as long as asked for, or always 24 hours (CLI-PY)."),
  logoutEndsTokens: choice(
    [false, true],
    "Whether logout_user also ends the session and sso tokens of the user. PHP2 names IMAP and POP sessions only.",
  ),
  secondFactor: choice(
    ["own", 33, 42],
    "The second factor of password logins: by the state of each admin, or one number for all of them.",
    "64",
  ),
  wrongSecondFactor: choice(
    [35, 43],
    "The number of a wrong second-factor code; the sources give two the same meaning.",
  ),
  hintsShape: choice(
    ["object", "list", "text", "absent"],
    "How the hints of an error are sent: name to reason, a list of texts, one text, or not at all.",
    "56",
  ),
  unknownFields: choice(["ignored", 5], "Top-level request fields that the method does not know.", "59"),
  audit: choice(["changes", "never"], "Whether the answers to changes carry an audit id.", "65"),
  malformedCredentials: choice(
    ["http400", 1, 5],
    "Credentials that are missing, of the wrong type, or with none or both of password and token: HTTP 400, or a number.",
  ),
  settableSpelling: choice(
    ["plural", "singular"],
    "Which spelling of the list get_company and get_domain send; the sources print both.",
  ),
  sieveCheck: choice(
    ["brackets", "none"],
    "How set_sieve looks at a ruleset: brackets and quotes have to be balanced (6 with hints), or not at all. The guide calls its validation weak.",
  ),
  jobSeconds: amount(2, "seconds", "How long a job takes: a posted bulletin, a reindex, one mailbox of a migration."),
  sampleMail: amount(
    0,
    "messages",
    "How many messages every mailbox starts with: as many again deleted, and as many contacts each way. OMA cannot create any, and the simulator carries no mail.",
  ),
  plainBrandCalls: choice(
    ["unknown", "known"],
    "Whether the brand calls with an underscore have a name without one too, as in two old clients; HTTP 404 when not.",
    "3",
  ),
  deletedBrandName: choice(
    ["free", "taken"],
    "Whether a new brand may have the name of a deleted one (7 when not).",
    "4",
  ),
  brandMembersCase: choice(
    ["ignored", "exact"],
    "Whether search_brand_members finds a brand by its name in other case (2 when not).",
    "7",
  ),
  domainRowUsers: choice([true, false], "Whether the rows of search_domains count the users by type.", "15"),
  domainLeftovers: choice(
    ["deleted", "refused"],
    "Aliases and workgroups beyond the first when their domain is deleted: they go with it, or keep it from going (10).",
    "22",
  ),
  domainOfAdmins: choice(
    [10, 24],
    "The answer to deleting a domain with users in it of whom some have a role; 10 is that of any domain with users.",
    "23",
  ),
  lostUser: choice(
    [2, 9],
    "The answer to restoring a user whose id is not, or after so many days no longer, among the deleted ones.",
    "26",
  ),
  passwordLevels: choice(
    ["length and classes", "length"],
    "What the password levels ask for: a length and a number of character classes, or a length alone (40). Both invented.",
    "32",
  ),
  accountInfo: choice(
    ["address and name", "address"],
    "What a password must not contain (48): local part, domain and longer parts of the display name, or the first two.",
    "33",
  ),
  mailboxDelivery: choice(
    ["local", "none"],
    "What a mailbox delivers to while no delivery attribute says so: itself, or nothing.",
    "35",
  ),
  megabyte: choice([1048576, 1000000], "Bytes that one MB of the company quota gives to a new domain.", "37"),
  aliasLimitCounts: choice(
    ["users", "users and domain"],
    "What fills limit_aliases: the aliases of the users, or the alias domains as well.",
    "40",
  ),
  userLimitCounts: choice(["all", "mailboxes"], "Which accounts limit_users is about.", "41"),
  workgroupCase: choice(
    ["ignored", "exact"],
    "Whether a workgroup is found by its name in other case. Two names that differ in nothing else clash in any case.",
    "43",
  ),
  costlessRoles: choice(
    ["free", "everything"],
    "What company_view, company_mail, company_mail2 and mail may set of the objects they may change: all but limits, quota, services, type and company, or these too.",
    "45, 46",
  ),
  unknownNewCompany: choice(
    [11, 9, 6],
    "The answer to change_domain when attributes.company names a company that does not exist.",
    "47",
  ),
  dkimAttributes: choice(
    ["accepted", "refused"],
    "Whether dkim_selector and dkim_key are attributes of a domain (6 when not); one third-party client has them.",
    "48",
  ),
  roleLists: choice(
    ["domain and mail", "domain"],
    "Which roles set_role takes a list of objects for (5 for others).",
    "51",
  ),
  ssoToken: choice(["once", "kept"], "Whether an sso token with oma true ends with its first call.", "54"),
  echoSuccess: choice([true, false], "Whether the answer to echo has a success of its own.", "55"),
  echoCredentials: choice(["absent", "masked"], "Whether echo returns the member credentials, masked.", "55"),
  failureBody: choice(["json", "empty", "text"], "The body of HTTP 400, 404, 500 and the like.", "57"),
  capitals: choice(
    ["lowered", "refused"],
    "Capital letters in the name of a new domain or user: made small, or refused (6). Look-ups lower them always.",
    "60",
  ),
  localPartStart: choice(
    ["letter or digit", "any"],
    "What the address of a user may begin with; any is dot, hyphen and underscore too. Aliases keep the strict rule.",
    "61",
  ),
  testRecipientsField: choice(
    ["test_email_rcpt", "testEmailRcpt", "test_email"],
    "The request field of reset_email_test that holds the recipients.",
    "66",
  ),
} as const satisfies Record<string, Switch<unknown>>;

export type Behaviours = {
  -readonly [Name in keyof typeof SWITCHES]: (typeof SWITCHES)[Name] extends Switch<infer Value> ? Value : never;
};

export const DEFAULT_BEHAVIOURS: Readonly<Behaviours> = Object.fromEntries(
  Object.entries(SWITCHES).map(([name, { values }]) => [name, values[0]]),
) as Behaviours;

/** Open questions that no switch would answer: the number, and why not. */
export const UNSWITCHED: Readonly<Record<string, string>> = {
  "1": "no source shows even one shape of these calls, so there is no second one to choose",
  "2": "no attribute of a brand is documented; those here are stand-ins, and other stand-ins would teach nothing",
  "28": "the text of restore_user leaves only one reading: the name is free at once",
  "38": "nothing here fills a mailbox, so no reading of a quota of 0 would show",
  "58": "no limit is documented; the fault `rate` sets one for a test",
  "62": "the greatest lengths of the two parts are documented and give that of the whole; a smaller one would be invented",
  "63": "names in A-labels are right in every reading, and a client has to send those",
  "67": "no member name of these answers stands in a source, so other names would be as invented as the present ones",
};
