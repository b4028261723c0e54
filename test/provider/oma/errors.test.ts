import { OmaApiError, OmaError } from "../../../provider/oma/index.js";
import { ServerClock } from "../../../provider/oma/server-clock.js";

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
