import { bulletin } from "./bulletin.js";
import { ofCompany } from "./shared/parents.js";
import { plainName } from "./shared/patterns.js";

/** A bulletin to all users of a company. */
export const companyBulletin = bulletin({
  name: "CompanyBulletin",
  field: "company",
  identity: { doc: "Company that sends the bulletin. A change replaces the bulletin.", pattern: plainName },
  parent: ofCompany,
  placeholders: "`{'account'}`, `{'domain'}`, `{'name'}`",
});
