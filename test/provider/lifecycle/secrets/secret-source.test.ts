import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kinds } from "../../../../provider/kinds/index.js";
import { check } from "../../../../provider/lifecycle/check.js";
import { diff } from "../../../../provider/lifecycle/diff.js";
import { fingerprintIn } from "../../../../provider/lifecycle/secrets/fingerprinted.js";
import { Vault } from "../../../../provider/lifecycle/secrets/vault.js";
import { inputsOf } from "../../../../provider/lifecycle/state/codec.js";
import { outputsOf } from "../../../../provider/lifecycle/state/memory.js";
import type { State } from "../../../../provider/lifecycle/state/state.js";
import { update } from "../../../../provider/lifecycle/update.js";
import type { Values } from "../../../../provider/values.js";
import type { Simulator } from "../../../../simulator/index.js";
import { createDeclared, declare, newContext, updateDeclared } from "../../support/context.js";
import { failureOf } from "../../support/failure.js";
import { accepts, secretText, startService, viewer, writes } from "../../support/service.js";

const ann = "ann@example.com";
const variable = "OMA_TEST_PASSWORD";
const other = "Other*Kite-99";
const plain = (value: unknown) => value;

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "oma-secret-"));
  file = join(folder, "password");
  writeFileSync(file, `${secretText}\n`);
  process.env[variable] = secretText;
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  delete process.env[variable];
});

const withEnv = { user: ann, passwordFrom: { env: variable } };
const withVersion = (version: string | number) => ({ user: ann, passwordFrom: { env: variable, version } });
const checked = (news: Values, olds: Values = {}) => check(kinds.User, olds, news, new Vault());
const reasons = (news: Values, olds: Values = {}) => checked(news, olds).failures.map(({ reason }) => reason);

/** The next run: a new process that knows what state holds. */
async function next(service: Simulator, state: State, news: Values): Promise<State> {
  service.requests.clear();
  const context = newContext(service.url);
  return updateDeclared(context, "User", state, news, inputsOf(kinds.User, state, plain));
}

/** Whether the engine would call update. */
function isChange(state: State, news: Values): boolean {
  const { inputs } = checked(news, inputsOf(kinds.User, state, plain));
  return diff(kinds.User, outputsOf(kinds.User, state, "https://x.example/api", plain), inputs).changes !== false;
}

const isPasswordWritten = (service: Simulator) =>
  writes(service).some(({ attributes }) => Object.hasOwn(attributes ?? {}, "password"));

describe("a password from the environment or a file", () => {
  test.each([
    ["a variable", () => ({ env: variable })],
    ["a file that ends in a line break", () => ({ file })],
    ["a variable with a version", () => ({ env: variable, version: 1 })],
    ["a file with a version", () => ({ file, version: "2026-11" })],
  ])("opens the new mailbox: %s", async (_, source) => {
    const service = await startService();
    await createDeclared(newContext(service.url), "User", { user: ann, passwordFrom: source() });
    expect(await accepts(service, ann, secretText)).toBe(true);
  });

  test.each(["", "\n", "\r\n"])("may end in %j in a file, which is no part of it", async (end) => {
    const service = await startService();
    writeFileSync(file, `${secretText}${end}`);
    await createDeclared(newContext(service.url), "User", { user: ann, passwordFrom: { file } });
    expect(await accepts(service, ann, secretText)).toBe(true);
  });

  test("that did not change is no change in the next run, in another process", async () => {
    const service = await startService();
    for (const news of [withEnv, { user: ann, passwordFrom: { file } }, withVersion(1)]) {
      const state = await createDeclared(newContext(service.url), "User", { ...news, restoreDeleted: false });
      expect(isChange(state, { ...news, restoreDeleted: false })).toBe(false);
      service.call("delete_user", { user: ann });
    }
  });

  test("that changed is noticed and written", async () => {
    const service = await startService();
    const state = await createDeclared(newContext(service.url), "User", withEnv);
    process.env[variable] = other;
    expect(isChange(state, withEnv)).toBe(true);
    const after = await next(service, state, withEnv);
    expect(await accepts(service, ann, other)).toBe(true);
    expect(isChange(after, withEnv)).toBe(false);
  });

  test("leaves the place, a revision and a fingerprint in what the engine gets, and nothing else", () => {
    const { inputs } = checked(withEnv);
    expect(inputs.passwordFrom).toEqual({ env: variable, textRevision: 1 });
    expect(fingerprintIn(inputs, "password")).toEqual({ fingerprint: expect.stringMatching(/^scrypt:/), revision: 1 });
    expect(JSON.stringify(inputs)).not.toContain(secretText);
  });

  test("that is taken out of the program is left as it is, and its fingerprint leaves the state", async () => {
    const service = await startService();
    const state = await createDeclared(newContext(service.url), "User", withEnv);
    expect(isChange(state, { user: ann })).toBe(true);
    const after = await next(service, state, { user: ann });
    expect(writes(service)).toEqual([]);
    expect([after.fingerprints, after.sources]).toEqual([{}, {}]);
  });
});

