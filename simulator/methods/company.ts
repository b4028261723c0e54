import { ownCompany } from "../access.js";
import { checkedAttributes } from "../attributes/check.js";
import { COMPANY } from "../attributes/company.js";
import { inheritedByCompany } from "../attributes/inherit.js";
import { companyOptions, noBulletins } from "../attributes/metadata.js";
import { presented, settableMember, shaped } from "../attributes/present.js";
import { settableNames } from "../attributes/settable.js";
import type { JsonObject } from "../json.js";
import { COMPANY_READERS } from "../roles.js";
import { checkCompanyQuota } from "../rules/quota.js";
import { checkBrandExists } from "../rules/references.js";
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
        bulletins: noBulletins(),
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
  errors: [2, 4, 6],
  audited: true,
  object: ({ company }) => company,
  handle(call) {
    const { behaviours, caller, fields } = call;
    const company = ownCompany(call, fields.company);
    const settable = settableNames(COMPANY, caller.role?.name, true, behaviours);
    const change = checkedAttributes(COMPANY, fields.attributes, settable, behaviours);
    checkBrandExists(change, company);
    checkCompanyQuota(change, company.attributes);
    company.attributes = { ...company.attributes, ...change };
    return {};
  },
});
