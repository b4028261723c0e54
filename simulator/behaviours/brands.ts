import { choice, type Switch } from "./switch.js";

/** Brands. */
export const BRANDS = {
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
  brandInUseByCompany: choice([true, false], "Whether a brand that only a company carries counts as in use (14).", "6"),
  brandSearchShows: choice(
    ["existing", "all"],
    "What search_brands lists when criteria.deleted is left out: existing brands, or deleted ones as well.",
    "5",
  ),
  brandMembersCase: choice(
    ["ignored", "exact"],
    "Whether search_brand_members finds a brand by its name in other case (2 when not).",
    "7",
  ),
  testRecipientsField: choice(
    ["test_email_rcpt", "testEmailRcpt", "test_email"],
    "The request field of reset_email_test that holds the recipients.",
    "66",
  ),
} as const satisfies Record<string, Switch<unknown>>;
