import { inspect } from "node:util";
import { jsonLog, textLog } from "../../../../provider/oma/events/sinks.js";
import { OmaClient, type OmaConfig } from "../../../../provider/oma/index.js";
import { type Canned, json, refusal, signedIn, startCanned } from "../../support/canned.js";
import { quick } from "../../support/context.js";
import { hastyClock } from "../support/virtual-clock.js";

const admin = { user: "a@b.adm", password: "Admin*Canary-1" };
const userPassword = "User*Canary-2";
const hashed = "{SSHA512}HashedCanary3==";
const appPassword = "app-Canary-4";
const newToken = "issued-Canary-5";

/** Calls with a secret in them or in their answer. */
const calls: [string, (oma: OmaClient) => Promise<unknown>][] = [
  ["a password", (oma) => oma.call("change_user", { user: "ann@example.com", attributes: { password: userPassword } })],
  [
    "a hashed password",
    (oma) => oma.call("change_user", { user: "ann@example.com", attributes: { password: hashed } }),
  ],
  ["an app password", (oma) => oma.call("app_password", { user: "ann@example.com", mode: "add" })],
  ["a token", (oma) => oma.call("generate_token", { user: "ann@example.com", reason: "sso", token: newToken })],
  ["a read", (oma) => oma.call("get_user", { user: "ann@example.com" })],
];

const answersSecret = { password: appPassword, token: newToken, session_token: newToken, snapshot: "https://Canary-6" };
const answers: [string, (body: string) => Canned][] = [
  ...[6, 28, 25, 32, 39, 4711].map((number): [string, (body: string) => Canned] => [
    `refusal ${number} that repeats the request`,
    (body) => refusal(number, body, { ...answersSecret, hints: { attributes: body, list: [body] } }),
  ]),
  ["HTTP 500", (body) => ({ status: 500, text: body })],
  ["HTTP 429", (body) => ({ status: 429, text: body })],
  ["HTTP 302", (body) => ({ status: 302, text: body, headers: { location: `http://x/?${encodeURIComponent(body)}` } })],
  ["half an answer", () => ({ text: JSON.stringify({ success: true, ...answersSecret }).slice(0, -9) })],
  ["success of no kind", () => json({ ...answersSecret })],
  ["a reset", () => "reset"],
];

/** Every form in which an error, or what it came from, can come to be seen. */
function forms(value: unknown): string {
  const error = value as Error;
  const own = [error.message, error.stack, String(error), JSON.stringify(error), inspect(error, { depth: null })];
  return [...own, inspect(error, { showHidden: true, getters: true, depth: null })].join("\n");
}

describe.each(calls)("with %s", (_, call) => {
  test.each(answers)("no error, log line or event shows a secret after %s", async (__, answer) => {
    const service = await startCanned(({ method, body }) =>
      method === "authenticate" ? signedIn : answer(JSON.stringify(body)),
    );
    const seen: string[] = [];
    const stderr = jest.spyOn(process.stderr, "write").mockImplementation((line) => {
      seen.push(String(line));
      return true;
    });
    try {
      for (const log of ["text", "json"] as const) {
        const config: OmaConfig = { base: service.base, ...admin, log };
        const oma = new OmaClient(
          config,
          { ...quick, busyBudgetMs: 10 },
          {
            clock: hastyClock(),
            listeners: [
              textLog((line) => seen.push(line)),
              jsonLog((line) => seen.push(line)),
              (event) => seen.push(inspect(event)),
            ],
          },
        );
        await call(oma).catch((error: unknown) => seen.push(forms(error)));
        seen.push(inspect(oma, { depth: null, showHidden: true }), JSON.stringify(oma));
        oma.close();
      }
    } finally {
      stderr.mockRestore();
    }
    expect(seen.join("\n").match(/.{0,40}Canary.{0,40}/g)).toBeNull();
    expect(seen.length).toBeGreaterThan(8);
  });
});
