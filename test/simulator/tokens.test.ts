import type { JsonObject, Simulator } from "../../simulator/index.js";
import { admin, COMPANY, clock, domain, done, post, refused, start, user } from "./support.js";

const time = clock();
const HOUR = 3_600_000;
let sim: Simulator;

beforeEach(async () => {
  sim = await start({ now: time.now });
  await domain(sim);
  await user(sim);
});

const token = async (fields: JsonObject, as = sim.admin) =>
  String((await done(sim, "generate_token", { user: sim.admin.user, reason: "test", ...fields }, as)).token);
const login = (text: string, name = sim.admin.user) =>
  post(sim, "get_company", { company: COMPANY }, { user: name, token: text });

test("an oma token is a login for the API until it runs out", async () => {
  const text = await token({ type: "oma", duration: 2 });
  expect(await login(text)).toMatchObject({ success: true });
  time.pass(2 * HOUR - 1);
  expect(await login(text)).toMatchObject({ success: true });
  time.pass(1);
  expect(await login(text)).toMatchObject({ error_number: 39 });
});

test("session and sso tokens do not open the API unless a company admin says so", async () => {
  for (const type of ["session", "sso"]) expect(await login(await token({ type }))).toMatchObject({ error_number: 1 });
  expect(await login(await token({}))).toMatchObject({ error_number: 1 });
  expect(await login(await token({ type: "session", oma: true }))).toMatchObject({ success: true });
  expect(await login(await token({ type: "session", oma: 1 }))).toMatchObject({ success: true });
});

test("an sso token has one use, also when the call it is used for fails", async () => {
  const text = await token({ type: "sso", oma: true });
  expect(await login(text)).toMatchObject({ success: true });
  expect(await login(text)).toMatchObject({ error_number: 1 });
  const other = await token({ type: "sso", oma: true });
  expect(await post(sim, "get_company", {}, { user: sim.admin.user, token: other })).toMatchObject({ error_number: 5 });
  expect(await login(other)).toMatchObject({ error_number: 1 });
});

test("a wished text is taken, unless it is somebody else's; the duration is 24 hours and at most 744", async () => {
  const fields = { user: "iris@example.com", reason: "test", token: "my-own-token" };
  expect(await done(sim, "generate_token", fields)).toMatchObject({ token: "my-own-token", duration: 24 });
  expect(await refused(sim, "generate_token", { ...fields, user: sim.admin.user })).toBe(5);
  for (const duration of [0, 745, -1, "x"])
    expect(await refused(sim, "generate_token", { ...fields, duration })).toBe(5);
  expect((await done(sim, "generate_token", { ...fields, duration: 744 })).duration).toBe(744);
});

test("a token is for one user only, ends with it, and needs a reason", async () => {
  const text = await token({ user: "iris@example.com", type: "oma" });
  expect(await login(text)).toMatchObject({ error_number: 1 });
  const iris = { user: "iris@example.com", token: text };
  await done(sim, "echo", {}, iris);
  await done(sim, "delete_user", { user: "iris@example.com" });
  expect(await refused(sim, "echo", {}, iris)).toBe(1);
  expect(await refused(sim, "generate_token", { user: sim.admin.user })).toBe(5);
  expect(await refused(sim, "generate_token", { user: "nobody@example.com", reason: "x" })).toBe(2);
});

test("company_token_only makes sso tokens and nothing else; nobody makes a token above their own power", async () => {
  const only = await admin(sim, "only@example.com", "company_token_only", COMPANY);
  const lead = await admin(sim, "lead@example.com", "domain", "example.com");
  const fields = { user: "iris@example.com", reason: "x" };
  await done(sim, "generate_token", { ...fields, type: "sso" }, only);
  for (const type of ["oma", "session"])
    expect(await refused(sim, "generate_token", { ...fields, type }, only)).toBe(9);
  await done(sim, "generate_token", { ...fields, type: "oma" }, lead);
  expect(await refused(sim, "generate_token", { ...fields, oma: true }, lead)).toBe(9);
  await admin(sim, "desk@example.com", "workgroup", "example.com/staff");
  const desk = { user: "desk@example.com", password: "Quartz*Kite-58" };
  expect(await refused(sim, "generate_token", { user: lead.user, reason: "x", type: "oma" }, desk)).toBe(9);
});

test("tokens stay out of the change history", async () => {
  const text = await token({ user: "iris@example.com" });
  const { changes } = await done(sim, "get_user_changes", { user: "iris@example.com" });
  expect(JSON.stringify(changes)).not.toContain(text);
  expect(changes).toContainEqual(expect.objectContaining({ msg: "token (session) made: test" }));
});

test("logout_user is harmless to repeat", async () => {
  for (let n = 0; n < 2; n++)
    expect(await done(sim, "logout_user", { user: "iris@example.com" })).toEqual({ success: true });
  expect(await refused(sim, "logout_user", { user: "nobody@example.com" })).toBe(2);
});
