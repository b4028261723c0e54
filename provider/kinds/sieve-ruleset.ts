import type { Kind } from "./kind.js";
import { adopt } from "./shared/options.js";
import { ofUser } from "./shared/parents.js";
import { asciiName, notEmpty, omaAddress } from "./shared/patterns.js";
import { spellingOf } from "./shared/spelling.js";

/**
 * One of a user's sieve rulesets. The members of get_sieve's response, and that null as data deletes, are assumed (open question
 * 67 and the syntax of set_sieve). What a call without data does is not documented, so every call sends data.
 */
export const sieveRuleset: Kind = {
  name: "SieveRuleset",
  doc: "A sieve ruleset of a user. A user can have several, unlike the attribute `sieve` of a User. OMA calls these methods experimental and checks rules loosely. Webmail may not be able to show them.",
  identity: {
    user: { doc: "Full address of the user. A change replaces the ruleset.", pattern: omaAddress },
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
      doc: "Whether this ruleset is in force. Declare it for at most one ruleset of a user. OMA can only put another one in its place, so `false` cannot be declared. The first ruleset of a mailbox needs it once.",
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
        const spelled = spellingOf(asciiName, Object.keys(rulesets), ruleset);
        if (spelled === undefined) return null;
        const data = Object.entries(rulesets).find(([name]) => name === spelled)?.[1];
        const isActive = active === undefined ? {} : { active_rule: active === spelled };
        return { spelled: { ruleset: spelled }, attributes: { data, ...isActive } };
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
  spellings: {
    method: "get_sieve",
    fields: ({ user }) => ({ user }),
    names: ({ rulesets }) => Object.keys(rulesets ?? {}),
  },
  undated: true,
  computed: {},
};
