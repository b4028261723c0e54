import { RetryBudget } from "../../../../provider/oma/flow/retry-budget.js";
import { ServerClock } from "../../../../provider/oma/http/server-clock.js";
import {
  OmaApiError,
  OmaConfigError,
  OmaConnectionError,
  OmaCredentialsError,
  OmaDeadlineError,
  OmaError,
  OmaHttpError,
  OmaOutcomeUnknownError,
} from "../../../../provider/oma/index.js";

const details = { method: "change_user", object: "ann@example.com" };

test("an error is printed in two lines: what happened, and what to do", () => {
  const { message } = new OmaApiError(23, "Object already exists", details, {}, {});
  expect(message.split("\n")).toEqual([
    "ann@example.com: change_user: OMA answered 23 (Object already exists).",
    "  Choose another name.",
  ]);
});

test("the service's hints have a line of their own", () => {
  const { message } = new OmaApiError(6, "", details, { quota: "too big", name: "too long" }, {});
  expect(message.split("\n")).toEqual([
    "ann@example.com: change_user: OMA answered 6 (One or more attributes badly formatted.)",
    "  [quota: too big; name: too long]",
    "  Correct the attribute.",
  ]);
});

test.each([
  ["without an object", { method: "echo" }, "echo: it broke."],
  ["without anything", {}, "it broke."],
  ["with a remedy", { remedy: "Mend it." }, "it broke.\n  Mend it."],
])("an error %s has no empty parts", (_, about, message) => {
  expect(new OmaError("OMA_X", "it broke", about).message).toBe(message);
});

test.each(["Really?", "No!", "Done."])("%s gets no second full stop", (words) => {
  expect(new OmaError("OMA_X", words).message).toBe(words);
});

test("JSON of an error has all that it says, and its causes", () => {
  const cause = new OmaApiError(39, "expired", { method: "get_user" }, { token: "old" }, { success: false });
  const error = new OmaError("OMA_X", "it broke", { ...details, attribute: "name", number: 4 }, { cause });
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    name: "OmaError",
    code: "OMA_X",
    message: error.message,
    ...details,
    attribute: "name",
    number: 4,
    cause: {
      name: "OmaApiError",
      code: "OMA_EXPIRED",
      message: cause.message,
      method: "get_user",
      number: 39,
      remedy: "Get a new token.",
      class: "credentials",
      text: "expired",
      hints: { token: "old" },
    },
  });
});

test("of a foreign cause, JSON has the name and the code alone", () => {
  const cause = Object.assign(new TypeError("Canary"), { code: "EPIPE", config: "Canary" });
  expect(JSON.parse(JSON.stringify(new OmaError("OMA_X", "it broke", {}, { cause }))).cause).toEqual({
    name: "TypeError",
    code: "EPIPE",
  });
  expect(JSON.parse(JSON.stringify(new OmaError("OMA_X", "it broke", {}, { cause: "Canary" })))).not.toHaveProperty(
    "cause",
  );
});

describe("the service's clock", () => {
  const date = "Tue, 14 Nov 2023 22:13:20 GMT";
  const then = Date.parse(date) / 1000;

  test("is not known before the first answer, nor from a header that is no date", () => {
    const clock = new ServerClock();
    clock.observe(undefined, 0, 0);
    clock.observe("yesterday", 0, 0);
    expect(clock.at(0)).toBeUndefined();
  });

  test("is known within the time of an answer and the second of its header", () => {
    const clock = new ServerClock();
    clock.observe(date, 1000, 1200);
    expect(clock.at(1200)).toEqual({ earliest: then, latest: then + 1.2 });
    expect(clock.at(61_200)).toEqual({ earliest: then + 60, latest: then + 61.2 });
    expect(clock.at(200)).toEqual({ earliest: then - 1, latest: then + 0.2 });
  });

  test("goes by the last answer", () => {
    const clock = new ServerClock();
    clock.observe("Tue, 14 Nov 2023 00:00:00 GMT", 0, 0);
    clock.observe(date, 1000, 1000);
    expect(clock.at(1000)?.earliest).toBe(then);
  });
});

