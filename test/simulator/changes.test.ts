import type { JsonObject, Simulator } from "../../simulator/index.js";
import { COMPANY, clock, domain, done, GOOD, refused, start, user } from "./support.js";

const time = clock();
let sim: Simulator;

beforeEach(async () => {
  sim = await start({ now: time.now });
  await domain(sim);
});

const messages = async (method: string, fields: JsonObject) =>
  ((await done(sim, method, fields)).changes as JsonObject[]).map(({ msg }) => msg);
const ofUser = () => messages("get_user_changes", { user: "iris@example.com" });
const change = (attributes: JsonObject) => done(sim, "change_user", { user: "iris@example.com", attributes });

test("a change tells who made it with what, when, and from what to what, as the guide has it", async () => {
  const who = { ...sim.admin, client: "oma-reference/1.0" };
  await done(sim, "change_company", { company: COMPANY, attributes: { spamlevel: "Normal" } }, who);
  await done(sim, "change_company", { company: COMPANY, attributes: { spamlevel: "High", language: "en" } }, who);
  const { changes, count, total_count } = await done(sim, "get_company_changes", { company: COMPANY });
  expect([count, total_count]).toEqual([2, 2]);
  const common = { time: Math.floor(time.now() / 1000), user: sim.admin.user, application: "oma-reference/1.0" };
  expect(changes).toEqual([
    { ...common, msg: "spamlevel: null -> Normal" },
    { ...common, msg: "spamlevel: Normal -> High" },
  ]);
});

test("a long value is told by its size", async () => {
  const allow = Array.from({ length: 100 }, (_, n) => `sender${n}@mail.example`);
  await done(sim, "change_company", { company: COMPANY, attributes: { allow } });
  expect(await messages("get_company_changes", { company: COMPANY })).toEqual([
    `allow: ${Buffer.byteLength(JSON.stringify(allow))} bytes`,
  ]);
});

test("the life of a user, without a password anywhere", async () => {
  await user(sim, "iris@example.com");
  await change({ name: "Iris", password: "Olive-Gate-2101" });
  await change({ name: "Iris" });
  await done(sim, "set_role", { user: "iris@example.com", role: "domain", object: "example.com" });
  await done(sim, "rename_user", { user: "iris@example.com", new_name: "i@example.com" });
  await done(sim, "rename_user", { user: "i@example.com", new_name: "iris@example.com" });
  await done(sim, "delete_user", { user: "iris@example.com" });
  const [row] = sim.call("search_users", { criteria: { domain: "example.com", deleted: true } }).users as JsonObject[];
  await done(sim, "restore_user", { user: "iris@example.com", id: row?.id ?? null, new_name: "iris@example.com" });
  expect(await ofUser()).toEqual([
    "created",
    "name: null -> Iris",
    "password: changed",
    "role domain: example.com",
    "renamed: iris@example.com -> i@example.com",
    "renamed: i@example.com -> iris@example.com",
    "deleted",
    "restored",
  ]);
});

test("changes of a domain, workgroups among them; a refused one leaves no entry", async () => {
  await done(sim, "change_domain", { domain: "example.com", attributes: { language: "nl" } });
  await done(sim, "create_workgroup", { domain: "example.com", workgroup: "desk" });
  await done(sim, "delete_workgroup", { domain: "example.com", workgroup: "desk" });
  await refused(sim, "change_domain", { domain: "example.com", attributes: { language: "xx" } });
  expect(await messages("get_domain_changes", { domain: "example.com" })).toEqual([
    "created",
    "language: en -> nl",
    "workgroup desk: created",
    "workgroup desk: deleted",
  ]);
});

test("a window of the changes", async () => {
  await user(sim, "iris@example.com");
  for (const name of ["A", "B", "C"]) await change({ name });
  const range = { first: 1, limit: 2 };
  const answer = await done(sim, "get_user_changes", { user: "iris@example.com", range });
  expect(answer).toMatchObject({ count: 2, total_count: 4 });
  expect((answer.changes as JsonObject[]).map(({ msg }) => msg)).toEqual(["name: null -> A", "name: A -> B"]);
});

test("the history of an attribute has each earlier value by the last second it held", async () => {
  await user(sim, "iris@example.com", { name: "I. Moreau" });
  time.pass(100_000);
  const first = Math.floor(time.now() / 1000);
  await change({ name: "Iris" });
  time.pass(100_000);
  await change({ name: "Iris Moreau", phone: "1" });
  const history = async (attribute: string) =>
    (await done(sim, "get_user_attribute_history", { user: "iris@example.com", attribute })).history;
  expect(await history("name")).toEqual({ [first]: "I. Moreau", [first + 100]: "Iris" });
  expect(await history("title")).toEqual({});
  for (const attribute of ["password", "nonsense", "__proto__"]) {
    expect(await refused(sim, "get_user_attribute_history", { user: "iris@example.com", attribute })).toBe(6);
  }
});

test("no list grows without end", async () => {
  await user(sim, "iris@example.com");
  for (let n = 0; n < 150; n++) {
    sim.call("change_user", { user: "iris@example.com", attributes: { name: `N${n}`, password: GOOD } });
  }
  expect((await done(sim, "get_user_changes", { user: "iris@example.com" })).total_count).toBe(100);
});
