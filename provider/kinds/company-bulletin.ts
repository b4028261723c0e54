import { bulletin } from "./bulletin.js";
import { ofCompany } from "./shared/parents.js";
import { notEmpty } from "./shared/patterns.js";

/** A bulletin to all users of a company. */
export const companyBulletin = bulletin({
  name: "CompanyBulletin",
  field: "company",
  identity: { doc: "Company that sends the bulletin. A change replaces the bulletin.", pattern: notEmpty },
  parent: ofCompany,
  placeholders: "`{'account'}`, `{'domain'}`, `{'name'}`",
});
