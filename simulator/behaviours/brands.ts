import { choice, type Switch } from "./switch.js";

export const BRANDS = {
  plainBrandCalls: choice(
    ["unknown", "known"],
    "Whether the brand calls whose names begin with an underscore also answer without it, as two old clients expect. HTTP 404 when not.",
    "3",
  ),
  deletedBrandName: choice(
    ["free", "taken"],
    "Whether a new brand may have the name of a deleted one (7 when not).",
    "4",
  ),
  brandInUseByCompany: choice([true, false], "Whether a brand that only a company uses counts as in use (14).", "6"),
  brandSearchShows: choice(
    ["existing", "all"],
    "What search_brands lists when criteria.deleted is left out: existing brands, or deleted ones as well.",
    "5",
  ),
  brandCase: choice(
    ["ignored", "exact"],
    "Whether the calls that get, change and delete a brand find it by a name in different case. Two names that differ only in case always clash.",
    "7",
  ),
  brandMembersCase: choice(
    ["ignored", "exact"],
    "Whether search_brand_members finds a brand by a name in different case (2 when not).",
    "7",
  ),
  testRecipientsField: choice(
    ["any", "test_email_rcpt", "testEmailRcpt", "test_email"],
    "The request field of reset_email_test that holds the recipients: any of the three spellings, or one alone.",
    "66, 72",
  ),
} as const satisfies Record<string, Switch<unknown>>;
