import { brand } from "./brand.js";
import { company } from "./company.js";
import { domain } from "./domain.js";
import type { Kind, KindName } from "./kind.js";
import { user } from "./user.js";

/** Every kind of object that programs can declare. */
export const kinds: Readonly<Record<KindName, Kind>> = { Company: company, Domain: domain, Brand: brand, User: user };
