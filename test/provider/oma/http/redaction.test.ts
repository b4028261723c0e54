import { inspect } from "node:util";
import { redact, redactFields, secretsIn } from "../../../../provider/oma/http/redaction.js";
import { OmaClient } from "../../../../provider/oma/index.js";
import { type Canned, json, signedIn, startCanned } from "../../support/canned.js";
import { quick } from "../../support/context.js";
import { failureOf } from "../../support/failure.js";

const admin = { user: "a@b.adm", password: "Admin*Canary-1" };
const token = "Token*Canary-11";
/** With a backslash, which JSON writes as two. */
const userPassword = "User\\Canary-3'";
const canaries = [admin.password, token, userPassword, JSON.stringify(userPassword).slice(1, -1), "Canary"];

/** Every way in which an error can come to be read by somebody, what it was caused by included. */
function placesOf(error: unknown, path = "error"): [string, string][] {
  if (!(error instanceof Error)) return [];
  return [
    [`${path}.message`, error.message],
    [`${path}.stack`, String(error.stack)],
    [`${path} as text`, String(error)],
    [`${path} as JSON`, JSON.stringify(error)],
    [`${path}, its own members as JSON`, JSON.stringify(Object.entries(error))],
    [`${path} printed`, inspect(error, { depth: null })],
    [`${path} printed with what is hidden`, inspect(error, { depth: null, showHidden: true, getters: true })],
    ...placesOf(error.cause, `${path}.cause`),
  ];
}

function expectClean(error: unknown): void {
  const places = placesOf(error);
  expect(places.length).toBeGreaterThan(0);
  expect(places.filter(([, text]) => canaries.some((canary) => text.includes(canary))).map(([place]) => place)).toEqual(
    [],
  );
}

const change = (oma: OmaClient) =>
  oma.call("change_user", { user: "ann@example.com", attributes: { password: userPassword } });

/** A service that repeats whatever secret it was sent. */
const echoing: [string, (body: string, secrets: string[]) => Canned][] = [
  ["in the error text", (_, secrets) => json({ success: false, error_number: 6, error: `Bad: ${secrets.join()}` })],
  ["in the error text, as the JSON it came in", (body) => json({ success: false, error_number: 6, error: body })],
  [
    "in a hint",
    (_, secrets) => json({ success: false, error_number: 40, error: "", hints: { password: secrets.join() } }),
  ],
  [
    "in a hint that is an object",
    (_, secrets) => json({ success: false, error_number: 40, hints: { password: { was: secrets } } }),
  ],
  ["in hints that are a list", (_, secrets) => json({ success: false, error_number: 40, hints: secrets })],
  ["in hints that are a text", (_, secrets) => json({ success: false, error_number: 40, hints: secrets.join() })],
  [
    "in the name of a hint",
    (_, secrets) => json({ success: false, error_number: 40, hints: { [secrets.join()]: "weak" } }),
  ],
  ["in another member of the answer", (body) => json({ success: false, error_number: 2, request: JSON.parse(body) })],
  ["with an unknown outcome", (_, secrets) => json({ success: false, error_number: 28, error: secrets.join() })],
  ["in text that is no JSON", (body) => ({ text: `<pre>${body}</pre>` })],
  ["with HTTP 500", (body) => ({ status: 500, text: body })],
  ["with HTTP 400", (body) => ({ status: 400, text: body })],
  ["and then breaks the connection", () => "reset"],
];

test.each(echoing)("no error shows a secret that the service repeats %s", async (_, answer) => {
  const service = await startCanned(({ method, body }) => {
    if (method === "authenticate") return signedIn;
    const { password } = body.attributes as { password: string };
    return answer(JSON.stringify(body), [String(body.credentials.token), password]);
  });
  expectClean(await failureOf(change(new OmaClient({ base: service.base, ...admin }, quick))));
});

test.each(echoing.slice(0, 1))(
  "no error shows the admin's password when the authentication repeats it %s",
  async (_, answer) => {
    const service = await startCanned(({ body }) => answer(JSON.stringify(body), [String(body.credentials.password)]));
    expectClean(await failureOf(change(new OmaClient({ base: service.base, ...admin }, quick))));
  },
);

test("an error of a connection that cannot be made shows no secret", async () => {
  const oma = new OmaClient({ base: "http://127.0.0.1:1/api", user: "a@b.adm", token }, quick);
  expectClean(await failureOf(change(oma)));
});

test("an error still tells what the service said around the secret", async () => {
  const service = await startCanned(({ method, body }) => {
    if (method === "authenticate") return undefined;
    const { password } = body.attributes as { password: string };
    return json({
      success: false,
      error_number: 40,
      error: `"${password}" is weak`,
      hints: { password: `use more than ${password}` },
    });
  });
  const failure = await failureOf(change(new OmaClient({ base: service.base, ...admin }, quick)));
  expect(failure.message).toContain('"[secret]" is weak');
  expect(failure.message).toContain("password: use more than [secret]");
});

test("a client shows no secret when it is printed, before and after it was used", async () => {
  const service = await startCanned(() => undefined);
  const oma = new OmaClient({ base: service.base, ...admin }, quick);
  const before = inspect(oma, { depth: null }) + JSON.stringify(oma);
  await change(oma);
  const after = inspect(oma, { depth: null }) + JSON.stringify(oma);
  expect(canaries.filter((canary) => before.includes(canary) || after.includes(canary))).toEqual([]);
});

test("a whole secret is found as text, JSON, web address and web page write it, the longest first", () => {
  const secret = `a"b&c d<e>'é`;
  for (const spelling of [
    secret,
    JSON.stringify(secret),
    JSON.stringify(`in ${secret} between`),
    new URLSearchParams({ q: secret }).toString(),
    new URLSearchParams({ q: `in ${secret} between` }).toString(),
    encodeURIComponent(secret),
    "a&quot;b&amp;c d&lt;e&gt;&#39;é",
  ]) {
    expect(redact(`before ${spelling} after`, [secret])).toMatch(/^before .*\[secret\].* after$/);
  }
  expect(redact("abcdef abc", ["abc", "abcdef", ""])).toBe("[secret] [secret]");
});

test("secrets are found by the names of their fields, however deep", () => {
  const body = {
    credentials: { token: "1" },
    attributes: { password: "2", name: "x" },
    users: [{ password: "3" }, null],
  };
  expect(secretsIn(body)).toEqual(["1", "2", "3"]);
  expect(secretsIn({ password: 5, token: null })).toEqual([]);
});

test("a response is redacted in its texts, its names and its secret fields, and keeps its form", () => {
  const answer = {
    a: ["x secret", 1, null],
    secret: true,
    token: "other",
    deep: { n: 1, password: { min: 8 }, name: "Ann" },
  };
  expect(redactFields(answer, ["secret"])).toEqual({
    a: ["x [secret]", 1, null],
    "[secret]": true,
    token: "[secret]",
    deep: { n: 1, password: { min: 8 }, name: "Ann" },
  });
});
