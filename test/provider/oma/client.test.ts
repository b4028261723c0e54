import { trace } from "@opentelemetry/api";
import { type Clock, OmaClient, type OmaConfig, type OmaEvent, type RetryPolicy } from "../../../provider/oma/index.js";
import { json, refusal, startCanned } from "../support/canned.js";
import { quick } from "../support/context.js";
import { failureOf } from "../support/failure.js";
import { hastyClock } from "./support/virtual-clock.js";

const account = { user: "a@b.adm", token: "Given*Canary-12" };
const read = (oma: OmaClient) => oma.call("get_user", { user: "ann@example.com" });
const write = (oma: OmaClient) => oma.call("change_user", { user: "ann@example.com", attributes: {} });

/** Without chance, so that the only pauses with a length are those of the gates. */
function unhurried(base: string, config: Partial<OmaConfig> = {}, policy: RetryPolicy = quick) {
  const clock = hastyClock(() => 0);
  return { oma: new OmaClient({ base, ...account, ...config }, policy, { clock }), clock };
}

test.each([
  [25, 1],
  [22, 1],
  [20, 0],
])("a write that meets %i closes its domain for a while %i times", async (number, pauses) => {
  const service = await startCanned((_, nth) => (nth === 1 ? refusal(number) : undefined));
  const { oma, clock } = unhurried(service.base, {}, { ...quick, firstPauseMs: 5_000, longestPauseMs: 5_000 });
  await write(oma);
  expect(clock.slept.filter((pause) => pause > 0).length).toBe(pauses);
});

test("writes to a domain that go well, or are refused for good, make nobody wait", async () => {
  const service = await startCanned((_, nth) => (nth === 2 ? refusal(6) : undefined));
  const { oma, clock } = unhurried(service.base, {}, { ...quick, firstPauseMs: 5_000, longestPauseMs: 5_000 });
  await write(oma);
  await failureOf(write(oma));
  await write(oma);
  expect(clock.slept).toEqual([]);
});

/** Answers only once so many calls of a method are there at the same time. */
function gathering(count: number) {
  let open = () => {};
  const complete = new Promise<void>((resolve) => {
    open = resolve;
  });
  let come = 0;
  return async () => {
    come += 1;
    if (come === count) open();
    await complete;
    return undefined;
  };
}

test("writes about no domain do not wait for each other", async () => {
  const together = gathering(2);
  const service = await startCanned(({ method }) => (method === "change_company" ? together() : undefined));
  const { oma } = unhurried(service.base);
  await read(oma);
  await Promise.all(["One", "Two"].map((company) => oma.call("change_company", { company, attributes: {} })));
  expect(service.count("change_company")).toBe(2);
});

test("what is refused for load makes fewer calls run at once, and what goes well makes them more again", async () => {
  const together = gathering(2);
  let running = 0;
  let most = 0;
  const service = await startCanned(async ({ method }, nth) => {
    if (method === "get_company") return together();
    if (method === "get_domain") return nth === 1 ? refusal(22) : undefined;
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 10));
    running -= 1;
    return undefined;
  });
  const { oma } = unhurried(service.base, { parallel: 2 }, { ...quick, busyBudgetMs: 0 });
  await failureOf(oma.call("get_domain", { domain: "example.com" }));
  await Promise.all([read(oma), read(oma)]);
  expect(most).toBe(1);
  for (let n = 0; n < 20; n++) await oma.call("get_domain", { domain: "example.com" });
  await Promise.all(["One", "Two"].map((company) => oma.call("get_company", { company })));
  expect(service.count("get_company")).toBe(2);
});

test("durations are reported from their beginning, not from the beginning of the process", async () => {
  const service = await startCanned(() => undefined);
  const still: Clock = { now: () => 1_000, date: () => 1, sleep: async () => {}, random: () => 0 };
  const events: OmaEvent[] = [];
  const oma = new OmaClient({ base: service.base, user: "a@b.adm", password: "Canary" }, quick, {
    clock: still,
    listeners: [(event) => events.push(event)],
  });
  await read(oma);
  const durations = events.flatMap((event) => ("durationMs" in event ? [[event.type, event.durationMs]] : []));
  expect(durations).toEqual([
    ["end", 0],
    ["wait", 0],
    ["end", 0],
  ]);
});

