import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Simulator } from "../../simulator/index.js";
import { type Relay, startRelay } from "./support/relay.js";
import { startService } from "./support/service.js";
import { Stack } from "./support/stack.js";
import { accountVariables, company } from "./support/tenant.js";

/** A hash that a person could have made elsewhere. */
function hashOf(text: string): string {
  const salt = Buffer.from(text.slice(-4));
  return `{SSHA512}${Buffer.concat([createHash("sha512").update(text).update(salt).digest(), salt]).toString("base64")}`;
}

const canaries = {
  admin: "Canary-Admin-4711-Aa",
  mailbox: "Canary-Mailbox-4712-Bb",
  changed: "Canary-Changed-4713-Cc",
  weak: "canaryweak",
  variable: "Canary-Variable-4714-Dd",
  changedVariable: "Canary-Variable-4715-Ee",
  file: "Canary-File-4716-Ff",
  changedFile: "Canary-File-4717-Gg",
  versioned: "Canary-Versioned-4718-Hh",
  nextVersion: "Canary-Versioned-4719-Ii",
  hash: hashOf("Canary-Hash-4720-Jj"),
  changedHash: hashOf("Canary-Hash-4721-Kk"),
};
/** What the engine's environment holds, by variable. */
const variables = {
  FIRST_PASSWORD: canaries.variable,
  SECOND_PASSWORD: canaries.changedVariable,
  FIRST_VERSION: canaries.versioned,
  SECOND_VERSION: canaries.nextVersion,
};

let service: Simulator;
let relay: Relay;
let stack: Stack;
/** Beside the project: the file of a password is no file that the engine wrote. */
const outside = mkdtempSync(join(tmpdir(), "pulumi-oma-test-"));
const passwordFile = join(outside, "password");
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
  // The last variable makes the engine take --event-log.
  const engine = { OMA_ENDPOINT: relay.url, PULUMI_DEBUG_COMMANDS: "true" };
  stack = await Stack.create({ ...accountVariables(service), ...variables, ...engine });
});
afterAll(async () => {
  stack.remove();
  rmSync(outside, { recursive: true });
  await service.close();
});

/** Session tokens that the service gave out. */
const tokens: string[] = [];
/** Everything the engine printed. */
let seen = "";

/** How each mailbox is given its password. */
interface Passwords {
  readonly password: string;
  readonly env: string;
  readonly hash: string;
  readonly version: readonly [env: string, version: number];
}
const first: Passwords = {
  password: canaries.mailbox,
  env: "FIRST_PASSWORD",
  hash: canaries.hash,
  version: ["FIRST_VERSION", 1],
};
const second: Passwords = {
  password: canaries.changed,
  env: "SECOND_PASSWORD",
  hash: canaries.changedHash,
  version: ["SECOND_VERSION", 2],
};
const people = ["ann", "bob", "cid", "dee", "eve"] as const;
const writeFile = (text: string) => writeFileSync(passwordFile, `${text}\n`);

const program = ({ password, env, hash, version }: Passwords, quota = 1_048_576) => `
const domain = new oma.Domain("domain", { domain: "example.com" });
const mailbox = (name, secret) => new oma.User(name, { user: domain.address(name), quota: ${quota}, ...secret });
mailbox("ann", { password: ${JSON.stringify(password)} });
mailbox("bob", { passwordFrom: { env: ${JSON.stringify(env)} } });
mailbox("cid", { passwordFrom: { file: ${JSON.stringify(passwordFile)} } });
mailbox("dee", { passwordFrom: { env: ${JSON.stringify(version[0])}, version: ${version[1]} } });
mailbox("eve", { password: ${JSON.stringify(hash)} });
`;

/** Every canary found in a text. */
function leaks(text: string): string[] {
  return Object.entries(canaries)
    .filter(([, secret]) => text.includes(secret) || text.includes(JSON.stringify(secret).slice(1, -1)))
    .map(([name]) => name);
}

/** All that the engine wrote below the project: state, history, backups, settings, locks, events; not the program. */
function written(folder: string): string {
  return readdirSync(folder)
    .filter((name) => name !== "node_modules" && name !== "index.js")
    .map((name) => join(folder, name))
    .map((path) => (statSync(path).isDirectory() ? written(path) : readFileSync(path, "utf8")))
    .join("\n");
}

const loud = ["--logtostderr", "-v=9", "--debug"];
const outputs: string[] = [];
/** Runs the engine at its loudest. */
async function run(body: string, ...command: string[]) {
  const events = command[0] === "up" ? ["--event-log", `events-${outputs.length}.json`] : [];
  const result = await stack.program(body).run(...command, ...events, ...loud);
  outputs.push(result.output);
  return result;
}
const up = ["up", "--yes", "--diff"];

