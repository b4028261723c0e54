import {
  OmaConnectionError,
  OmaDeadlineError,
  type OmaError,
  OmaNoAnswerError,
} from "../../../../provider/oma/errors/index.js";
import { defaultRetryPolicy } from "../../../../provider/oma/flow/retry.js";
import {
  OmaClient,
  type OmaConfig,
  type OmaErrorDetails,
  OmaOutcomeUnknownError,
  type Transport,
} from "../../../../provider/oma/index.js";
import { VirtualClock } from "../support/virtual-clock.js";

const base = "https://oma.example/api";
const user = (nth: number) => `u${nth}@example.com`;

type Failing = (details: OmaErrorDetails) => Error;
const refused: Failing = (details) => new OmaConnectionError(base, "ECONNREFUSED", details);
const noName: Failing = (details) => new OmaConnectionError(base, "ENOTFOUND", details);
const badCertificate: Failing = (details) => new OmaConnectionError(base, "CERT_HAS_EXPIRED", details);
const reset: Failing = (details) => new OmaNoAnswerError("the connection broke off", details);
const gateway: Failing = (details) => new OmaNoAnswerError("HTTP 503", details, { status: 503 });

interface Service {
  /** What a call that arrives at this time fails with; undefined where it succeeds. */
  readonly fails: (now: number, details: OmaErrorDetails) => Failing | undefined;
  /** How long a failing attempt takes, in milliseconds. */
  readonly failsAfterMs?: number;
}

/** A client of a service in virtual time. */
function clientOf({ fails, failsAfterMs = 0 }: Service, config: Partial<OmaConfig> = {}) {
  const clock = new VirtualClock();
  const sent: number[] = [];
  const transport: Transport = {
    async post(method, _, details) {
      sent.push(clock.now());
      const failing = fails(clock.now(), details);
      if (failing === undefined) {
        await clock.sleep(100);
        return method === "authenticate" ? { success: true, session_token: "t" } : { success: true };
      }
      if (failsAfterMs > 0) await clock.sleep(failsAfterMs);
      throw failing(details);
    },
  };
  const account = { base, user: "admin@lakeside.adm", password: "Canary" };
  const oma = new OmaClient({ ...account, ...config }, defaultRetryPolicy, { transport, clock });
  return { oma, clock, sent };
}

const read = (oma: OmaClient, nth = 0) => oma.call("get_user", { user: user(nth) });
const write = (oma: OmaClient, nth = 0) => oma.call("change_user", { user: user(nth), attributes: {} });
const failureOf = (call: Promise<unknown>): Promise<OmaError | undefined> =>
  call.then(
    () => undefined,
    (error: OmaError) => error,
  );
const many = (count: number, call: (nth: number) => Promise<unknown>) =>
  Promise.all(Array.from({ length: count }, (_, nth) => failureOf(call(nth))));

/** Up, away from one second on for so long, and up again. */
const awayFor = (ms: number, failing: Failing) => (now: number) =>
  now >= 1_000 && now < 1_000 + ms ? failing : undefined;

describe.each<[string, Failing]>([
  ["refuses connections", refused],
  ["has no name", noName],
  ["resets reads", reset],
  ["is answered for by a gateway", gateway],
])("a service that %s", (_, failing) => {
  test.each([2_000, 15_000])("for %i ms ends no read", async (ms) => {
    const { oma, clock, sent } = clientOf({ fails: awayFor(ms, failing) });
    const failures = await clock.until(many(200, (nth) => read(oma, nth)));
    expect(failures.filter(Boolean)).toEqual([]);
    // The calls that went out before the first failure came back, and a few that tried the service for all.
    expect(sent.length).toBeLessThan(200 + 100);
  });

  test("for ever is told within 30 s, to 1,000 calls with hardly a request", async () => {
    const { oma, clock, sent } = clientOf({ fails: () => failing });
    const failures = await clock.until(many(1000, (nth) => read(oma, nth)));
    expect(clock.now()).toBeLessThan(30_000);
    expect(sent.length).toBeLessThan(50);
    expect(failures.filter((failure) => failure?.message.includes("\n"))).toHaveLength(1);
  });
});

test("a write that was provably never sent waits for the service too", async () => {
  const { oma, clock } = clientOf({ fails: awayFor(2_000, refused) });
  expect((await clock.until(many(200, (nth) => write(oma, nth)))).filter(Boolean)).toEqual([]);
});

test("a write whose answer got lost is not sent again, and the others wait", async () => {
  const lost: Failing = (details) => new OmaOutcomeUnknownError("the connection broke off", details);
  const { oma, clock } = clientOf({ fails: awayFor(2_000, lost) }, { parallel: 4 });
  await clock.until(read(oma));
  clock.advance(1_000 - clock.now());
  const failures = await clock.until(many(20, (nth) => write(oma, nth)));
  const unknown = failures.filter((failure) => failure instanceof OmaOutcomeUnknownError);
  // Those that were under way when it began, and those that tried the service for all.
  expect(unknown.length).toBeGreaterThan(0);
  expect(unknown.length).toBeLessThan(10);
  expect(failures.filter((failure) => failure !== undefined && failure.code !== "OMA_OUTCOME_UNKNOWN")).toEqual([]);
});

