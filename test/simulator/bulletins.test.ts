import type { JsonObject, Simulator } from "../../simulator/index.js";
import { COMPANY, clock, domain, done, HILLSIDE, post, refused, start, TWO_COMPANIES, user } from "./support.js";

const time = clock();
let sim: Simulator;

beforeEach(async () => {
  sim = await start({ ...TWO_COMPANIES, now: time.now });
  await domain(sim);
});

const TEXT = "Subject: Welcome {name}\n\nYour account is {account}.";
const ofDomain = { domain: "example.com", bulletin: "News" };
const ofCompany = { company: COMPANY, bulletin: "News" };
const shown = (method = "get_domain", fields: JsonObject = { domain: "example.com" }) =>
  sim.call(method, fields).metadata?.bulletins;

describe.each([
  ["company", ofCompany],
  ["domain", ofDomain],
])("bulletins of a %s", (level, names) => {
  const change = (type: string, bulletin_text?: string) =>
    post(sim, `change_${level}_bulletin`, {
      ...names,
      type,
      ...(bulletin_text === undefined ? {} : { bulletin_text }),
    });

  test("are created, replaced, read and, without a text, deleted", async () => {
    expect(await change("manual", TEXT)).toMatchObject({ success: true });
    expect(await change("manual", "Subject: New\n\nNew")).toMatchObject({ success: true });
    const read = { ...names, type: "manual" };
    expect(await done(sim, `get_${level}_bulletin`, read)).toMatchObject({ bulletin_text: "Subject: New\n\nNew" });
    expect(await change("manual")).toMatchObject({ success: true });
    expect(await refused(sim, `get_${level}_bulletin`, read)).toBe(2);
    expect(await change("manual")).toMatchObject({ error_number: 2 });
    expect(await change("manual", "")).toMatchObject({ error_number: 6 });
    expect(await change("weekly", TEXT)).toMatchObject({ error_number: 5 });
  });

  test("one auto and one manual bulletin may share a name", async () => {
    await change("manual", TEXT);
    await change("auto", "Subject: Auto\n\nx");
    const { bulletin_text } = await done(sim, `get_${level}_bulletin`, { ...names, type: "auto" });
    expect(bulletin_text).toBe("Subject: Auto\n\nx");
  });

  test("belong to the company of the caller", async () => {
    await change("manual", TEXT);
    const read = { ...names, type: "manual" };
    expect(await refused(sim, `get_${level}_bulletin`, read, HILLSIDE)).toBe(9);
    expect(await refused(sim, `post_${level}_bulletin`, read, HILLSIDE)).toBe(9);
  });
});

test("posting goes to all users and shows how far it got; when it is done, count is total", async () => {
  for (const name of ["a", "b", "c", "d"]) await user(sim, `${name}@example.com`);
  await done(sim, "change_domain_bulletin", { ...ofDomain, type: "manual", bulletin_text: TEXT });
  expect(shown()).toEqual({ manual: [{ name: "News", count: 0, total: 0, last: null, mtime: null }], auto: [] });
  await done(sim, "post_domain_bulletin", { ...ofDomain, type: "manual" });
  expect(shown()).toMatchObject({ manual: [{ count: 0, total: 4 }] });
  const mtime = Math.floor(time.now() / 1000);
  time.pass(1000);
  expect(shown()).toMatchObject({ manual: [{ count: 2, total: 4, mtime }] });
  time.pass(1000);
  expect(shown()).toMatchObject({ manual: [{ count: 4, total: 4, mtime, last: expect.any(String) }] });
});

test("a company bulletin goes to the users of all its domains", async () => {
  await domain(sim, "second.example");
  await user(sim, "a@example.com");
  await user(sim, "b@second.example");
  await done(sim, "change_company_bulletin", { ...ofCompany, type: "manual", bulletin_text: TEXT });
  await done(sim, "post_company_bulletin", { ...ofCompany, type: "manual" });
  // The admin is a user too.
  expect(shown("get_company", { company: COMPANY })).toMatchObject({ manual: [{ total: 3 }] });
});

test("a test posting needs a user who is there, and counts nothing", async () => {
  await user(sim, "iris@example.com", { aliases: ["i@example.com"] });
  await done(sim, "change_domain_bulletin", { ...ofDomain, type: "manual", bulletin_text: TEXT });
  const test = (test_email: string) => post(sim, "post_domain_bulletin", { ...ofDomain, type: "manual", test_email });
  for (const address of ["iris@example.com", "i@example.com"])
    expect(await test(address)).toMatchObject({ success: true });
  for (const address of ["nobody@example.com", "a@elsewhere.example", HILLSIDE.user]) {
    expect(await test(address)).toMatchObject({ error_number: 13 });
  }
  expect(shown()).toMatchObject({ manual: [{ total: 0 }] });
});

test("a new user gets the auto bulletins of company and domain, and a job", async () => {
  expect(await user(sim, "before@example.com")).not.toHaveProperty("job");
  await done(sim, "change_company_bulletin", { ...ofCompany, type: "auto", bulletin_text: TEXT });
  await done(sim, "change_domain_bulletin", { ...ofDomain, type: "auto", bulletin_text: TEXT });
  expect(await user(sim, "after@example.com")).toMatchObject({ job: String(time.now()) });
  time.pass(2000);
  expect(shown()).toMatchObject({ auto: [{ count: 1, total: 1 }] });
  expect(shown("get_company", { company: COMPANY })).toMatchObject({ auto: [{ count: 1, total: 1 }] });
  const changed = await done(sim, "change_user", { user: "after@example.com", attributes: { name: "A" } });
  expect(changed).not.toHaveProperty("job");
});
