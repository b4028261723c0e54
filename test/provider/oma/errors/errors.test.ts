import { systemCode } from "../../../../provider/oma/errors/index.js";
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

const readBack = { method: "get_user", fields: { user: "ann@example.com" } };
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
    "The client did not accept the certificate: let the `caFile` setting name the authority that signed it.",
  ],
  [
    "a permit that did not come",
    () => new OmaDeadlineError(90_000, details),
    { code: "OMA_DEADLINE" },
    `${subject}no permit came within 90 s, so the client did not send it.`,
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
      new OmaOutcomeUnknownError(
        "it broke",
        { ...details, readBack },
        { status: 502, began: { earliest: 5, latest: 6 } },
      ),
    { code: "OMA_OUTCOME_UNKNOWN", status: 502, beganAt: 5, beganBefore: 6, readBack },
    `${subject}it broke; whether the service carried the call out is not known.`,
    "Look at the object on the service, then run again.",
  ],
  [
    "a refusal of the credentials",
    () => new OmaCredentialsError("a@b.adm", 32, []),
    { code: "OMA_ADMIN_DISABLED", number: 32 },
    "OMA refused admin a@b.adm with 32 (Admin is disabled); no further call is sent with these credentials.",
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

test("the response of a refusal is not among what a log prints of it", () => {
  const error = new OmaApiError(2, "", {}, {}, { a: 1 });
  expect(error.response).toEqual({ a: 1 });
  expect(Object.keys(error)).not.toContain("response");
});

test.each([
  ["an error of the system", Object.assign(new Error("x"), { code: "EPIPE" }), "EPIPE"],
  ["an error without a code", new Error("x"), undefined],
  ["an error with a code that is no text", Object.assign(new Error("x"), { code: 5 }), undefined],
  ["nothing", null, undefined],
  ["no error", "EPIPE", undefined],
])("the system's code of %s", (_, error, code) => {
  expect(systemCode(error)).toBe(code);
});
