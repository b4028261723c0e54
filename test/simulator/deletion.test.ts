import type { Json, JsonObject, Simulator } from "../../simulator/index.js";
import { clock, DAY, domain, done, GOOD, HILLSIDE, refused, start, TWO_COMPANIES, user } from "./support.js";

const time = clock();
let sim: Simulator;

beforeEach(async () => {
  sim = await start({ ...TWO_COMPANIES, now: time.now });
  await domain(sim);
});

type Row = { user: string; id: string; delete_time: number; [member: string]: Json };
const deletedUsers = () =>
  sim.call("search_users", { criteria: { domain: "example.com", deleted: true } }).users as unknown as Row[];
const deletedDomains = () =>
  sim.call("search_domains", { criteria: { deleted: true } }).domains as unknown as Array<Row & { domain: string }>;
const lastUser = () => deletedUsers().at(-1)?.id ?? "none";
const lastDomain = () => deletedDomains().at(-1)?.id ?? "none";
const restoreUser = (id: string, new_name = "iris@example.com") => ({ user: "iris@example.com", id, new_name });
const restoreDomain = (id: string, new_name = "example.com") => ({ domain: "example.com", id, new_name });

test("a deleted user is gone for every call and is listed with id and time of deletion", async () => {
  await user(sim);
  await done(sim, "delete_user", { user: "iris@example.com" });
  expect(await refused(sim, "get_user", { user: "iris@example.com" })).toBe(2);
  expect(await refused(sim, "delete_user", { user: "iris@example.com" })).toBe(2);
  const seconds = Math.floor(time.now() / 1000);
  expect(deletedUsers()).toMatchObject([
    { user: "iris@example.com", type: "mailbox", status: "deleted", id: String(seconds), delete_time: seconds },
  ]);
});

test("a restored user has what it had, its password included", async () => {
  await user(sim, "iris@example.com", { name: "Iris", aliases: ["i@example.com"] });
  await done(sim, "delete_user", { user: "iris@example.com" });
  await done(sim, "restore_user", restoreUser(lastUser()));
  expect(sim.call("get_user", { user: "iris@example.com" }).attributes).toMatchObject({
    name: "Iris",
    aliases: ["i@example.com"],
  });
  await done(sim, "authenticate", {}, { user: "iris@example.com", password: GOOD });
  expect(deletedUsers()).toEqual([]);
});

test("a name is free at once; the old account then comes back under another name only", async () => {
  await user(sim, "iris@example.com", { name: "Old", aliases: ["i@example.com"] });
  await done(sim, "delete_user", { user: "iris@example.com" });
  await user(sim, "iris@example.com", { name: "New", aliases: ["i@example.com"] });
  expect(await refused(sim, "restore_user", restoreUser(lastUser()))).toBe(7);
  await done(sim, "restore_user", restoreUser(lastUser(), "old@example.com"));
  expect(sim.call("get_user", { user: "old@example.com" }).attributes).toMatchObject({ name: "Old", aliases: [] });
});

test("two deletions in one second have two ids", async () => {
  for (let n = 0; n < 3; n++) {
    await user(sim);
    await done(sim, "delete_user", { user: "iris@example.com" });
  }
  expect(new Set(deletedUsers().map(({ id }) => id)).size).toBe(3);
});

test("users come back within 30 days and not later", async () => {
  await user(sim);
  await done(sim, "delete_user", { user: "iris@example.com" });
  const id = lastUser();
  time.pass(30 * DAY);
  expect(deletedUsers()).toHaveLength(1);
  time.pass(1000);
  expect(deletedUsers()).toEqual([]);
  expect(await refused(sim, "restore_user", restoreUser(id))).toBe(2);
});

test("a wrong id, or an id of another name, restores nothing", async () => {
  await user(sim);
  await done(sim, "delete_user", { user: "iris@example.com" });
  expect(await refused(sim, "restore_user", restoreUser("1"))).toBe(2);
  expect(await refused(sim, "restore_user", { ...restoreUser(lastUser()), user: "lea@example.com" })).toBe(2);
});

