import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "../../simulator/index.js";
import { type Relay, startRelay } from "./support/relay.js";
import { startService } from "./support/service.js";
import { Stack } from "./support/stack.js";
import { accountVariables, company } from "./support/tenant.js";

const canaries = {
  admin: "Canary-Admin-4711-Aa",
  mailbox: "Canary-Mailbox-4712-Bb",
  changed: "Canary-Changed-4713-Cc",
  weak: "canaryweak",
};

let service: Simulator;
let relay: Relay;
let stack: Stack;
beforeAll(async () => {
  service = await startService({
    tenant: [{ name: company, admins: [{ user: "ops@lakeside-demo.adm", password: canaries.admin, role: "company" }] }],
  });
  // At -v=9 the engine logs the stack's configuration in clear text, its secrets included: a password that must not be there
  // comes from the environment.
  relay = await startRelay(service.url, (answer) => {
    if (typeof answer.session_token === "string") tokens.push(answer.session_token);
    return true;
  });
  stack = await Stack.create({ ...accountVariables(service), OMA_ENDPOINT: relay.url });
});
afterAll(async () => {
  stack.remove();
  await service.close();
});

/** Session tokens that the service gave out. */
const tokens: string[] = [];
/** Everything the engine printed. */
let seen = "";

const program = (password: string, quota = 1024) => `
const domain = new oma.Domain("domain", { domain: "example.com" });
new oma.User("ann", { user: domain.address("ann"), password: "${password}", quota: ${quota} });
`;

/** Every canary and session token found in a text. */
function leaks(text: string): string[] {
  return Object.entries(canaries)
    .filter(([, secret]) => text.includes(secret))
    .map(([name]) => name);
}

/** All that the engine wrote below the project: state, history, settings, locks; not the program. */
function written(folder: string): string {
  return readdirSync(folder)
    .filter((name) => name !== "node_modules" && name !== "index.js")
    .map((name) => join(folder, name))
    .map((path) => (statSync(path).isDirectory() ? written(path) : readFileSync(path, "utf8")))
    .join("\n");
}

const loud = ["--logtostderr", "-v=9", "--debug"];

test("no password and no token is in any output, at the highest verbosity", async () => {
  const outputs: string[] = [];
  const run = async (body: string, ...command: string[]) => {
    const result = await stack.program(body).run(...command, ...loud);
    outputs.push(result.output);
    return result.code;
  };
  const up = ["up", "--yes", "--diff"];
  expect(await run(program(canaries.mailbox), ...up)).toBe(0);
  expect(await run(program(canaries.changed), ...up)).toBe(0);
  expect(await run(program(canaries.weak), ...up)).not.toBe(0);
  service.call("change_user", { user: "ann@example.com", attributes: { quota: 4096 } });
  expect(await run(program(canaries.changed), "refresh", "--preview-only", "--diff")).toBe(0);
  expect(await run(program(canaries.changed), "up", "--yes", "--refresh", "--diff")).toBe(0);
  seen = outputs.join("\n");
  expect(seen.length).toBeGreaterThan(100_000);
  expect(leaks(seen)).toEqual([]);
});

test("no session token is in any output or file", () => {
  expect(tokens.length).toBeGreaterThan(0);
  expect(tokens.filter((token) => seen.includes(token) || written(stack.folder).includes(token))).toEqual([]);
});

test("no password is in state, history or any other file that the engine wrote", () => {
  const text = written(stack.folder);
  expect(text).toContain("ann@example.com");
  expect(leaks(text)).toEqual([]);
});

test("even the decrypted state holds no mailbox password, only its fingerprint", async () => {
  const plain = await stack.export("--show-secrets");
  expect(plain).toContain("scrypt:");
  expect(leaks(plain)).toEqual([]);
});

test("the request log of the simulator holds no secret either", () => {
  expect(leaks(JSON.stringify(service.requests.entries()))).toEqual([]);
});

test("a changed password is written once, and the mailbox opens with the new one alone", async () => {
  const opens = async (password: string) => {
    const body = JSON.stringify({ credentials: { user: "ann@example.com", password } });
    const answer = await fetch(`${service.url}/authenticate`, {
      method: "POST",
      body,
      headers: { "content-type": "application/json" },
    });
    return ((await answer.json()) as { success: boolean }).success;
  };
  expect([await opens(canaries.mailbox), await opens(canaries.changed)]).toEqual([false, true]);
  service.requests.clear();
  expect((await stack.program(program(canaries.changed)).up()).code).toBe(0);
  expect(service.requests.entries()).toEqual([]);
  expect((await stack.program(program(canaries.mailbox)).up()).code).toBe(0);
  expect(service.requests.filter(({ method }) => method === "change_user").map(({ attributes }) => attributes)).toEqual(
    [{ password: "[secret]" }],
  );
  expect([await opens(canaries.mailbox), await opens(canaries.changed)]).toEqual([true, false]);
});