const look = { method: "get_user", fields: { user: "ann@example.com" } };
const subject = "ann@example.com: change_user: ";

test.each<[string, () => OmaError, object, string, string]>([
  [
    "a setting",
    () => new OmaConfigError("x", "is odd", "Mend it."),
    { code: "OMA_CONFIG" },
    "configuration x: is odd.",
    "Mend it.",
  ],
  [
    "a service that is not found",
    () => new OmaConnectionError("https://b", "ENOTFOUND", details),
    { code: "OMA_NO_CONNECTION", reason: "ENOTFOUND" },
    `${subject}no connection to https://b (ENOTFOUND).`,
    "Check the `endpoint` or `cluster` setting, the network and that the service is up, then run again.",
  ],
  [
    "a certificate",
    () => new OmaConnectionError("https://b", "CERT_HAS_EXPIRED", details),
    { code: "OMA_NO_CONNECTION" },
    `${subject}no connection to https://b (CERT_HAS_EXPIRED).`,
    "The certificate was not accepted: let the `caFile` setting name the authority that signed it.",
  ],
  [
    "a turn that did not come",
    () => new OmaDeadlineError(90_000, details),
    { code: "OMA_DEADLINE" },
    `${subject}no turn came within 90 s, so it was not sent.`,
    "Run again when the service is less busy, or raise the `deadline` setting.",
  ],
  [
    "an HTTP status",
    () => new OmaHttpError(404, "https://b", details),
    { code: "OMA_HTTP_STATUS", status: 404 },
    `${subject}https://b answered HTTP 404.`,
    "The service does not know this method at this address: check that the `endpoint` setting ends in /api and names an OMA service.",
  ],
  [
    "an unknown outcome",
    () =>
      new OmaOutcomeUnknownError("it broke", { ...details, look }, { status: 502, began: { earliest: 5, latest: 6 } }),
    { code: "OMA_OUTCOME_UNKNOWN", status: 502, beganAt: 5, beganBefore: 6, look },
    `${subject}it broke; whether the service carried the call out is not known.`,
    "Look at the object on the service, then run again.",
  ],
  [
    "a refusal of the credentials",
    () => new OmaCredentialsError("a@b.adm", 32),
    { code: "OMA_ADMIN_DISABLED", number: 32 },
    "OMA refused admin a@b.adm with 32 (Admin is disabled); this client sends no further call.",
    "Have the admin enabled, or use another one.",
  ],
])("the error of %s tells what happened and what to do, and as JSON all it knows", (_, make, json, first, last) => {
  const error = make();
  expect(error.message).toBe(`${first}\n  ${last}`);
  expect(JSON.parse(JSON.stringify(error))).toMatchObject(json);
});

test("an outcome that is unknown before the service told its time has no beginning", () => {
  expect(new OmaOutcomeUnknownError("it broke", details)).toMatchObject({ beganAt: undefined, beganBefore: undefined });
});

test("a full stop in the middle ends no sentence", () => {
  expect(new OmaError("OMA_X", "see example.com for it").message).toBe("see example.com for it.");
});

test("the answer of a refusal is not among what a log prints of it", () => {
  expect(Object.keys(new OmaApiError(2, "", {}, {}, { a: 1 }))).not.toContain("answer");
});

test("the budget for repeats is never more than full, and success fills it", () => {
  const budget = new RetryBudget();
  for (let n = 0; n < 1000; n++) budget.succeeded(true);
  let taken = 0;
  while (budget.take()) taken += 1;
  expect(taken).toBe(90);
  for (let n = 0; n < 4; n++) budget.succeeded(false);
  expect(budget.take()).toBe(false);
  budget.succeeded(false);
  expect(budget.take()).toBe(true);
  budget.succeeded(true);
  expect([budget.take(), budget.take()]).toEqual([true, false]);
});
