import { generateDomains } from "../../simulator/index.js";
import { done, GOOD, start } from "./support.js";

const admins = [{ user: "boss@lake.adm", password: GOOD, role: "company" as const }];

test("the same seed gives the same tenant, another another", () => {
  const of = (seed: string) => JSON.stringify([...generateDomains({ domains: 30, users: 400 }, seed)]);
  expect(of("1")).toBe(of("1"));
  expect(of("2")).not.toBe(of("1"));
});

test.each([
  [1, 1],
  [1, 50],
  [7, 3],
  [40, 1000],
  [3, 0],
  [0, 0],
])("%i domains with %i users together", (domains, users) => {
  const made = [...generateDomains({ domains, users }, "7")];
  expect(made).toHaveLength(domains);
  expect(made.reduce((sum, { users: own = [] }) => sum + own.length, 0)).toBe(users);
  expect(new Set(made.map(({ domain }) => domain)).size).toBe(domains);
});

test("sizes are uneven: a few domains have most of the users, and every domain has one", () => {
  const sizes = [...generateDomains({ domains: 100, users: 3000 }, "1")].map(({ users = [] }) => users.length);
  sizes.sort((a, b) => b - a);
  expect(sizes.slice(0, 10).reduce((a, b) => a + b)).toBeGreaterThan(1200);
  expect(sizes.at(-1)).toBeGreaterThanOrEqual(1);
});

test("the service takes all of it, beside what is given by hand", async () => {
  const sim = await start({
    seed: 5,
    tenant: [
      { name: "Lake Mail", admins, domains: [{ domain: "mine.example" }], generate: { domains: 25, users: 600 } },
    ],
  });
  const { domains, total_count: total } = await done(sim, "search_domains", {});
  expect(total).toBe(27);
  const users = (domains as { users: { mailbox: number; forward: number; alias: number } }[]).map((row) => row.users);
  const sum = (name: "mailbox" | "forward" | "alias") => users.reduce((all, row) => all + row[name], 0);
  expect(sum("mailbox") + sum("forward")).toBe(601);
  expect(sum("forward")).toBeGreaterThan(0);
  expect(sum("alias")).toBeGreaterThan(20);
});
