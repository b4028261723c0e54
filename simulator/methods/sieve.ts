import { ownUser } from "../auth/access.js";
import { EDITORS, READERS } from "../auth/roles.js";
import { recordChange } from "../rules/changes.js";
import { sieveProblem } from "../rules/sieve-text.js";
import type { Sieve } from "../store/objects.js";
import { ApiError, type Hints } from "../wire/errors.js";
import { byName } from "../wire/name-case.js";
import { method } from "./method.js";

/** The ruleset that is active when none was ever chosen (methods table of the reference). */
const STANDARD = "managesieve";

const empty = (): Sieve => ({ rulesets: {}, active: STANDARD });

export const getSieve = method<{ user: string }>({
  name: "get_sieve",
  group: "mail",
  status: "documented",
  source: "PHP2, LIVE",
  summary: "All sieve rulesets of a user and which one is active.",
  request: { user: { type: "name", required: true } },
  roles: READERS,
  errors: [2, 3],
  assumed:
    "the names rulesets and active_rule, by analogy with set_sieve; the user attribute sieve is kept apart from them",
  switches: ["missingUserDomain"],
  object: ({ user }) => user,
  handle(call) {
    const { rulesets, active } = ownUser(call, call.fields.user).user.sieve ?? empty();
    return { rulesets: { ...rulesets }, active_rule: active };
  },
});

export const setSieve = method<{ user: string; ruleset: string; data?: string | null; active_rule?: string }>({
  name: "set_sieve",
  group: "mail",
  status: "documented",
  source: "GUIDE, PHP2",
  summary: "Writes a sieve ruleset, and sets which one is active.",
  request: {
    user: { type: "name", required: true },
    ruleset: { type: "name", required: true, note: "ASCII" },
    data: { type: "text", nullable: true, note: "text of the ruleset; null deletes it" },
    active_rule: { type: "name", note: "ruleset to activate" },
  },
  roles: EDITORS,
  errors: [2, 3, 6],
  audited: true,
  assumed:
    "null deletes; deleting or activating an unknown ruleset answers 6; without data only the active ruleset changes",
  switches: ["missingUserDomain", "nameCase", "sieveCheck"],
  object: ({ user }) => user,
  handle(call) {
    const { fields, behaviours } = call;
    const { user } = ownUser(call, fields.user);
    const before = user.sieve ?? empty();
    // No prototype, so that no name of a ruleset means anything but itself.
    const rulesets: Sieve["rulesets"] = Object.assign(Object.create(null), before.rulesets);
    const { data } = fields;
    const spelled = (name: string) => byName(Object.keys(rulesets), (one) => one, name, behaviours) ?? name;
    const ruleset = spelled(fields.ruleset);
    if (!/^[\x20-\x7e]{1,128}$/.test(ruleset)) throw bad({ ruleset: "must have 1 to 128 ASCII characters" });

    const outcome: { [name: string]: string } = Object.create(null);
    if (data === null) {
      if (!(ruleset in rulesets)) throw bad({ ruleset: "unknown ruleset" });
      delete rulesets[ruleset];
      outcome[ruleset] = "deleted";
    } else if (data !== undefined) {
      const reason = behaviours.sieveCheck === "none" ? undefined : sieveProblem(data);
      if (reason) throw bad({ data: reason });
      outcome[ruleset] = rulesets[ruleset] === data ? "unchanged" : "updated";
      rulesets[ruleset] = data;
    }
    const wanted = fields.active_rule === undefined ? undefined : spelled(fields.active_rule);
    if (wanted !== undefined && !(wanted in rulesets)) throw bad({ active_rule: "unknown ruleset" });
    user.sieve = { rulesets: { ...rulesets }, active: wanted ?? before.active };
    recordChange(user, call, `sieve ${ruleset}: ${outcome[ruleset] ?? "kept"}`);
    const active = wanted === undefined ? {} : { active_rule: chosen(wanted, user.sieve, before) };
    return { rulesets: { ...outcome }, ...active };
  },
});

function chosen(wanted: string, now: Sieve, before: Sieve): string {
  // A mailbox new to sieve has nothing that could be active already.
  const already = before.active === wanted && wanted in before.rulesets;
  return already ? `already set to ${now.active}` : `updated to ${now.active}`;
}

function bad(hints: Hints): ApiError {
  return new ApiError(6, hints);
}
