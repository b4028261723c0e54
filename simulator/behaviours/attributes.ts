import { choice, type Switch } from "./switch.js";

/** What attributes accept and show. */
export const ATTRIBUTES = {
  unsetAttributes: choice(["null", "absent"], "How an attribute without a value is returned.", "10"),
  inheritedInAttributes: choice(
    [false, true],
    "Whether attributes show the inherited value of an attribute that is not set.",
    "11",
  ),
  userInherit: choice([true, false], "Whether get_user sends metadata.inherit.", "12"),
  domainShowsCompany: choice([false, true], "Whether get_domain returns the attribute company.", "13"),
  nullClears: choice(
    [true, false],
    "Whether null clears an attribute that does not inherit (6 when not). An attribute that inherits always accepts null.",
    "29",
  ),
  emptyText: choice(["kept", "null"], "What an empty string becomes.", "30"),
  costlessRoles: choice(
    ["free", "everything"],
    "What company_view, company_mail, company_mail2 and mail may set of the objects they may change: all but limits, quota, services, type and company, or these too.",
    "45, 46",
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
  dkimAttributes: {
    ...choice(
      ["accepted", "refused"],
      "Whether dkim_selector and dkim_key are attributes of a domain (6 when not); one third-party client has them.",
      "48, 73",
    ),
    refuted: ["refused"],
  },
  flagDigits: choice(
    [6, "accepted"],
    'Whether 1, 0, "1" and "0" are taken for true and false inside attributes.',
    "71",
  ),
  megabyte: choice([1048576, 1000000], "Bytes that one MB of the company quota gives to a new domain.", "37"),
  quotaAboveMaximum: choice(["refused", "accepted"], "A quota above quota_maximum (6 when refused).", "39"),
} as const satisfies Record<string, Switch<unknown>>;
