import { ATTRIBUTES } from "./attributes.js";
import { BRANDS } from "./brands.js";
import { DOMAINS } from "./domains.js";
import { LOGINS } from "./logins.js";
import { REQUESTS } from "./requests.js";
import type { Switch } from "./switch.js";
import { USERS } from "./users.js";

/**
 * What the sources leave open, as switches. The first value of each is the conservative reading and the default. A
 * program that must work against the real service should work with every value. `question` is the number in the open
 * questions of the OMA reference, if it has one there.
 */
export const SWITCHES = { ...REQUESTS, ...LOGINS, ...ATTRIBUTES, ...BRANDS, ...DOMAINS, ...USERS };

export type Behaviours = {
  -readonly [Name in keyof typeof SWITCHES]: (typeof SWITCHES)[Name] extends Switch<infer Value> ? Value : never;
};

export const DEFAULT_BEHAVIOURS: Readonly<Behaviours> = Object.fromEntries(
  Object.entries(SWITCHES).map(([name, { values }]) => [name, values[0]]),
) as Behaviours;

/** Open questions that no switch would answer: the number, and why not. */
export const UNSWITCHED: Readonly<Record<string, string>> = {
  "1": "no source shows even one shape of these calls, so there is no second one to choose",
  "2": "no attribute of a brand is documented; those here are stand-ins, and other stand-ins would teach nothing",
  "28": "the text of restore_user leaves only one reading: the name is free at once",
  "38": "nothing here fills a mailbox, so no reading of a quota of 0 would show",
  "58": "no limit is documented; the fault `rate` sets one for a test",
  "62": "the greatest lengths of the two parts are documented and give that of the whole; a smaller one would be invented",
  "63": "names in A-labels are right in every reading, and a client has to send those",
  "68": "by the standard the case of header names means nothing; title case is what the client of a recorded live test needs",
  "70": "runs of slashes in a path count as one; a client that sends one slash is right in every reading",
  "67": "no member name of these answers stands in a source, so other names would be as invented as the present ones",
};
