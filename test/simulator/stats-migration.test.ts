import type { JsonObject, Simulator } from "../../simulator/index.js";
import { admin, COMPANY, clock, domain, done, HILLSIDE, post, refused, start, TWO_COMPANIES, user } from "./support.js";

const time = clock(Date.parse("2025-10-20T09:00:00Z"));
let sim: Simulator;

beforeEach(async () => {
  sim = await start({ ...TWO_COMPANIES, now: time.now });
  await domain(sim);
  await user(sim);
});

test("snapshots are there for the periods that ended since the company was created", async () => {
  expect((await done(sim, "stats_list", {})).snapshots).toEqual({ day: [], week: [], month: [] });
  time.pass(Date.parse("2025-12-08T09:00:00Z") - time.now());
  const { day, week, month } = (await done(sim, "stats_list", {})).snapshots as Record<string, string[]>;
  expect(day).toHaveLength(30);
  expect(day?.at(-1)).toBe("2025-12-07");
  expect(week?.at(-1)).toBe("2025-12-01");
  expect(week?.[0]).toBe("2025-10-20");
  expect(month).toEqual(["2025-10", "2025-11"]);
});

test("the address of a snapshot leads nowhere, and the date has a form", async () => {
  const fields = { type: "domain", object: "example.com", date: "2025-10" };
  expect((await done(sim, "stats_snapshot", fields)).snapshot).toMatch(/^https:\/\/snapshots\.invalid\//);
  await done(sim, "stats_snapshot", { type: "company", object: COMPANY, date: "2025-10-12" });
  for (const date of ["2025", "2025-13", "October", "2025-10-1"]) {
    expect(await refused(sim, "stats_snapshot", { ...fields, date })).toBe(5);
  }
  expect(await refused(sim, "stats_snapshot", { ...fields, date: "2099-01" })).toBe(2);
  expect(await refused(sim, "stats_snapshot", { ...fields, object: "absent.example" })).toBe(2);
  expect(await refused(sim, "stats_snapshot", { ...fields, type: "company", object: COMPANY }, HILLSIDE)).toBe(9);
});

test("the summary counts what there is, for a company, a domain and a user", async () => {
  const figures = async (fields: JsonObject) =>
    Object.values((await done(sim, "stats_summary", fields)).summary as JsonObject)[0] as JsonObject;
  expect((await figures({})).services).toMatchObject({ mailbox: 2, forward: 0, service_imap4: 2 });
  expect((await figures({ type: "domain", object: "example.com" })).services).toMatchObject({ mailbox: 1 });
  expect((await figures({ type: "user", object: "iris@example.com", by: "month" })).services).toMatchObject({
    mailbox: 1,
  });
  expect(await refused(sim, "stats_summary", { type: "domain" })).toBe(5);
  expect(await refused(sim, "stats_summary", { type: "user", object: "nobody@example.com" })).toBe(2);
});

describe("migrations", () => {
  const account = {
    local: "iris@example.com",
    remote: "iris@old.example.org",
    password: "Olive-Gate-21",
    server: "imap.old.example.org:993",
    method: "imap4s",
    skip: ["Trash"],
    translate: { Sent: ".Sent Items" },
  };
  const add = (fields: JsonObject = {}, entry: object = {}) =>
    post(sim, "migration_add", { users: [{ ...account, ...entry }], ...fields });

  test("a job counts its time, one mailbox after the other, and can be followed", async () => {
    await user(sim, "lea@example.com");
    const users = [account, { ...account, local: "lea@example.com" }];
    const { job } = await done(sim, "migration_add", { job: "7f20c1", users });
    expect(job).toBe("7f20c1");
    const status = () => done(sim, "migration_status", { job: "7f20c1" });
    expect(await status()).toMatchObject({ status: "queued", total: 2, done: 0 });
    time.pass(2500);
    expect(await status()).toMatchObject({
      status: "running",
      done: 1,
      users: [
        { user: "iris@example.com", status: "done" },
        { user: "lea@example.com", status: "running" },
      ],
    });
    const trace = { job: "7f20c1", user: "lea@example.com" };
    expect(await done(sim, "migration_trace", trace)).toMatchObject({ remote: account.remote, status: "running" });
    time.pass(1500);
    expect(await status()).toMatchObject({ status: "done", done: 2 });
    expect((await done(sim, "migration_jobs", {})).jobs).toMatchObject([{ job: "7f20c1", status: "done" }]);
  });

  test("remote passwords come back nowhere", async () => {
    const { job } = await add();
    for (const method of ["migration_status", "migration_jobs", "migration_trace"]) {
      const answer = await done(sim, method, { job: job ?? null, user: "iris@example.com" });
      expect(JSON.stringify(answer)).not.toContain(account.password);
    }
  });

  test("an id is taken once; a made-up one is free", async () => {
    await add({ job: "x" });
    expect(await add({ job: "x" })).toMatchObject({ error_number: 19 });
    expect((await add()).job).not.toBe((await add()).job);
  });

  test.each([
    ["local", "nobody@example.com", 2],
    ["local", "iris@elsewhere.example", 9],
    ["local", 5, 5],
    ["server", "no-port.example", 5],
    ["method", "pop", 5],
    ["password", undefined, 5],
    ["skip", "Trash", 5],
    ["translate", { Sent: 1 }, 5],
  ])("an entry with %s = %j is refused", async (name, value, number) => {
    expect(await add({}, { [name]: value })).toMatchObject({ error_number: number });
  });

  test("500 accounts fit, 501 and none do not", async () => {
    const users = (count: number) => ({ users: Array.from({ length: count }, () => account) });
    expect(await post(sim, "migration_add", users(500))).toMatchObject({ success: true });
    expect(await refused(sim, "migration_add", users(501))).toBe(5);
    expect(await refused(sim, "migration_add", users(0))).toBe(5);
  });

  test("jobs belong to the admin who started them", async () => {
    const lead = await admin(sim, "lead@example.com", "domain", "example.com");
    await add({ job: "x" });
    expect(await refused(sim, "migration_status", { job: "x" }, lead)).toBe(9);
    expect(await refused(sim, "migration_status", { job: "x" }, HILLSIDE)).toBe(2);
    expect((await done(sim, "migration_jobs", {}, lead)).jobs).toEqual([]);
    expect(await refused(sim, "migration_trace", { job: "x", user: "nobody@example.com" })).toBe(2);
  });
});
