import {
  OmaApiError,
  OmaConnectionError,
  OmaDeadlineError,
  OmaError,
  OmaHttpError,
  OmaNoAnswerError,
  OmaOutcomeUnknownError,
} from "../../../../provider/oma/errors/index.js";
import { type RetryPolicy, withRetry } from "../../../../provider/oma/flow/retry.js";
import { RetryBudget } from "../../../../provider/oma/flow/retry-budget.js";
import { VirtualClock } from "../support/virtual-clock.js";

const details = { method: "get_user" };
const policy: RetryPolicy = {
  firstPauseMs: 100,
  longestPauseMs: 1000,
  busyBudgetMs: 10_000,
  outageMs: 2000,
  faultAttempts: 4,
};
const answered = (number: number) => new OmaApiError(number, "", details, {}, {});
const http = (status: number, retryAfterMs?: number) => new OmaHttpError(status, "https://b", details, retryAfterMs);
const lost = (retryAfterMs?: number) => new OmaNoAnswerError("no answer", details, { retryAfterMs });
const unusable = new OmaNoAnswerError("no JSON", details, { status: 200 });
const unconnected = new OmaConnectionError("https://b", "ECONNREFUSED", details);

interface Run {
  /** After the beginning. */
  readonly deadline?: number;
  readonly random?: number;
  readonly budget?: RetryBudget;
  readonly isHopeless?: boolean;
  readonly policy?: Partial<RetryPolicy>;
  /** How many attempts fail. */
  readonly times?: number;
}

/** When operations begin. */
const begins = 700_000;

/** An operation whose attempts fail at once. */
async function run(error: Error, given: Run = {}) {
  const { deadline = 1e9, random = 0.5, budget = new RetryBudget(), isHopeless = false, times = 1e9 } = given;
  const clock = new VirtualClock(() => random);
  clock.advance(begins);
  const attempts: number[] = [];
  const reported: unknown[] = [];
  const outcome = await clock.until(
    withRetry(
      { method: "get_user", deadline: begins + deadline },
      { policy: { ...policy, ...given.policy }, budget, outage: { isHopeless }, clock },
      async (nth) => {
        attempts.push(nth);
        if (nth <= times) throw error;
        return "done";
      },
      (...about) => reported.push(about),
    ).catch((failure: unknown) => failure),
  );
  return { attempts, reported, outcome, slept: clock.slept };
}

test.each<[string, Error, boolean]>([
  ["20", answered(20), true],
  ["22", answered(22), true],
  ["25", answered(25), true],
  ["39, which the session passes on once a new token has met it", answered(39), true],
  ["2", answered(2), false],
  ["HTTP 429", http(429), true],
  ["HTTP 404", http(404), false],
  ["no connection", unconnected, true],
  ["a read without an answer", lost(), true],
  ["a read with an unusable answer", unusable, true],
  ["a write without an answer", new OmaOutcomeUnknownError("no answer", details), false],
  ["a turn that did not come", new OmaDeadlineError("no permit", details), false],
  ["an error of this package of another kind", new OmaError("OMA_X", "it broke", details), false],
  ["a bug", Object.assign(new RangeError("a bug"), details), false],
  ["20 on the authentication before", new OmaApiError(20, "", { method: "authenticate" }, {}, {}), false],
  ["no connection for the authentication before", new OmaConnectionError("https://b", "X", { method: "x" }), false],
])("after %s, an operation is retried where that is safe", async (_, error, isSafe) => {
  const { attempts, outcome } = await run(error, { times: 1 });
  expect(attempts).toEqual(isSafe ? [1, 2] : [1]);
  expect(outcome).toBe(isSafe ? "done" : error);
});

test("what would be in vain is not retried", async () => {
  for (const error of [answered(20), unconnected, lost()]) {
    expect((await run(error, { isHopeless: true })).attempts).toEqual([1]);
  }
});

test("pauses are drawn from a range that doubles up to the longest", async () => {
  const { slept } = await run(answered(20), { times: 6 });
  expect(slept).toEqual([50, 100, 200, 400, 500, 500]);
  expect((await run(answered(20), { times: 3, random: 0 })).slept).toEqual([0, 0, 0]);
});

test("a pause is reported before it is taken, with the attempt that failed and its error", async () => {
  const error = answered(25);
  expect((await run(error, { times: 2 })).reported).toEqual([
    [1, error, 50],
    [2, error, 100],
  ]);
});

test.each<[string, Error]>([
  ["a refusal", http(429, 3000)],
  ["a lost answer", lost(3000)],
])("how long the service asks to wait with %s is waited for, and longer if it is drawn so", async (_, error) => {
  expect((await run(error, { times: 1 })).slept).toEqual([3000]);
});

test("a wait that is shorter than the pause changes nothing", async () => {
  expect((await run(http(429, 10), { times: 1 })).slept).toEqual([50]);
});

test("of other errors, a member with the name of a wait means nothing", async () => {
  const error = Object.assign(answered(20), { retryAfterMs: 3000 });
  expect((await run(error, { times: 1 })).slept).toEqual([50]);
});

test("what would resume at the deadline or later is not retried", async () => {
  expect((await run(answered(20), { times: 1, deadline: 50 })).attempts).toEqual([1]);
  expect((await run(answered(20), { times: 1, deadline: 51 })).slept).toEqual([50]);
});

test.each<[string, Error]>([
  ["20", answered(20)],
  ["HTTP 429", http(429)],
])("after %s, a busy service is asked again until its budget of time is spent", async (_, error) => {
  expect((await run(error, { policy: { busyBudgetMs: 350 } })).slept).toEqual([50, 100]);
  expect((await run(error, { policy: { busyBudgetMs: 351 } })).slept).toEqual([50, 100, 200]);
});

test.each<[string, Error]>([
  ["an unusable answer", unusable],
  ["39", answered(39)],
])("after %s, a call is repeated so many times", async (_, error) => {
  const { attempts, outcome } = await run(error, { policy: { busyBudgetMs: 0 } });
  expect(attempts).toEqual([1, 2, 3, 4]);
  expect(outcome).toBe(error);
});

test.each<[string, Error]>([
  ["no connection", unconnected],
  ["an answer that got lost", lost()],
])(
  "after %s, a call is repeated up to its deadline, with pauses that fit into the time of an outage",
  async (_, error) => {
    const { slept, outcome } = await run(error, { deadline: 1500, policy: { busyBudgetMs: 0 } });
    expect(slept).toEqual([50, 100, 200, 200, 200, 200, 200, 200]);
    expect(outcome).toBe(error);
  },
);

test("retries after an outage cost the budget of all, those of a busy service do not", async () => {
  const budget = new RetryBudget();
  while (budget.take());
  expect((await run(answered(20), { budget, times: 1 })).attempts).toEqual([1, 2]);
  // The retry went well, which pays for one more.
  expect((await run(unconnected, { budget })).attempts).toEqual([1, 2]);
  expect((await run(unconnected, { budget })).attempts).toEqual([1]);
  expect((await run(unusable, { budget })).attempts).toEqual([1]);
});

test("a call that goes well at once gives the budget a fifth of a retry", async () => {
  const budget = new RetryBudget();
  while (budget.take());
  for (let n = 0; n < 4; n++) await run(unconnected, { budget, times: 0 });
  expect((await run(unconnected, { budget })).attempts).toEqual([1]);
  await run(unconnected, { budget, times: 0 });
  expect((await run(unconnected, { budget })).attempts).toEqual([1, 2]);
});
