import { isDeepStrictEqual } from "node:util";
import type { Answer, JsonObject } from "../../../simulator/index.js";
import { type Action, restoreDomain, restoreUser, type Step } from "./model-actions.mts";
import { Model, type ModelDomain, type ModelUser } from "./model-state.mts";
import { ADMIN, COMPANY, done, PASSWORD, type Sim, type Start } from "./support.mts";

/** How often each method was refused and carried out: shows that a campaign got to everything. */
export type Tally = Map<string, Map<number, number>>;

/** Runs one sequence of steps against a service and the model, and throws at the first difference. */
export async function runModel(start: Start, steps: readonly Step[], tally: Tally = new Map()): Promise<void> {
  let now = Date.parse("2026-01-05T08:00:00Z");
  const sim = await start({
    tenant: [{ name: COMPANY, admins: [{ ...ADMIN, password: PASSWORD, role: "company" }] }],
    now: () => now,
  });
  try {
    const model = new Model();
    for (const step of steps) {
      now += 1500;
      model.forget(now);
      if ("days" in step) {
        now += step.days * 86_400_000;
        model.forget(now);
      } else {
        const action = "restore" in step ? (step.restore === "user" ? restoreUser : restoreDomain)(model, step) : step;
        const what = carryOut(sim, model, action, now);
        const numbers = tally.get(action.method) ?? tally.set(action.method, new Map()).get(action.method);
        numbers?.set(what, (numbers.get(what) ?? 0) + 1);
      }
      compare(sim, model);
    }
    restoreUndoesDelete(sim, model);
  } finally {
    await sim.close();
  }
}

function carryOut(sim: Sim, model: Model, action: Action, now: number): number {
  const restorable = idsOfDeleted(sim, action);
  const before = sim.snapshot();
  const answer = sim.call(action.method, action.fields);
  const number = answer.success ? 0 : Number(answer.error_number);
  const fresh = () => idsOfDeleted(sim, action).find((id) => !restorable.includes(id)) ?? "no new id";
  const foretold = action.foretell(model, now, fresh);
  same({ action, number }, { action, number: foretold });
  // A refused call leaves no trace, not even in the change history.
  if (number !== 0) same(sim.snapshot(), before);
  return number;
}

/** The ids that can be restored where this delete puts one more. */
function idsOfDeleted(sim: Sim, { method, fields }: Action): string[] {
  if (method === "delete_domain") return ids(done(sim, "search_domains", { criteria: { deleted: true } }).domains);
  if (method !== "delete_user") return [];
  const domain = String(fields.user).split("@")[1] ?? "";
  const answer = sim.call("search_users", { criteria: { domain, deleted: true } });
  return answer.success ? ids(answer.users) : [];
}

function ids(rows: unknown): string[] {
  return (rows as JsonObject[]).map(({ id }) => String(id));
}

/** Holds everything the service shows against the model. */
function compare(sim: Sim, model: Model): void {
  const { domains, total_count } = done(sim, "search_domains", { criteria: { match: "*.example" } });
  const expected = model.domains.flatMap((domain) => [
    { domain: domain.name, type: "domain", users: counts(domain) },
    ...domain.aliases.map((alias) => ({ domain: alias, type: "alias" })),
  ]);
  same(sorted(domains), sorted(expected));
  same(total_count, expected.length);
  same(
    sorted(ids(done(sim, "search_domains", { criteria: { deleted: true } }).domains)),
    sorted(model.deletedDomains.map(({ id }) => id)),
  );
  const brands = (done(sim, "search_brands", {}).brands as JsonObject[]).map(({ brand }) => brand);
  same(sorted(brands), sorted(["Default Brand", ...model.brands]));
  for (const domain of model.domains) compareDomain(sim, domain);
  // Whatever becomes of aliases and alias domains, no address may stand for two things.
  const addresses = model.domains.flatMap(({ users }) => users.flatMap((one) => [one.address, ...one.aliases]));
  same(new Set(addresses).size, addresses.length);
}

