import { checkedAttributes } from "../attributes/check.js";
import { COMPANY } from "../attributes/company.js";
import { inheritedByCompany } from "../attributes/inherit.js";
import { companyOptions } from "../attributes/metadata.js";
import { presented, settableMember, shaped } from "../attributes/present.js";
import { settableNames } from "../attributes/settable.js";
import { ownCompany } from "../auth/access.js";
import { COMPANY_READERS } from "../auth/roles.js";
import { withoutTwoFactorAttribute } from "../auth/two-factor.js";
import { checkBrandExists } from "../rules/brands.js";
import { bulletinMetadata } from "../rules/bulletins.js";
import { recordAttributes } from "../rules/changes.js";
import { checkCompanyQuota } from "../rules/limits.js";
import { setSuspensions, settledSuspensions } from "../rules/suspension.js";
import type { JsonObject } from "../wire/json.js";
import { method } from "./method.js";

export const getCompany = method<{ company: string }>({
  name: "get_company",
  group: "company",
  status: "documented",
  source: "SEED-GC, GUIDE, LIVE",
  summary: "Settings, choices and inherited values of a company.",
  request: { company: { type: "name", required: true } },
  roles: COMPANY_READERS,
  errors: [2],
  switches: [
    "missingCompany",
    "nameCase",
    "unsetAttributes",
    "inheritedInAttributes",
    "numbers",
    "listOrder",
    "settableSpelling",
    "smtpSentLimit",
    "jobSeconds",
  ],
  object: ({ company }) => company,
  handle(call) {
    const { behaviours, caller } = call;
    const company = ownCompany(call, call.fields.company);
    const inherit = inheritedByCompany();
    return {
      ...settableMember(settableNames(COMPANY, caller.role?.name, true, behaviours), behaviours),
      metadata: {
        options: companyOptions(company),
        inherit,
        bulletins: bulletinMetadata(company, call.at, behaviours),
        createtime: shaped(company.createtime, behaviours),
      },
      attributes: presented(COMPANY, { ...company.attributes, account: company.name }, inherit, behaviours),
    };
  },
});

export const changeCompany = method<{ company: string; attributes: JsonObject }>({
  name: "change_company",
  group: "company",
  status: "documented",
  source: "GUIDE, PHP1, PHP2, SDK-PHP",
  summary: "Merges attributes into an existing company. Never creates one.",
  request: { company: { type: "name", required: true }, attributes: { type: "object", required: true } },
  roles: ["company"],
  errors: [2, 4, 6, 44],
  switches: [
    "missingCompany",
    "nameCase",
    "nullClears",
    "emptyText",
    "flagDigits",
    "quotaAboveMaximum",
    "smtpSentLimit",
    "suspendedByHigher",
    "twoFactorAttribute",
  ],
  audited: true,
  object: ({ company }) => company,
  handle(call) {
    const { behaviours, caller, fields } = call;
    const company = ownCompany(call, fields.company);
    const { rest, guarded } = withoutTwoFactorAttribute(call, fields.attributes);
    const settable = settableNames(COMPANY, caller.role?.name, true, behaviours);
    const change = checkedAttributes(COMPANY, rest, settable, behaviours);
    checkBrandExists(change, company);
    checkCompanyQuota(change, company.attributes, behaviours);
    const suspensions = settledSuspensions(call, company, change);
    const after = { ...company.attributes, ...change, ...guarded };
    recordAttributes(company, call, company.attributes, after);
    company.attributes = after;
    setSuspensions(company, suspensions);
    return {};
  },
});