async function opens(name: string, password: string): Promise<boolean> {
  const body = JSON.stringify({ credentials: { user: `${name}@example.com`, password } });
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${service.url}/authenticate`, { method: "POST", body, headers });
  return ((await answer.json()) as { success: boolean }).success;
}

const passwordsWritten = () =>
  service.requests
    .filter(({ method, attributes }) => method === "change_user" && "password" in (attributes ?? {}))
    .map(({ object }) => object?.split("@")[0])
    .sort();

test("passwords of all ways open their mailboxes, and a second run makes no call", async () => {
  writeFile(canaries.file);
  const { code, output } = await run(program(first), ...up);
  expect([code, code === 0 ? "" : output.slice(-4000)]).toEqual([0, ""]);
  expect(passwordsWritten()).toEqual([...people]);
  const { mailbox, variable, file, versioned } = canaries;
  const opened = Object.entries({ ann: mailbox, bob: variable, cid: file, dee: versioned }).map((one) => opens(...one));
  expect(await Promise.all(opened)).toEqual([true, true, true, true]);
  service.requests.clear();
  expect((await run(program(first), ...up)).code).toBe(0);
  expect(service.requests.entries()).toEqual([]);
});

test("a changed password is written, in each of the ways", async () => {
  writeFile(canaries.changedFile);
  service.requests.clear();
  expect((await run(program(second), ...up)).code).toBe(0);
  expect(passwordsWritten()).toEqual([...people]);
  const { changed, changedVariable, changedFile, nextVersion } = canaries;
  const opened = { ann: changed, bob: changedVariable, cid: changedFile, dee: nextVersion };
  expect(await Promise.all(Object.entries(opened).map((one) => opens(...one)))).toEqual([true, true, true, true]);
});

test.each([36, 40, 41, 48])(
  "a password that is refused with %i names the attribute, in each of the ways",
  async (number) => {
    writeFile(canaries.file);
    const fault = service.faults.add({ method: "change_user", error_number: number });
    const { code, output } = await run(
      program({ ...first, version: ["FIRST_VERSION", 3] }),
      ...up,
      "--skip-preview",
      "--continue-on-error",
    );
    service.faults.remove(fault);
    expect(code).not.toBe(0);
    for (const name of people) {
      const attribute = ["ann", "eve"].includes(name) ? "password" : "passwordFrom";
      // No matcher on the text itself: a failure would print all of it.
      expect([
        name,
        output.includes(`${name}@example.com: change_user: OMA refused ${attribute} with ${number} `),
      ]).toEqual([name, true]);
    }
  },
);

test("mistakes of the program are found before anything is written, and told without the password", async () => {
  service.requests.clear();
  const cases: [Partial<Passwords>, RegExp][] = [
    [{ password: `${canaries.changed} two` }, /User resource 'ann' has a problem: password must be/],
    [
      { env: "NO_PASSWORD" },
      /User resource 'bob' has a problem: passwordFrom: the environment variable NO_PASSWORD is not set; set it/,
    ],
    [
      { version: ["NO_PASSWORD", 9] },
      /User resource 'dee' has a problem: passwordFrom: the environment variable NO_PASSWORD/,
    ],
    [{ hash: canaries.hash.slice(0, 60) }, /User resource 'eve' has a problem: password must be/],
  ];
  for (const [change, words] of cases) {
    const { code, output } = await run(program({ ...second, ...change }), "preview");
    expect([code === 0, words.test(output)]).toEqual([false, true]);
    expect(output).not.toContain(canaries.hash.slice(0, 60));
  }
  const both = `new oma.User("fay", { user: "fay@example.com", password: "${canaries.changed}", passwordFrom: { env: "FIRST_PASSWORD" } });`;
  const { output } = await run(both, "preview");
  expect(output).toContain("password and passwordFrom are both declared; keep one of them");
  expect(passwordsWritten()).toEqual([]);
});

test("a refused weak password, drift and refresh show no password", async () => {
  writeFile(canaries.changedFile);
  expect((await run(program({ ...second, password: canaries.weak }), ...up)).code).not.toBe(0);
  service.call("change_user", { user: "bob@example.com", attributes: { quota: 4_194_304 } });
  expect((await run(program(second), "refresh", "--preview-only", "--diff")).code).toBe(0);
  expect((await run(program(second), ...up, "--refresh")).code).toBe(0);
});

test("no password is in any output, at the highest verbosity", () => {
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

describe("even the decrypted state", () => {
  const prints = (resource: unknown) => JSON.stringify(resource).split("scrypt:").length - 1;
  const mailboxes = async () => {
    const resources = await stack.resources("--show-secrets");
    return people.map((name) => resources.find(({ id }) => id === `${name}@example.com`));
  };

  test("holds no password and no hash of one", async () => {
    expect(leaks(await stack.export("--show-secrets"))).toEqual([]);
  });

  test("holds a fingerprint of each password in inputs and outputs, and none of one with a version", async () => {
    expect((await mailboxes()).map((one) => [prints(one?.inputs), prints(one?.outputs)])).toEqual([
      ...[
        [1, 1],
        [1, 1],
        [1, 1],
      ],
      [0, 0],
      [1, 1],
    ]);
  });

  test("holds the places of passwords as the program gave them", async () => {
    const [ann, bob, cid, dee] = (await mailboxes()).map((one) => one?.outputs.passwordFrom);
    expect([ann, bob, cid, dee]).toEqual([
      undefined,
      { env: "SECOND_PASSWORD" },
      { file: passwordFile },
      { env: "SECOND_VERSION", version: 2 },
    ]);
  });
});

test("fingerprints are encrypted in state", () => {
  const state = written(join(stack.folder, ".state"));
  expect([state.includes("ann@example.com"), state.includes("scrypt:")]).toEqual([true, false]);
});

test("the request log of the simulator holds no secret either", () => {
  expect(leaks(JSON.stringify(service.requests.entries()))).toEqual([]);
});

test("another way to give the same password is a change that writes nothing", async () => {
  service.requests.clear();
  const given = (secret: string) => `
const domain = new oma.Domain("domain", { domain: "example.com" });
new oma.User("bob", { user: domain.address("bob"), quota: oma.gib(1), ${secret} });`;
  const ways = [
    `password: process.env.SECOND_PASSWORD`,
    `passwordFrom: { env: "SECOND_PASSWORD" }`,
    `passwordFrom: { env: "SECOND_PASSWORD", version: 1 }`,
  ];
  for (const way of ways) {
    expect((await stack.program(given(way)).up()).code).toBe(0);
    const bob = (await stack.resources()).find(({ id }) => id === "bob@example.com");
    expect(Object.keys(bob?.inputs ?? {})).toContain(way.slice(0, way.indexOf(":")));
  }
  expect(passwordsWritten()).toEqual([]);
});
