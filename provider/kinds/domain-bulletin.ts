import { bulletin } from "./bulletin.js";
import { ofDomain } from "./shared/parents.js";
import { domainName } from "./shared/patterns.js";

/** A bulletin to all users of a domain. */
export const domainBulletin = bulletin({
  name: "DomainBulletin",
  field: "domain",
  identity: {
    doc: "Domain that sends the bulletin. A change replaces the bulletin.",
    pattern: domainName,
  },
  parent: ofDomain,
  placeholders: "`{'account'}`, `{'domain'}`, `{'name'}`, `{'title'}`",
});
