import { connectionRemedy, isLastingFailure, systemCode } from "../../../../provider/oma/errors/index.js";
import {
  OmaApiError,
  OmaConfigError,
  OmaConnectionError,
  OmaCredentialsError,
  OmaDeadlineError,
  OmaError,
  OmaHttpError,
  OmaNoAnswerError,
  OmaNotSentError,
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
      remedy: "Run again, or with a token from elsewhere get a new one.",
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
    "Check the name in the `endpoint` or `cluster` setting and this machine's name server, then run again.",
  ],
  [
    "a certificate",
    () => new OmaConnectionError("https://b", "CERT_HAS_EXPIRED", details),
    { code: "OMA_NO_CONNECTION" },
    `${subject}no connection to https://b (CERT_HAS_EXPIRED).`,
    "The service's certificate has expired: check this machine's clock, or ask whoever runs the service to renew it.",
  ],
  [
    "a permit that did not come",
    () => new OmaDeadlineError("no permit", details),
    { code: "OMA_DEADLINE" },
    `${subject}no permit came before the deadline, so the client did not send it.`,
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
    "a read without an answer",
    () => new OmaNoAnswerError("it broke", { object: "ann@example.com", method: "get_user" }, { status: 502 }),
    { code: "OMA_NO_ANSWER", status: 502 },
    "ann@example.com: get_user: it broke.",
    "Run again.",
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
    () => new OmaCredentialsError("a@b.adm", 32, "password", []),
    { code: "OMA_ADMIN_DISABLED", number: 32 },
    "OMA refused admin a@b.adm with 32 (Admin is disabled); no further call is sent with these credentials.",
    "Have the admin enabled, or use another one.",
  ],
])("the error of %s tells what happened and what to do, and as JSON all it knows", (_, make, json, first, last) => {
  const error = make();
  expect(error.message).toBe(`${first}\n  ${last}`);
  expect(JSON.parse(JSON.stringify(error))).toMatchObject(json);
});

test("an error that refers to the one that ended the run is one line, with the code of that one", () => {
  const down = new OmaConnectionError("https://b", "ECONNREFUSED", { object: "bob@example.com", method: "get_user" });
  const refused = new OmaCredentialsError("a@b.adm", 32, "password", []);
  expect(new OmaNotSentError(details, down, "bob@example.com")).toMatchObject({
    code: "OMA_NO_CONNECTION",
    message: `${subject}not sent, since the service cannot be reached (see bob@example.com).`,
    remedy: undefined,
    cause: down,
  });
  expect(new OmaNotSentError(details, refused, "echo")).toMatchObject({
    code: "OMA_ADMIN_DISABLED",
    number: 32,
    message: `${subject}not sent, since the service refused the credentials (see echo).`,
  });
});

test.each([
  [1, "password", "`user` and `password`"],
  [1, "token", "the admin who got the `token`"],
  [39, "password", "renew it in the console"],
  [39, "token", "Get a new token"],
  [33, "password", "Use an admin that is not forced"],
  [33, "token", "Take the session token from an interactive log-in"],
  [42, "token", "Take the session token from an interactive log-in"],
  [21, "token", "Allow this machine's address"],
] as const)("the remedy of %i fits a log-in with a %s", (number, logIn, words) => {
  expect(new OmaCredentialsError("a@b.adm", number, logIn, []).remedy).toContain(words);
});

test.each([
  ["ECONNREFUSED", false, "that the service is up"],
  ["ENOTFOUND", false, "name server"],
  ["EAI_AGAIN", false, "name server"],
  ["ETIMEDOUT", false, "firewalls"],
  ["EHOSTUNREACH", false, "firewalls"],
  ["ERR_PROXY_TUNNEL", false, "HTTPS_PROXY and NO_PROXY"],
  ["CERT_HAS_EXPIRED", true, "clock"],
  ["CERT_NOT_YET_VALID", true, "clock"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", true, "for another name"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", true, "`caFile`"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", true, "`caFile`"],
  ["EPROTO", true, "the protocol and the port"],
  ["ERR_SSL_WRONG_VERSION_NUMBER", true, "the protocol and the port"],
  ["ECONNRESET", false, "the network"],
])("%s lasts: %s, and has a remedy of its own", (code, isLasting, words) => {
  expect(isLastingFailure(code)).toBe(isLasting);
  expect(connectionRemedy(code)).toContain(words);
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
