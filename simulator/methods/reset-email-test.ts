import { containingCompany } from "../auth/access.js";
import { ApiError } from "../wire/errors.js";
import { addressProblem } from "../wire/names.js";
import type { RequestShape } from "./fields.js";
import { method } from "./method.js";

const REST = {
  brand: { type: "name", required: true },
  company: { type: "name", note: "name or company_id; that of the caller when left out" },
} as const satisfies RequestShape;
const RECIPIENTS = { type: "name", note: "addresses, separated by commas" } as const;
const SPELLINGS = ["test_email_rcpt", "testEmailRcpt", "test_email"] as const;

export const resetEmailTest = method<{ brand: string; company?: string } & Record<string, string>>({
  name: "reset_email_test",
  group: "brand",
  status: "documented",
  source: "PHP1, PHP2, questions 66 and 72",
  summary: "Mails the password-reset notices of a brand to given addresses. Here nothing is sent.",
  request: { test_email_rcpt: { ...RECIPIENTS, required: true }, ...REST },
  requestRead: { test_email_rcpt: RECIPIENTS, testEmailRcpt: RECIPIENTS, test_email: RECIPIENTS, ...REST },
  roles: ["company", "company_view"],
  errors: [2, 11],
  assumed: "brands have no id here, so a name is needed; a bad address answers 5",
  switches: ["nameCase", "testRecipientsField"],
  object: ({ brand }) => brand,
  handle(call) {
    const { behaviours, fields, store } = call;
    const spelling = behaviours.testRecipientsField;
    const allowed = spelling === "any" ? SPELLINGS : [spelling];
    const given = allowed.find((name) => fields[name] !== undefined);
    if (given === undefined) throw new ApiError(5, { [allowed[0] ?? ""]: "missing" });
    const bad = fields[given]?.split(",").some((address) => addressProblem(address.trim()));
    if (bad) throw new ApiError(5, { [given]: "must be mail addresses, separated by commas" });
    const byId = [...store.companies.values()].find(({ id }) => id === fields.company);
    if (!store.brand(containingCompany(call, byId?.name ?? fields.company), fields.brand)) throw new ApiError(2);
    return {};
  },
});
