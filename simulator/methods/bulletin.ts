import { findUser, ownCompany, ownDomain } from "../auth/access.js";
import type { Call } from "../auth/call.js";
import { COMPANY_READERS, READERS } from "../auth/roles.js";
import type { Behaviours } from "../behaviours/switches.js";
import { findBulletin, setBulletin } from "../rules/bulletins.js";
import { recordChange } from "../rules/changes.js";
import type { Bulletin, BulletinType, Company, Domain, RoleName } from "../store/objects.js";
import { ApiError } from "../wire/errors.js";
import type { Field } from "./fields.js";
import { type Method, method } from "./method.js";

/** The four calls of a company and of a domain are alike; each pair is declared once. */

type Level = "company" | "domain";

type Fields = { company: string; domain: string; bulletin: string; type: BulletinType };

const TYPE: Field = {
  type: "choice",
  values: ["auto", "manual"],
  required: true,
  note: "auto: sent to each new user by itself; manual: only by the post call",
};
const BULLETIN: Field = { type: "name", required: true, note: "name and type together are unique" };

const READ: Readonly<Record<Level, readonly RoleName[]>> = { company: COMPANY_READERS, domain: READERS };
const CHANGE: Readonly<Record<Level, readonly RoleName[]>> = {
  company: ["company"],
  domain: ["company", "company_view", "domain"],
};
const POST: Readonly<Record<Level, readonly RoleName[]>> = { company: ["company"], domain: ["company", "domain"] };

function holderOf(call: Call<Fields>, level: Level): Company | Domain {
  return level === "company" ? ownCompany(call, call.fields.company) : ownDomain(call, call.fields.domain);
}

function existing(holder: Company | Domain, { fields: { bulletin, type }, behaviours }: Call<Fields>): Bulletin {
  const found = findBulletin(holder, bulletin, type, behaviours);
  if (!found) throw new ApiError(2);
  return found;
}

function declared(level: Level) {
  const switches: readonly (keyof Behaviours)[] = level === "company" ? ["missingCompany", "nameCase"] : ["nameCase"];
  return {
    group: level,
    status: "documented",
    object: (fields: Record<string, unknown>) => fields[level],
    request: { [level]: { type: "name", required: true }, bulletin: BULLETIN, type: TYPE },
    errors: level === "company" ? [2] : [2, 3],
    switches,
  } as const;
}

function changeBulletin(level: Level): Method {
  const common = declared(level);
  return method<Fields & { bulletin_text?: string }>({
    ...common,
    name: `change_${level}_bulletin`,
    source: "PHP1, PHP2, SDK-PHP",
    summary: "Creates or replaces a bulletin; without a text it deletes the bulletin.",
    request: { ...common.request, bulletin_text: { type: "text", note: "raw mail; left out: delete" } },
    roles: CHANGE[level],
    errors: [...common.errors, 6],
    audited: true,
    assumed: "deleting one that is not there answers 2; an empty text answers 6",
    handle(call) {
      const { fields } = call;
      const holder = holderOf(call, level);
      if (fields.bulletin_text === "") throw new ApiError(6, { bulletin_text: "must not be empty" });
      const was = setBulletin(holder, fields.bulletin, fields.type, fields.bulletin_text, call.behaviours);
      if (!was && fields.bulletin_text === undefined) throw new ApiError(2);
      recordChange(holder, call, `bulletin ${fields.bulletin} (${fields.type}): ${done(was, fields.bulletin_text)}`);
      return {};
    },
  });
}

function done(was: boolean, text: string | undefined): string {
  return text === undefined ? "deleted" : was ? "changed" : "created";
}

function getBulletin(level: Level): Method {
  return method<Fields>({
    ...declared(level),
    name: `get_${level}_bulletin`,
    source: "PHP1, PHP2, SDK-PHP",
    summary: "The text of a bulletin.",
    roles: READ[level],
    assumed: "the name bulletin_text in the answer",
    handle: (call) => ({ bulletin_text: existing(holderOf(call, level), call).text }),
  });
}

function postBulletin(level: Level): Method {
  const common = declared(level);
  return method<Fields & { test_email?: string }>({
    ...common,
    name: `post_${level}_bulletin`,
    source: level === "company" ? "PHP1, PHP2, SDK-PHP" : "GUIDE, PHP2, SDK-PHP",
    summary: `Sends a bulletin to all users of the ${level}; metadata.bulletins shows how far it got.`,
    request: { ...common.request, test_email: { type: "name", note: "send to this user only" } },
    roles: POST[level],
    errors: [...common.errors, 13],
    writes: true,
    switches: [...common.switches, "jobSeconds"],
    assumed: "a test posting leaves the counts alone; the test address has to be a user the caller controls",
    handle(call) {
      const { fields, store, at } = call;
      const holder = holderOf(call, level);
      const bulletin = existing(holder, call);
      if (fields.test_email === undefined) {
        const domains = "users" in holder ? [holder] : store.domainsOf(holder);
        bulletin.posted = { at, total: domains.reduce((sum, { users }) => sum + users.size, 0) };
      } else if (!isKnownUser(call, fields.test_email)) {
        throw new ApiError(13);
      }
      return {};
    },
  });
}

/** An alias is enough: mail can go to it. */
function isKnownUser(call: Call<unknown>, address: string): boolean {
  try {
    return findUser(call, address, 3).user !== undefined;
  } catch (error) {
    if (error instanceof ApiError) return error.number === 3;
    throw error;
  }
}

export const BULLETIN_METHODS: readonly Method[] = (["company", "domain"] as const).flatMap((level) => [
  changeBulletin(level),
  getBulletin(level),
  postBulletin(level),
]);
