import { amount, choice, type Switch } from "./switch.js";

/** Users, their mail and their roles. */
export const USERS = {
  missingUserDomain: {
    ...choice([9, 2], "The answer to a user call whose domain does not exist. LIVE saw 9 on get_user.", "9, 73"),
    refuted: [2],
  },
  localPartStart: choice(
    ["letter or digit", "any"],
    "What the address of a user may begin with; any is dot, hyphen and underscore too. Aliases keep the strict rule.",
    "61",
  ),
  typeChange: choice(["allowed", "refused"], "Whether an existing user may change its type (6 when not).", "34"),
  forwardWithoutRecipients: choice(
    ["refused", "accepted"],
    "delivery_forward without recipients (6 when refused).",
    "36",
  ),
  misfitFilter: choice(
    ["ignored", 31],
    "delivery_filter set to true on a user that is no filter account: ignored as PHP1 has it for all delivery attributes that do not fit the type, or refused.",
  ),
  mailboxDelivery: choice(
    ["local", "none"],
    "What a mailbox delivers to while no delivery attribute says so: itself, or nothing.",
    "35",
  ),
  userLimitCounts: choice(["all", "mailboxes"], "Which accounts limit_users is about.", "41"),
  aliasLimitCounts: choice(
    ["users", "users and domain"],
    "What fills limit_aliases: the aliases of the users, or the alias domains as well.",
    "40",
  ),
  renameKeepsAlias: choice([false, true], "Whether the old address of a renamed user stays as an alias of it.", "27"),
  adminDelete: choice(
    ["allowed", "refused"],
    "Whether a user that has a role can be deleted (24 when not). The role is deleted with the user.",
    "24",
  ),
  userRestoreDays: amount(30, 36_500, "days", "How long a deleted user can be restored (GUIDE: 30 days)."),
  lostUser: choice(
    [2, 9],
    "The answer to restoring a user whose id is not, or after so many days no longer, among the deleted ones.",
    "26",
  ),
  companyRoleBySetRole: choice(
    ["refused", "allowed"],
    "Whether set_role gives the role company. KB: OpenSRS support only (9); the guide lists it as a value.",
  ),
  roleLists: choice(
    ["domain and mail", "domain"],
    "Which roles set_role takes a list of objects for (5 for others).",
    "51",
  ),
  roleRemovalObject: choice(
    ["optional", "required"],
    "Whether set_role needs an object also when it removes a role (5 without).",
    "52",
  ),
  sieveCheck: choice(
    ["brackets", "none"],
    "Whether set_sieve checks that brackets and quotes are balanced (6 with hints), or checks nothing. The guide calls its validation weak.",
  ),
  sampleMail: amount(
    0,
    1000,
    "messages",
    "How many messages every mailbox starts with. It has as many deleted messages, contacts and deleted contacts. No OMA call creates any, and no mail flows.",
  ),
  jobSeconds: amount(
    2,
    86_400,
    "seconds",
    "How long a job takes: a posted bulletin, a reindex, one mailbox of a migration.",
  ),
} as const satisfies Record<string, Switch<unknown>>;