describe("a password with a version", () => {
  test("leaves no fingerprint anywhere", async () => {
    const service = await startService();
    const state = await createDeclared(newContext(service.url), "User", withVersion(1));
    for (const message of [
      checked(withVersion(1)).inputs,
      inputsOf(kinds.User, state, plain),
      outputsOf(kinds.User, state, "x", plain),
    ]) {
      expect(JSON.stringify(message)).not.toContain("scrypt");
      expect(message).toMatchObject(withVersion(1));
    }
  });

  test("is written with a new version, and with no other change", async () => {
    const service = await startService();
    let state = await createDeclared(newContext(service.url), "User", withVersion(1));
    process.env[variable] = other;
    expect(isChange(state, withVersion(1))).toBe(false);
    state = await next(service, state, { ...withVersion(1), name: "Ann" });
    expect(isPasswordWritten(service)).toBe(false);
    state = await next(service, state, { user: ann, passwordFrom: { file, version: 1 } });
    expect(isPasswordWritten(service)).toBe(false);
    await next(service, state, withVersion(2));
    expect(await accepts(service, ann, other)).toBe(true);
  });

  test("need not be there while the version stays, and has to be when it changes", async () => {
    const service = await startService();
    const state = await createDeclared(newContext(service.url), "User", withVersion(1));
    delete process.env[variable];
    const olds = inputsOf(kinds.User, state, plain);
    expect(reasons(withVersion(1), olds)).toEqual([]);
    expect(reasons(withVersion("1"), olds)).toEqual([]);
    await next(service, state, { ...withVersion(1), name: "Ann" });
    expect(reasons(withVersion(2), olds)).toEqual([expect.stringContaining(variable)]);
    expect(reasons(withVersion(1))).toEqual([expect.stringContaining(variable)]);
  });

  test("that went missing after the check is an error before anything is written", async () => {
    const service = await startService();
    const state = await createDeclared(newContext(service.url), "User", withVersion(1));
    service.requests.clear();
    const context = newContext(service.url);
    const desired = declare(context, "User", { ...withVersion(2), name: "Ann" }, inputsOf(kinds.User, state, plain));
    delete process.env[variable];
    expect(await failureOf(update(context, kinds.User, state, desired))).toMatchObject({
      code: "OMA_SECRET_UNAVAILABLE",
      attribute: "passwordFrom",
      object: ann,
    });
    expect(writes(service)).toEqual([]);
  });
});

describe("another way to give the same password", () => {
  const ways: Record<string, () => Values> = {
    "in the program": () => ({ user: ann, password: secretText }),
    "in a variable": () => withEnv,
    "in a file": () => ({ user: ann, passwordFrom: { file } }),
  };
  const all = Object.keys(ways).flatMap((from) => Object.keys(ways).map((to) => [from, to] as const));

  test.each(all.filter(([from, to]) => from !== to))("writes nothing, %s -> %s", async (from, to) => {
    const service = await startService();
    const state = await createDeclared(newContext(service.url), "User", ways[from]?.() as Values);
    const news = ways[to]?.() as Values;
    const after = await next(service, state, news);
    expect(writes(service)).toEqual([]);
    expect(isChange(after, news)).toBe(false);
  });

  test("writes nothing when a version takes the place of the fingerprint, which leaves the state", async () => {
    const service = await startService();
    const state = await createDeclared(newContext(service.url), "User", withEnv);
    const after = await next(service, state, withVersion(1));
    expect(writes(service)).toEqual([]);
    expect([after.fingerprints, isChange(after, withVersion(1))]).toEqual([{}, false]);
  });

  test("with another password writes that", async () => {
    const service = await startService();
    const state = await createDeclared(newContext(service.url), "User", withEnv);
    process.env[variable] = other;
    await next(service, state, withVersion(1));
    expect(await accepts(service, ann, other)).toBe(true);
  });

  test("writes where only a version is known of the last one: whether it is the same cannot be told", async () => {
    const service = await startService();
    const state = await createDeclared(newContext(service.url), "User", withVersion(1));
    await next(service, state, { user: ann, password: secretText });
    expect(isPasswordWritten(service)).toBe(true);
  });
});

