import { drawDelay } from "../../simulator/faults/hits.js";
import type { Delay, Fault, Simulator } from "../../simulator/index.js";
import { admin, COMPANY, clock, DAY, domain, done, GOOD, post, raw, refused, start, user } from "./support.js";

const GET = { user: "iris@example.com" };

async function prepared(options: Parameters<typeof start>[0] = {}): Promise<Simulator> {
  const sim = await start(options);
  sim.call("change_domain", { domain: "example.com", attributes: {} });
  sim.call("change_user", { ...GET, attributes: { password: GOOD, name: "Before" } });
  return sim;
}

function rename(sim: Simulator, name: string): Promise<Response> {
  return raw(sim, "change_user", JSON.stringify({ credentials: sim.admin, ...GET, attributes: { name } }));
}

function nameOf(sim: Simulator): unknown {
  return sim.call("get_user", GET).attributes?.name;
}

function read(sim: Simulator): Promise<Response> {
  return raw(sim, "get_user", JSON.stringify({ credentials: sim.admin, ...GET }));
}

describe("an answer in place of the right one", () => {
  test.each([500, 502, 503, 504] as const)("HTTP %i, before and after the change is kept", async (status) => {
    const sim = await prepared();
    sim.faults.next({ effect: "status", status, method: "change_user" });
    const before = await rename(sim, "Lost");
    expect([before.status, nameOf(sim)]).toEqual([status, "Before"]);
    sim.faults.next({ effect: "status", status, method: "change_user", when: "after" });
    const after = await rename(sim, "Kept");
    expect([after.status, nameOf(sim)]).toEqual([status, "Kept"]);
    expect(after.headers.get("content-type")).toMatch(status === 500 ? "application/json" : "text/html");
    expect(sim.requests.entries()).toMatchObject([
      { status, outcome: null, faults: ["status"] },
      { status: 200, outcome: "ok", faults: ["status"] },
    ]);
  });

  test("a reset connection, before and after the change is kept", async () => {
    const sim = await prepared();
    sim.faults.next({ effect: "reset", method: "change_user" });
    await expect(rename(sim, "Lost")).rejects.toThrow("fetch failed");
    expect(nameOf(sim)).toBe("Before");
    sim.faults.next({ effect: "reset", when: "after" });
    await expect(rename(sim, "Kept")).rejects.toThrow("fetch failed");
    expect(nameOf(sim)).toBe("Kept");
    expect(sim.requests.entries()).toMatchObject([
      { status: 0, outcome: null },
      { status: 200, outcome: "ok" },
    ]);
  });

  test("half an answer, announced at its whole length", async () => {
    const sim = await prepared();
    sim.faults.next({ effect: "half" });
    const response = await read(sim);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
  });

  test("broken JSON", async () => {
    const sim = await prepared();
    sim.faults.next({ effect: "broken_json" });
    const text = await (await read(sim)).text();
    expect(text).toMatch(/^\{"success":true/);
    expect(() => JSON.parse(text)).toThrow();
  });

  test("another content type", async () => {
    const sim = await prepared();
    sim.faults.next({ effect: "content_type" });
    sim.faults.next({ effect: "content_type", content_type: "application/octet-stream" });
    expect((await read(sim)).headers.get("content-type")).toBe("text/html");
    const response = await read(sim);
    expect(response.headers.get("content-type")).toBe("application/octet-stream");
    expect(await response.json()).toMatchObject({ success: true });
  });

  test("an answer that trickles", async () => {
    const sim = await prepared();
    sim.faults.next({ effect: "slow", bytes: 1000, every_ms: 20 });
    const begin = performance.now();
    expect(await (await read(sim)).json()).toMatchObject({ success: true });
    expect(performance.now() - begin).toBeGreaterThan(60);
  });

  test("a client that goes away from a trickling answer does no harm, and close does not wait for it", async () => {
    const sim = await prepared();
    sim.faults.next({ effect: "slow", bytes: 1, every_ms: 1000 });
    const gone = new AbortController();
    const answer = raw(sim, "get_user", JSON.stringify({ credentials: sim.admin, ...GET }), { signal: gone.signal });
    await answer;
    gone.abort();
    const begin = performance.now();
    await sim.close();
    expect(performance.now() - begin).toBeLessThan(500);
  });
});

describe("which calls are hit", () => {
  test("those of a method and an object, after some that pass, and for so many", async () => {
    const sim = await prepared();
    sim.faults.add({ error_number: 22, method: "get_user", object: "IRIS@example.com", skip: 1, times: 2 });
    const outcomes: unknown[] = [];
    for (let n = 0; n < 5; n++) outcomes.push((await post(sim, "get_user", GET)).error_number ?? "ok");
    expect(outcomes).toEqual(["ok", 22, 22, "ok", "ok"]);
    expect(sim.faults.list()).toEqual([]);
  });

  test("all of them until it is removed", async () => {
    const sim = await prepared();
    const id = sim.faults.add({ error_number: 28 });
    for (let n = 0; n < 3; n++) expect(await refused(sim, "get_user", GET)).toBe(28);
    expect(sim.faults.list()).toEqual([{ id, fault: { error_number: 28 }, hits: 3 }]);
    expect(sim.faults.remove(id)).toBe(true);
    expect(sim.faults.remove(id)).toBe(false);
    await done(sim, "get_user", GET);
  });

  test("a share of them, the same ones for the same seed", async () => {
    const hit = async (seed: number) => {
      const sim = await prepared({ seed });
      sim.faults.add({ error_number: 28, share: 0.3 });
      const hits: boolean[] = [];
      for (let n = 0; n < 60; n++) hits.push(!(await post(sim, "get_user", GET)).success);
      return hits;
    };
    const first = await hit(1);
    expect(await hit(1)).toEqual(first);
    expect(await hit(2)).not.toEqual(first);
    const count = first.filter(Boolean).length;
    expect(count).toBeGreaterThan(8);
    expect(count).toBeLessThan(30);
  });

  test("calls that no method answers meet none", async () => {
    const sim = await prepared();
    sim.faults.next({ effect: "status", status: 503 });
    expect((await raw(sim, "get_user", "{")).status).toBe(400);
    expect((await raw(sim, "nothing", JSON.stringify({ credentials: sim.admin }))).status).toBe(404);
    expect((await read(sim)).status).toBe(503);
  });
});

describe("latency", () => {
  // How much later an answer comes is the machine's business; that it does not come sooner is the fault's.
  const delays: [string, Fault, number][] = [
    ["fixed", { effect: "latency", ms: 40 }, 39],
    ["uniform", { effect: "latency", distribution: "uniform", min_ms: 30, max_ms: 50 }, 29],
    ["after the change", { effect: "latency", when: "after", ms: 40 }, 39],
  ];
  test.each(delays)("%s: no answer comes sooner", async (_, fault, least) => {
    const sim = await prepared();
    sim.faults.add(fault);
    const begin = performance.now();
    await read(sim);
    expect(performance.now() - begin).toBeGreaterThan(least);
  });

  test.each<[string, Delay, number, number, number]>([
    ["fixed", { ms: 40 }, 40, 40, 40],
    ["uniform", { distribution: "uniform", min_ms: 30, max_ms: 50 }, 30, 40, 50],
    ["exponential", { distribution: "exponential", mean_ms: 10 }, 0, 10 * Math.LN2, 10 * 52 * Math.LN2],
  ])("%s: the smallest, the middle and the greatest delay that can be drawn", (_, delay, least, middle, most) => {
    expect(drawDelay(delay, () => 0)).toBeCloseTo(least, 6);
    expect(drawDelay(delay, () => 0.5)).toBeCloseTo(middle, 6);
    expect(drawDelay(delay, () => 1 - 2 ** -52)).toBeCloseTo(most, 6);
  });

  test("distributions have a tail", async () => {
    const sim = await prepared();
    sim.faults.add({ effect: "latency", distribution: "lognormal", median_ms: 4, sigma: 1 });
    sim.faults.add({ effect: "latency", distribution: "exponential", mean_ms: 2 });
    const begin = performance.now();
    for (let n = 0; n < 20; n++) await read(sim);
    expect(performance.now() - begin).toBeGreaterThan(60);
  });
});

describe("what comes from other calls", () => {
  test("a domain takes one write at a time: 25 for others, and none for a client that waits for its answers", async () => {
    const sim = await prepared();
    sim.call("change_domain", { domain: "other.example", attributes: {} });
    const id = sim.faults.add({ effect: "lock", hold_ms: 60 });
    const change = (name: string, fields: object) =>
      raw(sim, name, JSON.stringify({ credentials: sim.admin, ...fields, attributes: {} })).then(
        async (response) => ((await response.json()) as { error_number?: number }).error_number ?? "ok",
      );
    const answers = await Promise.all([
      change("change_user", GET),
      change("change_domain", { domain: "example.com" }),
      change("change_domain", { domain: "other.example" }),
      change("get_user", GET),
    ]);
    expect(answers.sort()).toEqual([25, "ok", "ok", "ok"]);
    expect(await change("change_user", GET)).toBe("ok");
    expect(await change("change_user", GET)).toBe("ok");
    sim.faults.remove(id);
    expect(await Promise.all([change("change_user", GET), change("change_user", GET)])).toEqual(["ok", "ok"]);
  });

  test("an object is busy for a time after a write", async () => {
    const sim = await prepared();
    sim.faults.add({ effect: "busy", busy_ms: 80 });
    await done(sim, "change_user", { ...GET, attributes: { name: "New" } });
    expect(await refused(sim, "change_user", { ...GET, attributes: {} })).toBe(22);
    expect(await refused(sim, "get_user", GET)).toBe(22);
    await done(sim, "get_domain", { domain: "example.com" });
    await new Promise((settle) => setTimeout(settle, 90));
    await done(sim, "get_user", GET);
  });

  test("20 above so many calls at the same time", async () => {
    const sim = await prepared();
    sim.faults.add({ effect: "rate", parallel: 2 });
    sim.faults.add({ effect: "latency", ms: 40, when: "after" });
    const answers = await Promise.all(Array.from({ length: 5 }, () => post(sim, "get_user", GET)));
    expect(answers.map(({ error_number }) => error_number ?? "ok").sort()).toEqual([20, 20, 20, "ok", "ok"]);
    await done(sim, "get_user", GET);
  });

  test("20 above so many calls in a second", async () => {
    const sim = await prepared();
    sim.faults.add({ effect: "rate", per_second: 3 });
    for (let n = 0; n < 3; n++) await done(sim, "get_user", GET);
    expect(await refused(sim, "get_user", GET)).toBe(20);
    await new Promise((settle) => setTimeout(settle, 1010));
    await done(sim, "get_user", GET);
  });
});

describe("stale reads", () => {
  test("the next reads of an object see it as it was before the write", async () => {
    const sim = await prepared();
    sim.faults.add({ effect: "stale", reads: 2 });
    await done(sim, "change_user", { ...GET, attributes: { name: "After" } });
    const seen: unknown[] = [];
    for (let n = 0; n < 3; n++) seen.push((await done(sim, "get_user", GET)).attributes?.name);
    expect(seen).toEqual(["Before", "Before", "After"]);
  });

  test("a new domain and what is made in it are missing at first, for searches too", async () => {
    const sim = await prepared();
    sim.faults.add({ effect: "stale", reads: 1, method: "change_domain" });
    await domain(sim, "new.example");
    await user(sim, "a@new.example");
    await done(sim, "get_user", { user: "a@new.example" });
    expect(await refused(sim, "get_domain", { domain: "new.example" })).toBe(2);
    await done(sim, "get_domain", { domain: "new.example" });

    sim.faults.clear();
    sim.faults.next({ effect: "stale", reads: 1, method: "change_user" });
    await user(sim, "b@new.example");
    const search = { criteria: { domain: "new.example" } };
    expect(await done(sim, "search_users", search)).toMatchObject({ total_count: 1 });
    expect(await done(sim, "search_users", search)).toMatchObject({ total_count: 2 });
  });

  test("other objects are read as they are, and a write sees what is there", async () => {
    const sim = await prepared();
    sim.faults.next({ effect: "stale", reads: 1 });
    await done(sim, "delete_user", GET);
    await done(sim, "get_domain", { domain: "example.com" });
    expect(await refused(sim, "delete_user", GET)).toBe(2);
    await done(sim, "get_user", GET);
    expect(await refused(sim, "get_user", GET)).toBe(2);
  });
});

describe("the service goes away", () => {
  test("connections are refused for a time, and then it is back on its port", async () => {
    const sim = await prepared();
    const back = sim.restart({ downMs: 60 });
    await expect(read(sim)).rejects.toThrow("fetch failed");
    await back;
    expect((await read(sim)).status).toBe(200);
  });

  test.each([
    ["before", "Before"],
    ["after", "Kept"],
  ] as const)("in mid-call, %s the change is kept: then it is %s", async (when, name) => {
    const sim = await prepared();
    sim.faults.next({ effect: "restart", when, down_ms: 40, method: "change_user" });
    await expect(rename(sim, "Kept")).rejects.toThrow("fetch failed");
    await new Promise((settle) => setTimeout(settle, 150));
    expect(await done(sim, "get_user", GET)).toMatchObject({ attributes: { name } });
  });

  test("a call that waits when it happens does not go on afterwards", async () => {
    const sim = await prepared();
    sim.faults.next({ effect: "latency", ms: 80 });
    const waiting = rename(sim, "Late");
    waiting.catch(() => undefined);
    await new Promise((settle) => setTimeout(settle, 30));
    await sim.restart();
    await expect(waiting).rejects.toThrow("fetch failed");
    await new Promise((settle) => setTimeout(settle, 100));
    expect(nameOf(sim)).toBe("Before");
  });
});

test("tokens expire at will, also when a call arrives", async () => {
  const sim = await prepared();
  const token = async () => String((await done(sim, "authenticate", { generate_session_token: true })).session_token);
  const first = { user: sim.admin.user, token: await token() };
  await done(sim, "get_user", GET, first);
  sim.faults.next({ effect: "expire_tokens", method: "get_user" });
  expect(await refused(sim, "get_user", GET, first)).toBe(39);
  await done(sim, "get_user", GET, { user: sim.admin.user, token: await token() });
});

test("the clock goes forward: tokens run out, deleted users are gone for good", async () => {
  const time = clock();
  const sim = await prepared({ now: time.now });
  const otto = await admin(sim, "otto@example.com", "domain", "example.com");
  const { session_token: token } = await done(sim, "authenticate", { generate_session_token: true }, otto);
  await done(sim, "delete_user", GET);
  const deleted = { criteria: { domain: "example.com", deleted: true } };
  expect(await done(sim, "search_users", deleted)).toMatchObject({ total_count: 1 });
  sim.clock.advance(31 * DAY);
  expect(sim.clock.now()).toBe(time.now() + 31 * DAY);
  expect(await done(sim, "search_users", deleted)).toMatchObject({ total_count: 0 });
  expect(await refused(sim, "get_domain", { domain: "example.com" }, { user: otto.user, token: String(token) })).toBe(
    39,
  );
  expect(() => sim.clock.advance(-1)).toThrow("moves only forward");
});

test("a hook acts before and after each call, numbered, and the call waits for it", async () => {
  const sim = await prepared();
  const seen: string[] = [];
  const off = sim.onCall(async ({ number, phase, method, object }) => {
    await Promise.resolve();
    seen.push(`${number} ${phase} ${method} ${object}: ${nameOf(sim)}`);
  });
  await rename(sim, "New");
  await raw(sim, "get_user", "{");
  off();
  await read(sim);
  expect(seen).toEqual(["1 before change_user iris@example.com: Before", "1 after change_user iris@example.com: New"]);
});

test.each([
  [{ effect: "nonsense" }, "unknown effect `nonsense`: must be one of refuse,"],
  [{ effect: "toString" }, "unknown effect `toString`"],
  [{}, "error_number is missing: refuse needs it"],
  [{ error_number: "20" }, "error_number: must be a whole number"],
  [{ error_number: 20, methd: "x" }, "unknown field `methd`: refuse has method, object"],
  [{ effect: "status", status: 418 }, "status: must be one of 500, 502, 503, 504"],
  [{ effect: "latency", distribution: "uniform", ms: 5 }, "min_ms is missing: latency needs it"],
  [{ effect: "rate" }, "rate needs parallel or per_second"],
  [{ error_number: 20, share: 2 }, "share: must be a number from 0 to 1"],
])("a fault that cannot be is refused by name: %j", async (fault, words) => {
  const sim = await start();
  expect(() => sim.faults.add(fault as never)).toThrow(words);
  expect(sim.faults.list()).toEqual([]);
  await done(sim, "get_company", { company: COMPANY });
});
