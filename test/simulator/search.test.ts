import type { JsonObject, Simulator } from "../../simulator/index.js";
import { matches } from "../../simulator/rules/wildcard.js";
import { COMPANY, clock, domain, done, post, refused, start, user } from "./support.js";

const time = clock();
let sim: Simulator;

beforeEach(async () => {
  sim = await start({ now: time.now });
  await domain(sim, "example.com", { filtermx: "mx.example.org" });
  await user(sim, "iris@example.com", { aliases: ["i@example.com"] });
  await done(sim, "change_user", {
    user: "sales@example.com",
    attributes: { type: "forward", forward_recipients: ["a@b.example", "c@d.example"] },
  });
  await done(sim, "change_user", { user: "scan@example.com", attributes: { type: "filter" } });
});

const users = (criteria: JsonObject = {}, more: JsonObject = {}) =>
  post(sim, "search_users", { criteria: { domain: "example.com", ...criteria }, ...more });
const names = async (criteria?: JsonObject, more?: JsonObject) =>
  ((await users(criteria, more)).users as unknown as Array<{ user: string }>).map((row) => row.user.split("@")[0]);

test("users and aliases are rows, sorted by name, with workgroup and status by default", async () => {
  expect(await users()).toEqual({
    success: true,
    count: 4,
    total_count: 4,
    users: [
      { user: "i@example.com", type: "alias", alias_target: "iris@example.com", workgroup: "staff", status: "active" },
      { user: "iris@example.com", type: "mailbox", workgroup: "staff", status: "active" },
      { user: "sales@example.com", type: "forward", workgroup: "staff", status: "active" },
      { user: "scan@example.com", type: "filter", workgroup: "staff", status: "active" },
    ],
  });
});

test("fields choose the columns; the forward columns are spelt as the service spells them", async () => {
  const answer = await users({ type: "forward" }, { fields: ["type", "forward", "createtime"] });
  expect(answer.users).toEqual([
    {
      user: "sales@example.com",
      type: "forward",
      forward_recepient_count: 2,
      forward_recepient: "a@b.example",
      createtime: Math.floor(time.now() / 1000),
    },
  ]);
});

test("types and states are taken as a list and as a single text", async () => {
  expect(await names({ type: ["mailbox", "filter"] })).toEqual(["iris", "scan"]);
  expect(await names({ type: "alias" })).toEqual(["i"]);
  const off = { service_imap4: "suspended", service_pop3: "suspended", service_webmail: "suspended" };
  await done(sim, "change_user", { user: "sales@example.com", attributes: off });
  expect(await names({ status: ["suspended"] })).toEqual(["sales"]);
  expect(await names({ status: "active" })).toEqual(["i", "iris", "scan"]);
});

test("deleted users show with deleted true or by their state only", async () => {
  await done(sim, "delete_user", { user: "scan@example.com" });
  expect(await names()).not.toContain("scan");
  expect(await names({ deleted: true })).toEqual(["scan"]);
  expect(await names({ status: ["deleted"] })).toEqual(["scan"]);
  expect(await names({ status: ["deleted", "active"] })).toEqual(["i", "iris", "sales", "scan"]);
});

test("? stands for one character, * for any run, and the case does not matter", async () => {
  expect(await names({ match: "S*" })).toEqual(["sales", "scan"]);
  expect(await names({ match: "sca?" })).toEqual(["scan"]);
  expect(await names({ match: "*@example.com" })).toHaveLength(4);
  expect(await names({ match: "none*" })).toEqual([]);
});

test("a range is a window over all matches; count is the page, total_count the matches", async () => {
  const answer = await users({}, { range: { first: 1, limit: 2 } });
  expect(answer).toMatchObject({ count: 2, total_count: 4, users: [{ user: "iris@example.com" }, {}] });
  expect(await users({}, { range: { first: 9 } })).toMatchObject({ count: 0, total_count: 4, users: [] });
  expect(await users({}, { range: { Limit: 1 } })).toMatchObject({ count: 4 });
});

test("rows are sorted as asked, in both directions, and empty members ask for nothing", async () => {
  expect(await names({}, { sort: { direction: "descending" } })).toEqual(["scan", "sales", "iris", "i"]);
  expect(await names({}, { sort: { by: "type" } })).toEqual(["i", "scan", "sales", "iris"]);
  expect(await names({}, { sort: {}, range: {} })).toHaveLength(4);
  expect(await refused(sim, "search_users", { criteria: { domain: "example.com" }, sort: { by: "age" } })).toBe(5);
});

test("search_domains has true domains with the number of their users, and alias domains", async () => {
  await done(sim, "change_domain", { domain: "example.com", attributes: { aliases: ["example.net"] } });
  const answer = await done(sim, "search_domains", { criteria: { company: COMPANY, match: "example*" } });
  expect(answer.domains).toEqual([
    { domain: "example.com", type: "domain", users: { mailbox: 1, forward: 1, filter: 1, alias: 1, deleted: 0 } },
    { domain: "example.net", type: "alias" },
  ]);
  const only = await done(sim, "search_domains", { criteria: { type: "alias" } });
  expect(only.domains).toMatchObject([{ domain: "example.net" }]);
});

test("search_domains sorts by the number of users", async () => {
  await domain(sim, "empty.example");
  const sort = { by: "users/forward", direction: "descending" };
  const { domains } = await done(sim, "search_domains", { criteria: { type: ["domain"] }, sort });
  expect(domains).toMatchObject([
    { domain: "example.com" },
    { domain: "lakeside-demo.adm" },
    { domain: "empty.example" },
  ]);
});

test("search_workgroups counts the users by type and takes both spellings of its sort key", async () => {
  await done(sim, "create_workgroup", { domain: "example.com", workgroup: "desk" });
  await done(sim, "change_user", { user: "sales@example.com", attributes: { workgroup: "desk" } });
  for (const by of ["users", "user"]) {
    const sort = { by, direction: "descending" };
    const answer = await done(sim, "search_workgroups", { criteria: { domain: "example.com" }, sort });
    expect(answer.workgroups).toEqual([
      { workgroup: "staff", counts: { mailbox: 1, forward: 0, filter: 1, alias: 1, deleted: 0 } },
      { workgroup: "desk", counts: { mailbox: 0, forward: 1, filter: 0, alias: 0, deleted: 0 } },
    ]);
  }
  const found = await done(sim, "search_workgroups", { criteria: { domain: "example.com", match: "de??" } });
  expect(found).toMatchObject({ count: 1, workgroups: [{ workgroup: "desk" }] });
});

test("ten thousand users are searched in well under a second", () => {
  sim.call("change_domain", { domain: "big.example", attributes: {} });
  for (let n = 0; n < 10_000; n++) {
    sim.call("change_user", {
      user: `u${n}@big.example`,
      attributes: { type: "forward", forward_recipients: ["a@b.example"] },
    });
  }
  // Processor time, because others may be using the cores at the same moment.
  const begin = process.cpuUsage();
  const answer = sim.call("search_users", { criteria: { domain: "big.example", match: "u9*" }, range: { limit: 100 } });
  expect(answer).toMatchObject({ count: 100, total_count: 1111 });
  expect(process.cpuUsage(begin).user / 1000).toBeLessThan(500);
});

test.each([
  ["*", "", true],
  ["?", "", false],
  ["a*b*c", "a-b-b-c", true],
  ["a*b", "ab-", false],
  ["**", "x", true],
  ["a.c", "abc", false],
  [`${"*a".repeat(40)}*b`, "a".repeat(5000), false],
])("the pattern %s on %s: %s", (pattern, text, expected) => {
  expect(matches(pattern, text)).toBe(expected);
});