describe("a source that leads to no password is a mistake of the resource, found before anything is written", () => {
  test("a variable that is not set or empty", () => {
    process.env[variable] = "";
    expect(reasons(withEnv)).toEqual([
      `passwordFrom: the environment variable ${variable} is empty; set it where the engine runs`,
    ]);
    delete process.env[variable];
    expect(reasons(withEnv)).toEqual([
      `passwordFrom: the environment variable ${variable} is not set; set it where the engine runs`,
    ]);
  });

  test("a file that is missing, a folder, or empty", () => {
    const from = (path: string) => reasons({ user: ann, passwordFrom: { file: path } });
    expect(from(`${file}.missing`)).toEqual([
      expect.stringMatching(/^passwordFrom: the file .*\.missing cannot be read \(ENOENT\)/),
    ]);
    expect(from(folder)).toEqual([
      `passwordFrom: ${folder} is no regular file; give the path of a file with the secret`,
    ]);
    writeFileSync(file, "\n");
    expect(from(file)).toEqual([`passwordFrom: the file ${file} is empty; write the secret into it`]);
  });

  test("a relative path starts at the working folder", () => {
    const before = process.cwd();
    process.chdir(folder);
    try {
      expect(reasons({ user: ann, passwordFrom: { file: "password" } })).toEqual([]);
    } finally {
      process.chdir(before);
    }
  });

  test("a text that is no password, without showing it", () => {
    for (const text of [`${secretText} two`, `${secretText}\n${secretText}`, `{SSHA512}${secretText}`]) {
      writeFileSync(file, text);
      const [reason, ...more] = reasons({ user: ann, passwordFrom: { file } });
      expect([reason, more]).toEqual([expect.stringMatching(/^the secret that passwordFrom names must be/), []]);
      expect(reason).not.toContain("Canary");
    }
  });

  test.each<[string, unknown]>([
    ["a text", secretText],
    ["null", null],
    ["nothing", {}],
    ["two places", { env: variable, file: "password" }],
    ["an unknown member", { env: variable, default: secretText }],
    ["another word for the version", { env: variable, revision: 1 }],
    ["an empty name", { env: "" }],
    ["a version that is none", { env: variable, version: true }],
  ])("%s, which the engine does not get to see again", (_, passwordFrom) => {
    const { failures, inputs } = checked({ user: ann, type: "forward", passwordFrom });
    expect(failures).toEqual([{ property: "", reason: expect.stringMatching(/^passwordFrom must be \{ env/) }]);
    expect(JSON.stringify([failures, inputs])).not.toContain("Canary");
  });
});

test("password and passwordFrom together are refused", () => {
  expect(reasons({ ...withEnv, password: other })).toEqual([
    "password and passwordFrom are both declared; keep one of them",
  ]);
});

test("a source that is not known yet is let through, and enough for a new mailbox", () => {
  const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  for (const passwordFrom of [unknown, { env: unknown }, { file: unknown, version: 1 }]) {
    expect(checked({ user: ann, passwordFrom }).failures).toEqual([]);
  }
});

test("a source that the engine was told to ignore changes of is that of the last run, and is not looked for", async () => {
  const service = await startService();
  const state = await createDeclared(newContext(service.url), "User", withEnv);
  delete process.env[variable];
  const olds = inputsOf(kinds.User, state, plain);
  expect(checked(olds, olds)).toEqual({ inputs: olds, failures: [] });
});

test("a source that the engine was told to ignore changes of is looked for all the same when the mailbox is replaced", async () => {
  const service = await startService();
  const state = await createDeclared(newContext(service.url), "User", withEnv);
  process.env[variable] = other;
  const moved = { ...inputsOf(kinds.User, state, plain), user: "ann@new.example" };
  service.call("change_domain", { domain: "new.example", attributes: {} });
  await createDeclared(newContext(service.url), "User", moved);
  expect(await accepts(service, "ann@new.example", other)).toBe(true);
});

describe("a refused password that the program gave by a source", () => {
  test("is called by the name of the source", async () => {
    const service = await startService();
    for (const number of [36, 40, 41, 48]) {
      service.faults.next({ method: "change_user", error_number: number });
      const failure = await failureOf(createDeclared(newContext(service.url), "User", withEnv));
      expect(failure).toMatchObject({ name: "AttributeError", attribute: "passwordFrom", number });
      expect(failure.message).not.toContain("Canary");
    }
  });

  test("also where the admin may not set one", async () => {
    const service = await startService();
    const mailbox = { user: ann, passwordFrom: { env: variable }, quota: 2 ** 30, adopt: true, adoptPassword: true };
    service.call("change_user", { user: ann, attributes: { password: other } });
    const failure = await failureOf(createDeclared(newContext(service.url, undefined, viewer), "User", mailbox));
    expect(failure).toMatchObject({ name: "NotSettableError", attribute: expect.stringContaining("quota") });
  });
});
