import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Simulator, SimulatorOptions } from "../../simulator/index.js";
import { crashRound } from "../campaigns/simulator/crash.mts";
import { admin, COMPANY, clock, DAY, domain, done, GOOD, post, start, TWO_COMPANIES, user } from "./support.js";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "oma-data-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ADMINS = [{ user: "provisioner@lakeside-demo.adm", password: GOOD, role: "company" as const }];

function kept(options: SimulatorOptions = {}): SimulatorOptions {
  return { data: join(folder, "data.db"), tenant: [{ name: COMPANY, admins: ADMINS }], ...options };
}

async function reopened(sim: Simulator, options?: SimulatorOptions): Promise<Simulator> {
  await sim.close();
  return start(options ?? kept());
}

/** Everything it holds, in one order. */
function held(sim: Simulator): string[] {
  return sim
    .snapshot()
    .rows.map((row) => JSON.stringify(row))
    .sort();
}

test("everything is there again after a new start", async () => {
  const sim = await start(kept());
  await domain(sim, "example.com", { aliases: ["example.net"], language: "nl" });
  await domain(sim, "gone.example");
  await done(sim, "create_workgroup", { domain: "example.com", workgroup: "desk" });
  await user(sim, "iris@example.com", { aliases: ["i@example.net"], workgroup: "desk", name: "Ïris 😀" });
  await admin(sim, "otto@example.com", "domain", "example.com");
  await user(sim, "pim@example.com");
  await done(sim, "rename_user", { user: "pim@example.com", new_name: "pam@example.com" });
  await user(sim, "left@example.com");
  await done(sim, "delete_user", { user: "left@example.com" });
  await user(sim, "old@gone.example");
  await done(sim, "delete_user", { user: "old@gone.example" });
  await done(sim, "delete_domain", { domain: "gone.example" });
  await done(sim, "_change_brand", { brand: "Blue", attributes: {} });
  await done(sim, "change_company", { company: COMPANY, attributes: { spamlevel: "High" } });
  const before = held(sim);

  const again = await reopened(sim);
  expect(held(again)).toEqual(before);
  expect(await post(again, "get_user", { user: "i@example.net" })).toMatchObject({ error_number: 3 });
  expect(
    await done(again, "get_domain", { domain: "example.com" }, { user: "otto@example.com", password: GOOD }),
  ).toBeTruthy();
  const deleted = await done(again, "search_domains", { criteria: { deleted: true } });
  const id = (deleted.domains as { id: string }[])[0]?.id;
  await done(again, "restore_domain", { domain: "gone.example", id, new_name: "back.example" } as never);
  const users = await done(again, "search_users", { criteria: { domain: "back.example", deleted: true } });
  expect(users.total_count).toBe(1);
  const last = held(again);
  expect(held(await reopened(again))).toEqual(last);
});

test("only its owner can read the file and its log, also one that others could read before", async () => {
  const path = join(folder, "data.db");
  const modes = () =>
    [path, `${path}-wal`].filter((file) => existsSync(file)).map((file) => (statSync(file).mode & 0o777).toString(8));
  const sim = await start(kept());
  await domain(sim);
  expect(modes()).toEqual(["600", "600"]);
  await sim.close();
  chmodSync(path, 0o644);
  await domain(await start(kept()), "other.example");
  expect(modes()).toEqual(["600", "600"]);
});

test("a change made in process is kept as well", async () => {
  const sim = await start(kept());
  sim.call("change_domain", { domain: "example.com", attributes: {} });
  sim.clock.advance(DAY);
  const again = await reopened(sim);
  expect(again.call("get_domain", { domain: "example.com" }).success).toBe(true);
  expect(again.clock.ahead).toBe(DAY);
});

test("a session token goes on after a new start, also when its user has another name by then", async () => {
  const sim = await start(kept());
  await domain(sim);
  const otto = await admin(sim, "otto@example.com", "domain", "example.com");
  const { session_token: token } = await done(sim, "authenticate", { generate_session_token: true }, otto);
  await done(sim, "rename_user", { user: "otto@example.com", new_name: "olga@example.com" });
  const again = await reopened(sim);
  const as = { user: "olga@example.com", token: String(token) };
  expect(await done(again, "get_domain", { domain: "example.com" }, as)).toBeTruthy();
  again.expireTokens();
  const last = await reopened(again);
  expect(await post(last, "get_domain", { domain: "example.com" }, as)).toMatchObject({ error_number: 39 });
});