test("a restored user whose workgroup or brand is gone falls back to the defaults", async () => {
  await done(sim, "create_workgroup", { domain: "example.com", workgroup: "desk" });
  await done(sim, "_change_brand", { brand: "Blue", attributes: {} });
  await user(sim, "iris@example.com", { workgroup: "desk", brand: "Blue" });
  await done(sim, "delete_user", { user: "iris@example.com" });
  await done(sim, "delete_workgroup", { domain: "example.com", workgroup: "desk" });
  await done(sim, "_delete_brand", { brand: "Blue" });
  await done(sim, "restore_user", restoreUser(lastUser()));
  expect(sim.call("get_user", { user: "iris@example.com" }).attributes).toMatchObject({
    workgroup: "staff",
    brand: null,
  });
});

test("rename keeps the account and frees the old address", async () => {
  await user(sim, "iris@example.com", { name: "Iris", aliases: ["i@example.com"] });
  await done(sim, "set_role", { user: "iris@example.com", role: "domain", object: "example.com" });
  await done(sim, "rename_user", { user: "iris@example.com", new_name: "Rosa@example.com" });
  const rosa = sim.call("get_user", { user: "rosa@example.com" });
  expect(rosa.attributes).toMatchObject({ account: "rosa@example.com", name: "Iris", aliases: ["i@example.com"] });
  expect(rosa.metadata?.roles).toEqual({ domain: ["example.com"] });
  expect(await refused(sim, "get_user", { user: "iris@example.com" })).toBe(2);
  expect(await refused(sim, "get_user", { user: "i@example.com" })).toBe(3);
  expect(await refused(sim, "rename_user", { user: "rosa@example.com", new_name: "rosa@second.example" })).toBe(6);
  await user(sim);
});

test("a deleted domain frees its name and aliases, and comes back with what it had", async () => {
  await done(sim, "change_domain", { domain: "example.com", attributes: { aliases: ["example.net"], language: "nl" } });
  await done(sim, "create_workgroup", { domain: "example.com", workgroup: "desk" });
  await done(sim, "delete_domain", { domain: "example.com" });
  expect(await refused(sim, "get_domain", { domain: "example.com" })).toBe(2);
  expect(await refused(sim, "get_domain", { domain: "example.net" })).toBe(2);
  await done(sim, "restore_domain", restoreDomain(lastDomain()));
  expect(sim.call("get_domain", { domain: "example.com" }).attributes).toMatchObject({
    language: "nl",
    aliases: ["example.net"],
  });
  expect(sim.call("search_workgroups", { criteria: { domain: "example.com" } }).total_count).toBe(2);
  expect(deletedDomains()).toEqual([]);
});

test("soft-deleted users do not keep a domain from being deleted, and come back after it under its new name", async () => {
  await user(sim);
  await done(sim, "delete_user", { user: "iris@example.com" });
  const id = lastUser();
  await done(sim, "delete_domain", { domain: "example.com" });
  expect(await refused(sim, "restore_user", restoreUser(id))).toBe(9);
  await done(sim, "restore_domain", restoreDomain(lastDomain(), "other.example"));
  await done(sim, "restore_user", { user: "iris@other.example", id, new_name: "iris@other.example" });
});

test("a domain does not come back under a name that is taken, for another company, or with a wrong id", async () => {
  await domain(sim, "second.example", { aliases: ["alias.example"] });
  await done(sim, "delete_domain", { domain: "example.com" });
  const id = lastDomain();
  expect(await refused(sim, "restore_domain", restoreDomain(id, "second.example"))).toBe(7);
  expect(await refused(sim, "restore_domain", restoreDomain(id, "alias.example"))).toBe(7);
  expect(await refused(sim, "restore_domain", restoreDomain("1"))).toBe(2);
  expect(await refused(sim, "restore_domain", restoreDomain(id), HILLSIDE)).toBe(9);
  expect(sim.call("search_domains", { criteria: { deleted: true } }, HILLSIDE).total_count).toBe(0);
});

test("aliases somebody took meanwhile do not come back with the domain", async () => {
  await done(sim, "change_domain", { domain: "example.com", attributes: { aliases: ["example.net", "example.org"] } });
  await done(sim, "delete_domain", { domain: "example.com" });
  await domain(sim, "example.net");
  await done(sim, "restore_domain", restoreDomain(lastDomain()));
  const attributes = sim.call("get_domain", { domain: "example.com" }).attributes as JsonObject;
  expect(attributes.aliases).toEqual(["example.org"]);
});

test("domains come back within 30 days and not later", async () => {
  await done(sim, "delete_domain", { domain: "example.com" });
  const id = lastDomain();
  time.pass(30 * DAY + 1000);
  expect(await refused(sim, "restore_domain", restoreDomain(id))).toBe(2);
});
