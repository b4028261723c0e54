import { choice, type Switch } from "./switch.js";

/** How requests are read and answers are written, whatever the method. */
export const REQUESTS = {
  nameCase: choice(
    ["exact", "ignored"],
    "Whether companies, bulletins, rulesets and App Passwords are found by a name in different case, and may not differ in case alone. No source says.",
  ),
  unknownFields: {
    ...choice(["ignored", 5], "Top-level request fields that the method does not know.", "59, 73"),
    refuted: [5],
  },
  nullFields: choice(
    ["omitted", 5],
    "null in a request field that is optional: as if it were left out, or refused.",
    "69",
  ),
  digitsInRange: choice(["accepted", 5], "Digits as a string in `range`, as forms send them.", "71"),
  numericIds: choice(["accepted", 5], "Whole numbers for ids and jobs, which answers give as strings.", "71"),
  malformedCredentials: choice(
    ["http400", 1, 5],
    "Credentials that are missing, of the wrong type, or with none or both of password and token: HTTP 400, or a number.",
  ),
  hintsShape: choice(
    ["object", "list", "text", "absent"],
    "How the hints of an error are sent: name to reason, a list of strings, one string, or not at all.",
    "56",
  ),
  failureBody: choice(["json", "empty", "text"], "The body of HTTP 400, 404, 500 and the like.", "57"),
  audit: {
    ...choice(["changes", "never"], "Whether the answers to changes carry an audit id.", "65, 73"),
    refuted: ["never"],
  },
  failureAudit: choice(
    ["changes", "generate_token"],
    "Which refusals carry an audit id: those of all changes that a caller who was let in asked for, or those of generate_token alone, which CLI-PY shows.",
    "65",
  ),
  numbers: choice(
    ["number", "text"],
    "Whether numbers in attributes and times are sent as numbers or as strings.",
    "17",
  ),
  listOrder: choice(
    ["given", "shuffled"],
    "Whether lists inside attributes come back in the order given or in another (here: reversed).",
    "18",
  ),
  pageLimit: {
    ...choice<number | null>(
      [null],
      "The most rows that a search returns, also when the request gives no limit.",
      "16",
    ),
    open: "null, which is no limit, or a number of rows from 1",
    allows: (value) => Number.isSafeInteger(value) && (value as number) >= 1,
  },
  settableSpelling: choice(
    ["plural", "singular"],
    "How get_company and get_domain spell the list of settable attributes. The sources print both.",
  ),
  echoSuccess: choice([true, false], "Whether the answer to echo has a success of its own.", "55"),
  echoCredentials: choice(["absent", "masked"], "Whether echo returns the member credentials, masked.", "55"),
} as const satisfies Record<string, Switch<unknown>>;
