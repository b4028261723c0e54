import { errorNumber, parseResponse, rowsIn } from "../../../../provider/oma/http/response.js";
import type { OmaApiError, OmaOutcomeUnknownError } from "../../../../provider/oma/index.js";

const began = { earliest: 5, latest: 6 };
const asked = {
  body: { credentials: { token: "Canary-1" } },
  effect: "write" as const,
  details: { method: "change_user", object: "ann@example.com" },
  began: () => began,
};

function refused<E extends Error = OmaApiError>(answer: unknown): E {
  try {
    parseResponse(typeof answer === "string" ? answer : JSON.stringify(answer), asked);
  } catch (error) {
    return error as E;
  }
  throw new Error("it was let through");
}

test("success is handed over as it came", () => {
  expect(parseResponse('{"success":true,"password":"p","n":[1]}', asked)).toEqual({
    success: true,
    password: "p",
    n: [1],
  });
});

test.each(['{"success":', "", "null", "[true]", '"success"', "17", "<html>"])("%j is not a JSON object", (text) => {
  expect(refused<OmaOutcomeUnknownError>(text)).toMatchObject({
    name: "OmaOutcomeUnknownError",
    reason: "the response is not a JSON object",
    method: "change_user",
    beganAt: 5,
    beganBefore: 6,
  });
});

test("a response that is nested without an end is refused before anything walks through it", () => {
  const nested = (depth: number) => `{"success":true,"a":${"[".repeat(depth)}${"]".repeat(depth)}}`;
  expect(parseResponse(nested(64), asked)).toMatchObject({ success: true });
  for (const depth of [65, 200_000]) {
    expect(refused<OmaOutcomeUnknownError>(nested(depth))).toMatchObject({
      name: "OmaOutcomeUnknownError",
      reason: "the response is nested more than 64 deep",
      object: "ann@example.com",
      method: "change_user",
    });
  }
});

test("what the service says is shown as text, on one line, and cut where it is long", () => {
  const hostile = "\u001b[2J\n::add-mask::x\r\u202e";
  const error = refused({ success: false, error_number: 4711, error: hostile, hints: { [hostile]: hostile } });
  const safe = "\\u001b[2J\\n\\u003a:add-mask::x\\u000d\\u202e";
  expect(error.message.split("\n").slice(0, 2)).toEqual([
    `ann@example.com: change_user: OMA answered 4711 (${safe})`,
    `  [${safe}: ${safe}]`,
  ]);
  expect(error.text).toBe(safe);
  const long = refused({ success: false, error_number: 4711, error: "a".repeat(5_000_000) });
  expect(long.message.length).toBeLessThan(1_000);
  expect(long.message).toContain("... (5000000 characters in all)");
});

test.each([
  ["nothing", {}],
  ["a text in place of success", { success: "true" }],
  ["a number without a failure", { error_number: 2 }],
  ["a failure without a number", { success: false }],
  ["an empty number", { success: false, error_number: "" }],
  ["a number that is none", { success: false, error_number: "two" }],
  ["a broken number", { success: false, error_number: 2.5 }],
  ["a list of numbers", { success: false, error_number: [2] }],
  ["null", { success: false, error_number: null }],
])("%s says neither success nor an error number", (_, answer) => {
  expect(refused<OmaOutcomeUnknownError>(answer)).toMatchObject({
    name: "OmaOutcomeUnknownError",
    reason: "the response says neither success nor an error number",
    number: undefined,
  });
});

test.each([23, "23"])("number %j is read", (error_number) => {
  const answer = { success: false, error: "There.", error_number, settable_attributes: ["name"] };
  expect(refused(answer)).toMatchObject({
    name: "OmaApiError",
    number: 23,
    text: "There.",
    class: "exists",
    response: answer,
  });
});

test.each([undefined, "", 5])("error text %j gives way to the documented one", (error) => {
  expect(refused({ success: false, error, error_number: 23 }).text).toBe("Object already exists");
});

test.each([
  ["its own words", "Oh no", "OMA answered 28 (Oh no)"],
  ["the documented ones", "", "OMA answered 28 (An internal error occurred)"],
])("an internal error is an unknown outcome, told with %s", (_, error, reason) => {
  const failure = refused<OmaOutcomeUnknownError>({ success: false, error, error_number: 28 });
  expect(failure).toMatchObject({ name: "OmaOutcomeUnknownError", reason, number: 28, beganAt: 5 });
  expect(failure.message.split("\n").at(-1)).toBe(
    "  Look at the object on the service, then run again. If it goes on, tell OpenSRS support when it happened.",
  );
});

test.each([
  ["an object", { quota: "too big", name: { max: 5 } }, { quota: "too big", name: '{"max":5}' }],
  ["a list", ["too big", "too long"], { hint: '["too big","too long"]' }],
  ["a text", "too big", { hint: "too big" }],
  ["null", null, {}],
  ["nothing", undefined, {}],
])("hints that are %s", (_, hints, read) => {
  expect(refused({ success: false, error_number: 6, hints }).hints).toStrictEqual(read);
});

test("a hint about a password is a reason, not a password", () => {
  expect(refused({ success: false, error_number: 40, hints: { password: "too weak" } }).hints).toEqual({
    password: "too weak",
  });
});

test("secrets of the request and of the answer are taken out wherever they stand", () => {
  const failure = refused({
    success: false,
    error: "Canary-1 and Canary-2",
    error_number: 6,
    token: "Canary-2",
    hints: { "Canary-1": "not Canary-2", list: ["Canary-1"] },
    request: { name: "Canary-1" },
  });
  expect(failure.text).toBe("[secret] and [secret]");
  expect(failure.hints).toEqual({ "[secret]": "not [secret]", list: '["[secret]"]' });
  expect(JSON.stringify(failure.response)).not.toContain("Canary");
  expect(failure.response).toMatchObject({ request: { name: "[secret]" }, token: "[secret]" });
});

test("the rows of a response are the objects in its list, and none where it has no list", () => {
  expect(rowsIn({ users: [{ user: "a" }, null, "b", ["c"], { user: "d" }] }, "users")).toEqual([
    { user: "a" },
    { user: "d" },
  ]);
  for (const users of [undefined, null, "a", { 0: { user: "a" } }]) expect(rowsIn({ users }, "users")).toEqual([]);
});

test.each([
  [2, 2],
  ["2", 2],
  [0, 0],
  ["", undefined],
  ["two", undefined],
  [2.5, undefined],
  [true, undefined],
  [undefined, undefined],
])("%j stands for the number %j", (value, number) => {
  expect(errorNumber(value)).toBe(number);
});
