import type { Behaviours } from "../behaviours/switches.js";

/** The rules for names (GUIDE data-constraints). Each function returns what is wrong, or undefined. */

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;
// Question 61: the page garbles the first-character class; letter or digit is the safe reading.
const OMA_LOCAL = /^[a-z0-9][a-z0-9._-]{0,63}$/i;
const OMA_LOCAL_LOOSE = /^[a-z0-9._-]{1,64}$/i;
const DOT_ATOM = /^[a-z0-9!#$&'*+\-/=?^_`{|}~]+(\.[a-z0-9!#$&'*+\-/=?^_`{|}~]*)*$/i;
const QUOTED = /^"[^"\\]+"$/;
const WILDCARD = /^[a-z0-9!@#$%&'"*+\-/=?^_`{|}~.]{1,128}$/i;

export interface Address {
  local: string;
  domain: string;
}

export function splitAddress(address: string): Address | undefined {
  const at = address.lastIndexOf("@");
  return at < 1 || at === address.length - 1
    ? undefined
    : { local: address.slice(0, at), domain: address.slice(at + 1) };
}

export function domainNameProblem(name: string): string | undefined {
  if (name.length < 3 || name.length > 160) return "a domain name must have 3 to 160 characters";
  const labels = name.split(".");
  if (labels.length < 2) return "a domain name must have two or more labels";
  // Question 63: internationalised names only in their ASCII form, which these rules take as any other name.
  return labels.every((label) => LABEL.test(label))
    ? undefined
    : "a label must have 1 to 63 letters, digits and inner hyphens";
}

/** An address that can be created: mailboxes and their aliases. */
export function omaAddressProblem(address: string, local = OMA_LOCAL): string | undefined {
  const parts = splitAddress(address);
  if (!parts) return "must be a full address";
  if (!local.test(parts.local) || parts.local.includes("..")) {
    return "the part before @ must have 1 to 64 letters, digits, dots, hyphens and underscores, start with a letter or digit and have no two dots in a row";
  }
  return domainNameProblem(parts.domain);
}

/** The same for the address of a user. A behaviour can allow more first characters. */
export function userAddressProblem(address: string, { localPartStart }: Readonly<Behaviours>): string | undefined {
  return omaAddressProblem(address, localPartStart === "any" ? OMA_LOCAL_LOOSE : OMA_LOCAL);
}

/** Question 60. */
export function capitalsProblem(name: string, { capitals }: Readonly<Behaviours>): string | undefined {
  return capitals === "refused" && name !== name.toLowerCase() ? "must have no capital letters" : undefined;
}

/** Any mail address, such as a forward recipient. */
export function addressProblem(address: string): string | undefined {
  const parts = splitAddress(address);
  if (!parts) return "must be a mail address";
  if (!QUOTED.test(parts.local) && (!DOT_ATOM.test(parts.local) || parts.local.includes(".."))) {
    return "must be a mail address";
  }
  return domainNameProblem(parts.domain);
}

/** An entry of an allow or block list. */
export function senderProblem(entry: string): string | undefined {
  return WILDCARD.test(entry) || addressProblem(entry) === undefined
    ? undefined
    : "must be an address or a wildcard address";
}

/** Question 43: a workgroup name; no slash, since role objects are written domain/workgroup. */
export function workgroupNameProblem(name: string): string | undefined {
  return name.length >= 1 && name.length <= 64 && !name.includes("/")
    ? undefined
    : "a workgroup name must have 1 to 64 characters and no slash";
}

/** Assumed: no source gives rules for brand names. */
export function brandNameProblem(name: string): string | undefined {
  return name.trim().length >= 1 && name.length <= 128 ? undefined : "a brand name must have 1 to 128 characters";
}
