import { errorNumber, parseResponse, rowsIn } from "../../../../provider/oma/http/response.js";
import type { OmaApiError, OmaOutcomeUnknownError } from "../../../../provider/oma/index.js";

const began = { earliest: 5, latest: 6 };
const asked = {
  body: { credentials: { token: "Canary-1" } },
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
