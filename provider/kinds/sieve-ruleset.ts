import type { Kind } from "./kind.js";
import { adopt } from "./shared/options.js";
import { ofUser } from "./shared/parents.js";
import { asciiName, notEmpty, omaAddress } from "./shared/patterns.js";

/**
 * One of a user's sieve rulesets. The members of get_sieve's answer, and that null as data deletes, are assumed (open question 67 and
 * the syntax of set_sieve). What a call without data does is not documented at all, so data goes with each.
 */
export const sieveRuleset: Kind = {
  name: "SieveRuleset",
  doc: "A sieve ruleset of a user. OMA calls these calls experimental, checks rules loosely, and Webmail may not be able to show them. Other than the attribute `sieve` of a User, a user can have several.",
  identity: {
    user: { doc: "Full address of the user. A change replaces the ruleset.", pattern: omaAddress, lowered: true },
    ruleset: { doc: "Name of the ruleset. A change replaces the ruleset.", pattern: asciiName },
  },
  displayName: ({ user, ruleset }) => `${user}/${ruleset}`,
  attributes: {
    data: {
      value: { shape: "text", pattern: notEmpty },
      doc: "The rules. Compared exactly.",
      source: "GUIDE, PHP2; returned by reads: assumed",
      access: "read-write",
      required: true,
    },
    activeRule: {
      value: { shape: "flag", only: true },
      doc: "Whether this is the ruleset that is in force; declare it for one at most. OMA can only put another in its place, so `false` cannot be declared. A mailbox new to sieve needs it once.",
      source: "GUIDE, PHP2; returned by reads: assumed",
      access: "read-write",
      security: "it decides which rules say where mail goes",
      mayBeAbsent: true,
    },
  },
  options: { adopt: adopt("a ruleset") },
  verbs: {
    read: "get_sieve",
    change: "set_sieve",
    create: "unguarded",
    delete: "set_sieve",
    subresource: {
      read: ({ user }) => ({ user }),
      found: ({ rulesets, active_rule: active }, { ruleset = "" }) => {
        if (rulesets === undefined || rulesets === null) return undefined;
        const data = Object.entries(rulesets).find(([name]) => name === ruleset)?.[1];
        if (data === undefined) return null;
        return { attributes: { data, ...(active === undefined ? {} : { active_rule: active === ruleset }) } };
      },
      change: ({ user, ruleset }, { data, active_rule: active }) => ({
        user,
        ruleset,
        data,
        ...(active === true ? { active_rule: ruleset } : {}),
      }),
      delete: (named) => ({ ...named, data: null }),
    },
  },
  parent: ofUser,
  undated: true,
  computed: {},
};
