import { get } from "node:http";
import { DEFAULT_BEHAVIOURS, type Simulator } from "../../simulator/index.js";
import { COMPANY, clock, domain, done, post, refused, start } from "./support.js";

function order(sim: Simulator, method: string, path: string, body?: unknown): Promise<Response> {
  const url = new URL(`/_sim/${path}`, sim.url);
  return fetch(url, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}

test("it is off unless asked for, and never under the base of the API", async () => {
  const sim = await start();
  expect((await order(sim, "GET", "faults")).status).toBe(404);
  const controlled = await start({ control: true });
  expect((await fetch(`${controlled.url}/_sim/faults`)).status).toBe(404);
  expect((await fetch(`${controlled.url}/_sim`, { method: "POST", body: "{}" })).status).toBe(400);
});

test("faults: one table for code and endpoint", async () => {
  const sim = await start({ control: true });
  const response = await order(sim, "POST", "faults", { error_number: 20, method: "get_company", times: 1 });
  expect(response.status).toBe(201);
  const { id } = (await response.json()) as { id: number };
  expect(sim.faults.list()).toMatchObject([{ id, fault: { error_number: 20 } }]);
  expect(await refused(sim, "get_company", { company: COMPANY })).toBe(20);

  const other = sim.faults.add({ effect: "half" });
  expect(await (await order(sim, "GET", "faults")).json()).toEqual([{ id: other, fault: { effect: "half" }, hits: 0 }]);
  expect((await order(sim, "DELETE", `faults/${other}`)).status).toBe(204);
  expect((await order(sim, "DELETE", `faults/${other}`)).status).toBe(404);
  sim.faults.add({ effect: "half" });
  expect((await order(sim, "DELETE", "faults")).status).toBe(204);
  expect(sim.faults.list()).toEqual([]);
});

test("what makes no sense is refused with its reason", async () => {
  const sim = await start({ control: true });
  const bad = await order(sim, "POST", "faults", { effect: "status", status: 418 });
  expect(bad.status).toBe(400);
  expect(await bad.json()).toEqual({ error: "status: must be one of 500, 502, 503, 504" });
  expect((await order(sim, "POST", "clock", { advance_ms: -1 })).status).toBe(400);
  expect((await order(sim, "POST", "clock", [])).status).toBe(400);
  expect((await order(sim, "PUT", "snapshot", { form: "x" })).status).toBe(400);
});

test("behaviours: those that are named, and the default of all others", async () => {
  const sim = await start({ control: true, behaviours: { missingCompany: 2 } });
  expect(await (await order(sim, "GET", "behaviours")).json()).toEqual({ ...DEFAULT_BEHAVIOURS, missingCompany: 2 });
  expect(await refused(sim, "get_company", { company: "None" })).toBe(2);
  const put = await order(sim, "PUT", "behaviours", { sampleMail: 2, jobSeconds: 0 });
  expect([put.status, await put.json()]).toEqual([200, { ...DEFAULT_BEHAVIOURS, sampleMail: 2, jobSeconds: 0 }]);
  expect(await refused(sim, "get_company", { company: "None" })).toBe(9);
  expect(await done(sim, "get_user_messages", { user: sim.admin.user })).toMatchObject({ count: 2 });
  const bad = await order(sim, "PUT", "behaviours", { sampleMail: 5, missingCompany: 3 });
  expect([bad.status, await bad.json()]).toEqual([400, { error: "missingCompany: must be one of 9, 2" }]);
  expect(sim.behaviours).toEqual({ ...DEFAULT_BEHAVIOURS, sampleMail: 2, jobSeconds: 0 });
});

test("behaviours of code are held against the list too", async () => {
  await expect(start({ behaviours: { nothing: 1 } as never })).rejects.toThrow("nothing: unknown switch");
  await expect(start({ behaviours: { numbers: "words" as never } })).rejects.toThrow(
    'numbers: must be one of "number", "text"',
  );
  const sim = await start({ behaviours: { numbers: undefined } as never });
  expect(sim.behaviours).toEqual(DEFAULT_BEHAVIOURS);
});

test("a body that is nested without end is refused with a reason", async () => {
  const sim = await start({ control: true });
  const body = `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`;
  for (const path of ["faults", "clock"]) {
    const response = await fetch(new URL(`/_sim/${path}`, sim.url), { method: "POST", body });
    expect([response.status, await response.json()]).toEqual([400, { error: "the body must be a JSON object" }]);
  }
});

test("clock, tokens, snapshots, restart and request log", async () => {
  const time = clock();
  const sim = await start({ control: true, now: time.now });
  expect(await (await order(sim, "POST", "clock", { advance_ms: 5000 })).json()).toEqual({
    now_ms: time.now() + 5000,
    ahead_ms: 5000,
  });
  const { session_token: token } = await done(sim, "authenticate", { generate_session_token: true });
  await order(sim, "POST", "tokens/expire");
  expect(
    await post(sim, "get_company", { company: COMPANY }, { user: sim.admin.user, token: String(token) }),
  ).toMatchObject({ error_number: 39 });

  const snapshot: unknown = await (await order(sim, "GET", "snapshot")).json();
  await domain(sim);
  expect((await order(sim, "PUT", "snapshot", snapshot)).status).toBe(204);
  expect(await refused(sim, "get_domain", { domain: "example.com" })).toBe(2);

  expect(await (await order(sim, "GET", "requests")).json()).toHaveLength(4);
  await order(sim, "DELETE", "requests");
  expect(sim.requests.entries()).toEqual([]);

  expect((await order(sim, "POST", "restart", { down_ms: 50 })).status).toBe(204);
  await new Promise((settle) => setTimeout(settle, 20));
  await expect(fetch(sim.url)).rejects.toThrow("fetch failed");
  await new Promise((settle) => setTimeout(settle, 120));
  await done(sim, "get_company", { company: COMPANY });
});

test.each([
  [{ host: "evil.example" }, 403],
  [{ host: "localhost" }, 200],
  [{ host: "[::1]:80" }, 200],
  [{ host: "oma:8025" }, 200],
  [{ host: "host.docker.internal" }, 200],
  [{ host: "localhost.evil.example" }, 403],
  [{ origin: "http://evil.example" }, 403],
  [{ origin: "null" }, 403],
])("other web sites do not get to it: %j", async (headers, expected) => {
  const sim = await start({ control: true });
  for (const path of ["/_sim/faults", "/", "/page/state"]) {
    expect([path, await statusOf(new URL(path, sim.url), headers)]).toEqual([path, expected]);
  }
});

function statusOf(url: URL, headers: object): Promise<number | undefined> {
  return new Promise((settle, fail) => {
    get(url, { headers: { ...headers } }, (response) => {
      response.resume();
      settle(response.statusCode);
    }).on("error", fail);
  });
}
