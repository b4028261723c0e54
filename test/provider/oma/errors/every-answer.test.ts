import { catalogue, fatalForCredentials, retriedAfter } from "../../../../provider/oma/catalogue.js";
import { describeStatus, statuses } from "../../../../provider/oma/http/statuses.js";
import { OmaClient, OmaCredentialsError, OmaOutcomeUnknownError } from "../../../../provider/oma/index.js";
import { errorsPage } from "../../../../scripts/generate/errors.mts";
import { json, refusal, startCanned } from "../../support/canned.js";
import { quick } from "../../support/context.js";
import { failureOf } from "../../support/failure.js";
import { hastyClock } from "../support/virtual-clock.js";

const calls = {
  read: (oma: OmaClient) => oma.call("get_user", { user: "ann@example.com" }),
  write: (oma: OmaClient) => oma.call("change_user", { user: "ann@example.com", attributes: {} }),
};
const effects = ["read", "write"] as const;
const client = (base: string) =>
  new OmaClient({ base, user: "a@b.adm", password: "Canary" }, quick, { clock: hastyClock() });
const cases = Object.keys(catalogue).flatMap((number) => effects.map((effect) => [Number(number), effect] as const));

test.each(cases)("%i on a %s is repeated exactly when the catalogue says so", async (number, effect) => {
  const service = await startCanned(({ method }, nth) =>
    method === "authenticate" || nth > 1 ? undefined : refusal(number, catalogue[number]?.text),
  );
  const says = retriedAfter(number);
  const isRenewed = says === "once, with a new token" || says === "with new tokens";
  const repeats = says === "always" || isRenewed || (says === "reads" && effect === "read");
  const outcome = calls[effect](client(service.base));
  if (repeats) await outcome;
  else {
    const failure = await failureOf(outcome);
    const known = catalogue[number];
    const unknown = known?.class === "unknown-outcome";
    expect(failure.code).toBe(unknown ? "OMA_OUTCOME_UNKNOWN" : known?.code);
    expect(failure.number).toBe(number);
    expect(failure.message).toContain(String(known?.remedy));
    expect(failure instanceof OmaCredentialsError).toBe(fatalForCredentials.has(number));
  }
  expect(service.count("authenticate")).toBe(isRenewed ? 2 : 1);
  expect(service.received.length - service.count("authenticate")).toBe(repeats ? 2 : 1);
});

const statusCases = [...Object.keys(statuses).map(Number), 301, 403, 418, 501, 599].flatMap((status) =>
  effects.map((effect) => [status, effect] as const),
);

test.each(statusCases)("HTTP %i on a %s is repeated exactly when the table says so", async (status, effect) => {
  const service = await startCanned(({ method }, nth) =>
    method === "authenticate" || nth > 1 ? undefined : { status, text: "<html>" },
  );
  const { retried, code, remedy } = describeStatus(status);
  const repeats = retried === "always" || (retried === "reads" && effect === "read");
  const outcome = calls[effect](client(service.base));
  if (repeats) await outcome;
  else {
    const failure = await failureOf(outcome);
    expect(failure).toMatchObject({ code, status });
    if (status < 500) expect(failure.message).toContain(remedy);
    else expect(failure).toBeInstanceOf(OmaOutcomeUnknownError);
  }
  expect(service.received.length - service.count("authenticate")).toBe(repeats ? 2 : 1);
});

test.each([
  ["seconds", "7", 7000],
  ["a date", "Tue, 14 Nov 2023 22:13:30 GMT", 10_000],
])("Retry-After in %s is waited for at least", async (_, header, ms) => {
  const clock = hastyClock(() => 0);
  const service = await startCanned(({ method }, nth) =>
    method === "authenticate" || nth > 1
      ? undefined
      : { status: 429, text: "", headers: { "retry-after": header, date: "Tue, 14 Nov 2023 22:13:20 GMT" } },
  );
  await calls.write(new OmaClient({ base: service.base, user: "a@b.adm", token: "t" }, quick, { clock }));
  expect(Math.max(...clock.slept)).toBe(ms);
});

test("a Retry-After past the deadline of the operation is not waited for", async () => {
  const service = await startCanned(() => ({ status: 429, text: "", headers: { "retry-after": "100000" } }));
  const clock = hastyClock();
  const oma = new OmaClient({ base: service.base, user: "a@b.adm", token: "t" }, quick, { clock });
  expect(await failureOf(calls.read(oma))).toMatchObject({ status: 429, code: "OMA_TOO_MANY_REQUESTS" });
  expect(clock.slept).toEqual([]);
});

test("a read is not repeated past its deadline", async () => {
  const service = await startCanned(() => ({ status: 503, text: "" }));
  const clock = hastyClock(() => 1);
  const policy = { ...quick, firstPauseMs: 400, longestPauseMs: 400, outageMs: 100_000 };
  const oma = new OmaClient({ base: service.base, user: "a@b.adm", token: "t", deadlineMs: 1000 }, policy, { clock });
  await failureOf(calls.read(oma));
  expect(service.received.length).toBe(3);
});

test("pauses are drawn from nothing up to a limit that doubles (full jitter)", async () => {
  const service = await startCanned((_, nth) => (nth <= 5 ? refusal(22) : json({ success: true })));
  const draws = [0, 0.5, 1, 0.25, 1];
  const clock = hastyClock(() => draws.shift() ?? 0);
  const policy = { ...quick, firstPauseMs: 100, longestPauseMs: 1000, busyBudgetMs: 60_000 };
  const pauses: number[] = [];
  // The client itself draws once, for its name.
  draws.unshift(0);
  const oma = new OmaClient({ base: service.base, user: "a@b.adm", token: "t", pace: "off" }, policy, {
    clock,
    listeners: [(event) => event.type === "retry" && pauses.push(event.pauseMs)],
  });
  await calls.read(oma);
  expect(pauses).toEqual([0, 100, 400, 200, 1000]);
});

test("1,000 reads make at most 1,100 requests even of a service that never counts as dead, and the budget comes back", async () => {
  let isOut = true;
  const service = await startCanned(() => (isOut ? { status: 502, text: "" } : undefined));
  const clock = hastyClock();
  const policy = { ...quick, outageMs: Number.POSITIVE_INFINITY };
  const oma = new OmaClient({ base: service.base, user: "a@b.adm", token: "t", parallel: 64 }, policy, { clock });
  await Promise.all(Array.from({ length: 1000 }, () => calls.read(oma).catch(() => {})));
  expect(service.received.length).toBe(1090);
  isOut = false;
  for (let n = 0; n < 10; n++) await calls.read(oma);
  isOut = true;
  service.received.length = 0;
  await calls.read(oma).catch(() => {});
  expect(service.received.length).toBe(3);
});

test("the page of errors names every number and status", () => {
  const page = errorsPage();
  for (const [number, { code, remedy }] of Object.entries(catalogue)) {
    expect(page).toContain(`| ${number} | \`${code}\` |`);
    expect(page).toContain(remedy.replaceAll("*", "\\*").replaceAll("_", "\\_"));
  }
  for (const status of Object.keys(statuses)) expect(page).toContain(`\n| ${status} | `);
});