test("a search sends what it was asked for with each of its pages", async () => {
  const service = await startCanned(({ body }) => {
    const { first } = body.range as { first: number };
    const users = ["a", "b", "c"].slice(first, first + 2).map((user) => ({ user }));
    return json({ success: true, users, total_count: 3 });
  });
  const criteria = { domain: "example.com" };
  const found: string[] = [];
  for await (const { user } of unhurried(service.base).oma.search("search_users", { criteria }, 2)) found.push(user);
  expect(found).toEqual(["a", "b", "c"]);
  expect(service.received.map(({ body }) => ({ criteria: body.criteria, range: body.range }))).toEqual([
    { criteria, range: { first: 0, limit: 2 } },
    { criteria, range: { first: 1, limit: 2 } },
  ]);
});

test("a bug ends the operation too, under a code of its own", async () => {
  const events: OmaEvent[] = [];
  const oma = new OmaClient({ base: "", ...account }, quick, {
    transport: { post: () => Promise.reject(new RangeError("a bug")) },
    listeners: [(event) => events.push(event)],
  });
  expect(await failureOf(read(oma))).toBeInstanceOf(RangeError);
  expect(events.at(-1)).toMatchObject({ type: "end", outcome: "OMA_BUG", number: undefined });
});

test("a transport without a clock and connections tells no time and needs no end", () => {
  const oma = new OmaClient({ base: "", ...account }, quick, { transport: { post: async () => ({ success: true }) } });
  expect(oma.serverTime()).toBeUndefined();
  expect(() => oma.close()).not.toThrow();
});

test("without OMA_LOG nothing is written to standard error", async () => {
  const service = await startCanned(() => undefined);
  const said = jest.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    await read(unhurried(service.base).oma);
    expect(said.mock.calls).toEqual([]);
  } finally {
    said.mockRestore();
  }
});

test("an OpenTelemetry that the user has set up gets a span for each operation", async () => {
  const started: string[] = [];
  const noSpan = trace.getTracer("none").startSpan("none");
  const tracer = {
    startSpan: (name: string) => {
      started.push(name);
      return noSpan;
    },
  };
  const service = await startCanned(() => undefined);
  trace.setGlobalTracerProvider({ getTracer: () => tracer as unknown as ReturnType<typeof trace.getTracer> });
  try {
    await read(unhurried(service.base).oma);
  } finally {
    trace.disable();
  }
  expect(started).toEqual(["oma get_user"]);
});

test("a caller who waited for a permit longer than its deadline is told so, and sends nothing", async () => {
  const service = await startCanned(async ({ method }) => {
    if (method === "change_domain") await new Promise((resolve) => setTimeout(resolve, 300));
    return undefined;
  });
  const oma = new OmaClient({ base: service.base, ...account, parallel: 1, deadlineMs: 200 }, quick);
  await oma.call("get_company", { company: "Lakeside" });
  const write = oma.call("change_domain", { domain: "other.example", attributes: {} });
  const [first, second] = await Promise.allSettled([write, read(oma)]);
  expect(first.status).toBe("fulfilled");
  expect(second).toMatchObject({
    reason: { name: "OmaDeadlineError", code: "OMA_DEADLINE", object: "ann@example.com" },
  });
  expect(service.count("get_user")).toBe(0);
});

describe("a request that is under way when the time of its operation ends", () => {
  /** A service that takes its time over each call. */
  async function slow(deadlineMs: number, call: (oma: OmaClient) => Promise<unknown>, secret: object = account) {
    const service = await startCanned(async () => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      return undefined;
    });
    const oma = new OmaClient({ base: service.base, user: "a@b.adm", ...secret, deadlineMs }, quick);
    return { service, outcome: await call(oma).catch((error: unknown) => error) };
  }

  test("is given up when it is a read, and not sent again", async () => {
    const { service, outcome } = await slow(100, (oma) => oma.call("get_user", { user: "ann@example.com" }));
    expect(outcome).toMatchObject({ name: "OmaNoAnswerError", method: "get_user" });
    expect((outcome as Error).message).toContain("did not finish its response within 0.1 s");
    expect(service.received.length).toBe(1);
  });

  test("is waited for when it is a write: its outcome is worth more", async () => {
    const { outcome } = await slow(100, (oma) => oma.call("delete_user", { user: "ann@example.com" }));
    expect(outcome).toEqual({ success: true });
  });

  test("is given up when it asks for a session token, and nothing else is sent", async () => {
    const write = (oma: OmaClient) => oma.call("delete_user", { user: "ann@example.com" });
    const { service, outcome } = await slow(100, write, { password: "Canary" });
    expect(outcome).toMatchObject({ code: "OMA_NO_ANSWER", method: "authenticate" });
    expect(service.count("delete_user")).toBe(0);
  });
});
