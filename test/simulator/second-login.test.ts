import type { Simulator } from "../../simulator/index.js";
import { COMPANY, clock, domain, done, GOOD, post, refused, start, user } from "./support.js";

const time = clock();

test("App Passwords: four at most, shown once, listed by tag, removed by tag", async () => {
  const sim = await start({ now: time.now });
  await domain(sim);
  await user(sim);
  const call = (mode: string, tag?: string) =>
    post(sim, "app_password", { user: "iris@example.com", mode, ...(tag === undefined ? {} : { tag }) });
  const listed = () => sim.call("get_user", { user: "iris@example.com" }).metadata?.app_passwords;
  const created = Math.floor(time.now() / 1000);

  expect(await call("add", "phone")).toMatchObject({ password: expect.stringMatching(/^[a-z]{4}(-[a-z]{4}){2}$/) });
  await call("add", "phone");
  await call("add");
  await call("add", "tablet");
  expect(listed()).toEqual(["phone", "phone", "app 3", "tablet"].map((tag) => ({ created, tag })));
  expect(await call("add", "fifth")).toMatchObject({ error_number: 46 });
  expect(await call("remove")).toMatchObject({ error_number: 5 });
  expect(await call("remove", "laptop")).toMatchObject({ error_number: 2 });
  expect(await call("add", "Télé")).toMatchObject({ error_number: 5 });
  await call("remove", "phone");
  expect(listed()).toHaveLength(3);
  // The main password fails for mail programs only.
  await done(sim, "authenticate", {}, { user: "iris@example.com", password: GOOD });
});

const PLAIN = { user: "provisioner@lakeside-demo.adm", password: GOOD, role: "company" as const };
const withFactor = (two_factor: object): Promise<Simulator> =>
  start({
    tenant: [{ name: COMPANY, admins: [PLAIN, { ...PLAIN, user: "factor@lakeside-demo.adm", two_factor }] }],
  });
const FACTOR = { user: "factor@lakeside-demo.adm", password: GOOD };

test("with a second factor a password needs the code; a session from such a login needs none", async () => {
  const sim = await withFactor({ enabled: true, code: "123456" });
  expect(await refused(sim, "get_company", { company: COMPANY }, FACTOR)).toBe(33);
  expect(await refused(sim, "get_company", { company: COMPANY }, { ...FACTOR, "2fa_code": "1" })).toBe(35);
  const right = { ...FACTOR, "2fa_code": "123456" };
  const { session_token } = await done(sim, "authenticate", { generate_session_token: true }, right);
  await done(sim, "get_company", { company: COMPANY }, { user: FACTOR.user, token: String(session_token) });
});

test("user_disable_2fa takes it away, once and for all, unless the brand forbids it", async () => {
  const sim = await withFactor({ enabled: true });
  const enabled = () => sim.call("get_user", { user: FACTOR.user }).metadata?.["2fa_enabled"];
  expect(enabled()).toBe(true);
  await done(sim, "_change_brand", { brand: "Strict", attributes: { allow_disable_2fa: false } });
  await done(sim, "change_company", { company: COMPANY, attributes: { brand: "Strict" } });
  expect(await refused(sim, "user_disable_2fa", { user: FACTOR.user })).toBe(45);
  await done(sim, "_change_brand", { brand: "Strict", attributes: { allow_disable_2fa: true } });
  for (let n = 0; n < 2; n++) await done(sim, "user_disable_2fa", { user: FACTOR.user });
  expect(enabled()).toBe(false);
  await done(sim, "get_company", { company: COMPANY }, FACTOR);
});

test("a forced second factor that is not set up lets in as long as grace logins last", async () => {
  const sim = await withFactor({ required: true, graceLogins: 2 });
  for (let n = 0; n < 2; n++) await done(sim, "get_company", { company: COMPANY }, FACTOR);
  expect(await refused(sim, "get_company", { company: COMPANY }, FACTOR)).toBe(42);
});

test("2fa_required_oma is for callers with a second factor, and then holds", async () => {
  const sim = await start({
    behaviours: { twoFactorAttribute: "guarded" },
    tenant: [{ name: COMPANY, admins: [{ ...PLAIN, two_factor: { enabled: true, code: "123456" } }] }],
  });
  sim.call("change_domain", { domain: "example.com", attributes: {} });
  sim.call("change_user", { user: "iris@example.com", attributes: { password: GOOD } });
  const fields = { user: "iris@example.com", attributes: { "2fa_required_oma": true } };
  const iris = { user: "iris@example.com", password: GOOD };
  expect(sim.call("change_user", fields)).toMatchObject({ error_number: 44 });
  await done(sim, "authenticate", {}, iris);
  await done(sim, "change_user", fields, { user: PLAIN.user, password: GOOD, "2fa_code": "123456" });
  expect(await refused(sim, "authenticate", {}, iris)).toBe(42);
});

test("the brand in force may forbid tokens and new passwords", async () => {
  const sim = await start();
  await domain(sim);
  await user(sim);
  const attributes = { allow_tokens: false, allow_password_change: false };
  await done(sim, "_change_brand", { brand: "Strict", attributes });
  await done(sim, "change_domain", { domain: "example.com", attributes: { brand: "Strict" } });
  expect(await refused(sim, "generate_token", { user: "iris@example.com", reason: "x" })).toBe(45);
  const change = { user: "iris@example.com", attributes: { password: "Olive-Gate-2101" } };
  expect(await refused(sim, "change_user", change)).toBe(45);
  await done(sim, "change_user", { user: "iris@example.com", attributes: { brand: "Default Brand" } });
  await done(sim, "change_user", change);
});