function compareDomain(sim: Sim, domain: ModelDomain): void {
  const criteria = { domain: domain.name };
  const { attributes } = done(sim, "get_domain", criteria);
  const { aliases, limit_users, limit_aliases, brand, workgroup } = attributes ?? {};
  same(
    { aliases, limit_users, limit_aliases, brand, workgroup },
    {
      aliases: domain.aliases,
      limit_users: domain.limitUsers,
      limit_aliases: domain.limitAliases,
      brand: domain.brand,
      workgroup: domain.defaultWorkgroup,
    },
  );

  const fields = ["workgroup"];
  const rows = domain.users.flatMap(({ address, type, aliases: own, workgroup: group }) => [
    { user: address, type, workgroup: group },
    ...own.map((alias) => ({ user: alias, type: "alias", alias_target: address, workgroup: group })),
  ]);
  const found = done(sim, "search_users", { criteria, fields });
  same(sorted(found.users), sorted(rows));
  same(found.total_count, rows.length);

  const deleted = done(sim, "search_users", { criteria: { ...criteria, deleted: true } }).users as JsonObject[];
  same(
    sorted(deleted.map(({ user, id }) => ({ user, id }))),
    sorted(domain.deleted.map(({ id, what }) => ({ user: what.address, id }))),
  );
  for (const { what } of domain.deleted) {
    if (!rows.some(({ user }) => user === what.address))
      same(sim.call("get_user", { user: what.address }).error_number, 2);
  }

  const groups = done(sim, "search_workgroups", { criteria }).workgroups as JsonObject[];
  same(sorted(groups.map(({ workgroup: name }) => name)), sorted(domain.workgroups));
  for (const { workgroup: name, counts: shown } of groups) {
    const members = domain.users.filter((user) => user.workgroup === name);
    const { mailbox, forward, alias } = shown as JsonObject;
    same({ mailbox, forward, alias }, { ...typeCounts(members), alias: members.flatMap((one) => one.aliases).length });
  }
  for (const user of domain.users) compareUser(sim, user);
}

function compareUser(sim: Sim, user: ModelUser): void {
  const { attributes, metadata, type } = done(sim, "get_user", { user: user.address });
  const { name, aliases, workgroup, brand } = attributes ?? {};
  const roles = user.controls.length > 0 ? { domain: user.controls } : {};
  same(
    { type, name, aliases, workgroup, brand, roles: metadata?.roles },
    {
      type: user.type,
      name: user.name,
      aliases: user.aliases,
      workgroup: user.workgroup,
      brand: user.brand,
      roles,
    },
  );
}

const LATEST = { by: "id", direction: "descending" };

function latest(rows: unknown): string {
  return ids(rows)[0] ?? "none";
}

/** Deleting something and bringing it back at once, under its own name, changes nothing but the role of a user. */
function restoreUndoesDelete(sim: Sim, model: Model): void {
  const user = model.domains.flatMap(({ users }) => users)[0];
  if (user) {
    done(sim, "set_role", { user: user.address, role: "" });
    const fields = { user: user.address };
    const before = sim.call("get_user", fields);
    done(sim, "delete_user", fields);
    const criteria = { domain: user.address.split("@")[1] ?? "", deleted: true };
    const id = latest(done(sim, "search_users", { criteria, sort: LATEST }).users);
    const answer = sim.call("restore_user", { ...fields, id, new_name: user.address });
    // A domain above its limit takes nobody back.
    if (answer.error_number !== 15) same(sim.call("get_user", fields), before);
  }
  const empty = model.domains.find(
    ({ name, users }) =>
      users.length === 0 && !model.domains.some((one) => one.users.some(({ controls }) => controls.includes(name))),
  );
  if (empty) {
    const fields = { domain: empty.name };
    const before = sim.call("get_domain", fields);
    done(sim, "delete_domain", fields);
    const id = latest(done(sim, "search_domains", { criteria: { deleted: true }, sort: LATEST }).domains);
    done(sim, "restore_domain", { ...fields, id, new_name: empty.name });
    same(sim.call("get_domain", fields), before);
  }
}

function typeCounts(users: ModelUser[]): { mailbox: number; forward: number } {
  const count = (type: ModelUser["type"]) => users.filter((one) => one.type === type).length;
  return { mailbox: count("mailbox"), forward: count("forward") };
}

function counts({ users, deleted }: ModelDomain): object {
  const alias = users.flatMap(({ aliases }) => aliases).length;
  return { ...typeCounts(users), filter: 0, alias, deleted: deleted.length };
}

/** No order is promised, so both sides are put into one. */
function sorted(rows: unknown): string[] {
  return (rows as unknown[]).map((row) => JSON.stringify(canonical(row))).sort();
}

function canonical(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .map(([name, inner]) => [name, canonical(inner)])
    .sort();
}

function same(actual: unknown, expected: unknown): void {
  const wire = (value: unknown) => JSON.parse(JSON.stringify(value ?? null)) as Answer;
  if (!isDeepStrictEqual(wire(actual), wire(expected))) {
    throw new Error(`the service has ${JSON.stringify(actual)}\nthe model has   ${JSON.stringify(expected)}`);
  }
}