test("the admin of a kept tenant gets the password that is printed, whichever that is", async () => {
  const sim = await start(kept());
  const again = await reopened(sim, { data: join(folder, "data.db") });
  expect(again.admin.user).toBe(sim.admin.user);
  expect(again.admin.password).not.toBe(sim.admin.password);
  await done(again, "get_company", { company: COMPANY });
  await again.close();
  await expect(start(kept(TWO_COMPANIES))).resolves.toBeTruthy();
});

test("a tenant that was made with other admins is refused, and one that is cut short is made anew", async () => {
  const bad = kept({
    tenant: [{ name: COMPANY, admins: ADMINS, domains: [{ domain: "example.com" }, { domain: "x" }] }],
  });
  await expect(start(bad)).rejects.toThrow("tenant[0].domains[1]: change_domain was refused: 6");
  const sim = await start(kept());
  expect(sim.call("get_domain", { domain: "example.com" }).error_number).toBe(2);
  await sim.close();
  const others = [{ user: "boss@other.adm", password: GOOD, role: "company" as const }];
  await expect(start(kept({ tenant: [{ name: COMPANY, admins: others }] }))).rejects.toThrow("no admin boss@other.adm");
});

test("a file that is none, or that somebody has open, is refused in words", async () => {
  writeFileSync(join(folder, "data.db"), "no database, but long enough to be looked at as one ".repeat(40));
  await expect(start(kept())).rejects.toThrow(/The data file .*data\.db cannot be used: /);
  const other = kept({ data: join(folder, "other.db") });
  await start(other);
  await expect(start(other)).rejects.toThrow("another process has it open");
  await expect(start(kept({ data: join(folder, "no", "such", "folder") }))).rejects.toThrow("cannot be used");
});

test("neither the file nor a snapshot holds a password or a token", async () => {
  const sim = await start(kept());
  await domain(sim);
  await user(sim, "iris@example.com", { password: "Sesame!Open-77" });
  const { session_token: token } = await done(sim, "authenticate", { generate_session_token: true });
  const snapshot = JSON.stringify(sim.snapshot());
  await sim.close();
  for (const file of ["data.db", "data.db-wal"].map((name) => join(folder, name)).filter((path) => existsSync(path))) {
    for (const secret of ["Sesame!Open-77", GOOD, String(token)]) {
      expect(readFileSync(file).includes(secret)).toBe(false);
      expect(snapshot).not.toContain(secret);
    }
  }
});

test("a snapshot brings everything back, the time included, into any simulator", async () => {
  const time = clock();
  const sim = await start(kept({ now: time.now }));
  await domain(sim);
  await user(sim);
  sim.clock.advance(DAY);
  const snapshot = sim.snapshot();
  await done(sim, "delete_user", { user: "iris@example.com" });
  sim.clock.advance(40 * DAY);
  sim.restore(snapshot);
  expect(sim.clock.ahead).toBe(DAY);
  await done(sim, "get_user", { user: "iris@example.com" });

  const copy = await start({ tenant: [{ name: "Other", admins: ADMINS }] });
  copy.restore(JSON.parse(JSON.stringify(snapshot)));
  expect(held(copy)).toEqual(held(sim));
  const again = await reopened(sim);
  await done(again, "get_user", { user: "iris@example.com" });
  expect(() => again.restore({ form: "else" } as never)).toThrow("A snapshot must be");
});

test.each(["data.db", ":memory:"])("after a restart it holds what it had kept (%s)", async (name) => {
  const sim = await start(kept({ data: name === ":memory:" ? name : join(folder, name) }));
  await domain(sim);
  const { session_token: token } = await done(sim, "authenticate", { generate_session_token: true });
  const before = held(sim);
  await sim.restart({ downMs: 20 });
  expect(held(sim)).toEqual(before);
  const as = { user: sim.admin.user, token: String(token) };
  await done(sim, "change_domain", { domain: "example.com", attributes: { language: "nl" } }, as);
});

test("kill -9 under load loses no change that was answered", async () => {
  const place = { binary: resolve(__dirname, "../../simulator/dist/cli/oma-simulator.js"), folder };
  let acknowledged = 0;
  for (const [round, killAfterMs] of [150, 400, 700].entries()) {
    const result = await crashRound(place, round, killAfterMs);
    expect(result).toMatchObject({ lost: [], strange: [] });
    acknowledged += result.acknowledged;
  }
  expect(acknowledged).toBeGreaterThan(50);
});