test("connections that time out after 10 s each are told within 30 s", async () => {
  const timeout: Failing = (details) => new OmaConnectionError(base, "ETIMEDOUT", details);
  const { oma, clock, sent } = clientOf({ fails: () => timeout, failsAfterMs: 10_000 });
  await clock.until(many(203, (nth) => read(oma, nth)));
  expect(clock.now()).toBeLessThan(30_000);
  expect(sent.length).toBeLessThan(10);
});

test("a certificate that is refused is told at once: nothing will change that", async () => {
  const { oma, clock, sent } = clientOf({ fails: () => badCertificate });
  const [first, ...others] = await clock.until(many(50, (nth) => read(oma, nth)));
  expect(clock.now()).toBe(0);
  expect(sent).toHaveLength(1);
  expect(first).toMatchObject({ name: "OmaConnectionError", method: "authenticate" });
  for (const other of others) expect(other).toMatchObject({ name: "OmaNotSentError", cause: first });
});

test("the call that met the end tells it, and the others name that call", async () => {
  const { oma, clock } = clientOf({ fails: (now) => (now < 1_000 ? undefined : refused) });
  await clock.until(read(oma));
  clock.advance(1_000);
  const failures = await clock.until(many(203, (nth) => read(oma, nth)));
  const [first, ...more] = failures.filter((failure) => failure?.name === "OmaConnectionError");
  expect(more).toEqual([]);
  const teller = String(first?.object);
  expect(first?.message).toBe(
    `${teller}: get_user: no connection to ${base} (ECONNREFUSED).\n  Check the \`endpoint\` or \`cluster\` setting and that the service is up, then run again.`,
  );
  expect(failures[Number(/\d+/.exec(teller)?.[0])]).toBe(first);
  for (const [nth, failure] of failures.entries()) {
    if (failure === first) continue;
    expect(failure?.message).toBe(
      `${user(nth)}: get_user: not sent, since the service cannot be reached (see ${teller}).`,
    );
  }
  const later = await failureOf(write(oma));
  expect(later?.message).toMatch(/^u0@example\.com: change_user: not sent, since .* \(see u\d+@example\.com\)\.$/);
});

test("a read that a gateway never answers does not end a run in which other calls are answered", async () => {
  const { oma, clock } = clientOf({ fails: (_, { object }) => (object === user(0) ? gateway : undefined) });
  const [poisoned, ...others] = await clock.until(many(100, (nth) => read(oma, nth)));
  expect(poisoned).toMatchObject({ name: "OmaNoAnswerError", object: user(0), status: 503 });
  expect(others.filter(Boolean)).toEqual([]);
  expect(await clock.until(failureOf(read(oma, 1)))).toBeUndefined();
});

test("such a read alone gives up in the time of an outage, and the next call decides about the run", async () => {
  let isDead = false;
  const { oma, clock } = clientOf({
    fails: (_, { object }) => (object === user(0) || isDead ? gateway : undefined),
  });
  await clock.until(read(oma, 1));
  const since = clock.now();
  expect(await clock.until(failureOf(read(oma, 0)))).toMatchObject({ name: "OmaNoAnswerError" });
  expect(clock.now() - since).toBeLessThan(30_000);
  expect(await clock.until(failureOf(read(oma, 2)))).toBeUndefined();

  isDead = true;
  await clock.until(failureOf(read(oma, 0)));
  expect(await clock.until(failureOf(read(oma, 2)))).toMatchObject({ name: "OmaNoAnswerError", object: user(2) });
  expect(await failureOf(read(oma, 3))).toMatchObject({ name: "OmaNotSentError" });
});

test("a service that says when to come again is not dead", async () => {
  const busy: Failing = (details) => new OmaNoAnswerError("HTTP 503", details, { status: 503, retryAfterMs: 60_000 });
  const { oma, clock } = clientOf({ fails: awayFor(100_000, busy) });
  await clock.until(read(oma));
  clock.advance(1_000 - clock.now());
  expect(await clock.until(failureOf(read(oma)))).toBeUndefined();
});

test("a call whose deadline comes during an outage is not sent after it", async () => {
  const { oma, clock, sent } = clientOf({ fails: awayFor(10_000, refused) }, { deadlineMs: 5_000, parallel: 4 });
  await clock.until(read(oma));
  clock.advance(1_000 - clock.now());
  sent.length = 0;
  const failures = await clock.until(many(8, (nth) => read(oma, nth)));
  for (const failure of failures) {
    expect(failure instanceof OmaDeadlineError || failure instanceof OmaConnectionError).toBe(true);
  }
  for (const at of sent) expect(at).toBeLessThan(6_000);
  expect(clock.now()).toBeLessThan(12_000);
});

test("what waited for the end of an outage does not count as slow", async () => {
  const { oma, clock } = clientOf({ fails: awayFor(15_000, refused) });
  await clock.until(read(oma));
  clock.advance(1_000 - clock.now());
  expect((await clock.until(many(40, (nth) => read(oma, nth)))).filter(Boolean)).toEqual([]);
  const since = clock.now();
  await clock.until(many(160, (nth) => read(oma, nth)));
  // Ten rounds of 16 calls that take 100 ms each.
  expect(Math.round(clock.now() - since)).toBe(1_000);
});
