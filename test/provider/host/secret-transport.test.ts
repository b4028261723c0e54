import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { engineHome } from "../../../provider/host/engine-home.js";
import { decryptFromProgram, encryptForProvider, isTransported } from "../../../provider/host/secret-transport.js";

const secret = "Canary-Håndoff-4711";
let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "oma-handoff-"));
  process.env.PULUMI_HOME = join(home, "not", "there", "yet");
});
afterEach(() => {
  delete process.env.PULUMI_HOME;
  rmSync(home, { recursive: true, force: true });
});

test("what the program hands over is received with the key of the same person, and by nobody without it", () => {
  const handed = encryptForProvider(secret);
  expect(decryptFromProgram(handed)).toBe(secret);

  process.env.PULUMI_HOME = join(home, "somebody-else");
  expect(() => decryptFromProgram(handed)).toThrow();
});

test("the same secret looks different each time, and never like itself", () => {
  const [first, second] = [encryptForProvider(secret), encryptForProvider(secret)];
  expect(first.encrypted).not.toBe(second.encrypted);
  expect(Buffer.from(first.encrypted, "base64").toString("latin1")).not.toContain("Canary");
  expect([isTransported(first), isTransported(secret), isTransported(null), isTransported({})]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test("what was changed on the way is refused", () => {
  const bytes = Buffer.from(encryptForProvider(secret).encrypted, "base64");
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  expect(() => decryptFromProgram({ encrypted: bytes.toString("base64") })).toThrow();
});

describe("a key that is damaged", () => {
  const keyFile = () => join(process.env.PULUMI_HOME as string, "oma-handoff.key");
  let warned: string;
  beforeEach(() => {
    warned = "";
    jest.spyOn(process.stderr, "write").mockImplementation((text) => {
      warned += String(text);
      return true;
    });
    encryptForProvider(secret);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  test.each(["", "short", "x".repeat(33)])("is named, kept and made anew: %j", (text) => {
    writeFileSync(keyFile(), text);
    const handed = encryptForProvider(secret);
    expect(decryptFromProgram(handed)).toBe(secret);
    expect(readFileSync(keyFile())).toHaveLength(32);
    expect(readFileSync(`${keyFile()}.damaged`, "utf8")).toBe(text);
    expect(warned).toBe(
      `WARNING: ${keyFile()} was damaged. The provider made a new key; the old file is ${keyFile()}.damaged.\n`,
    );
  });

  test.each(["short", "x".repeat(32)])("between program and provider is named, with what to do: %j", (text) => {
    const handed = encryptForProvider(secret);
    writeFileSync(keyFile(), text);
    expect(() => decryptFromProgram(handed)).toThrow(
      `${keyFile()}: the key does not decrypt a secret of the program; nothing was written.\n  Run this again.`,
    );
  });
});

test("an empty PULUMI_HOME is none, as it is to the engine", () => {
  process.env.PULUMI_HOME = "";
  expect(engineHome()).toBe(join(homedir(), ".pulumi"));
});

test("the key is its owner's alone, and nothing else is left beside it", () => {
  encryptForProvider(secret);
  const folder = process.env.PULUMI_HOME as string;
  expect(readdirSync(folder)).toEqual(["oma-handoff.key"]);
  expect(statSync(join(folder, "oma-handoff.key")).mode & 0o777).toBe(0o600);
});

test("processes that need the key for the first time at once agree on one", () => {
  const script = `const { encryptForProvider: hand } = require(${JSON.stringify(join(__dirname, "../../../dist/provider/host/secret-transport.js"))});
    process.stdout.write(JSON.stringify(hand(process.argv[1])));`;
  const shell = Array.from({ length: 6 }, (_, n) => `"$0" -e "$1" ${n} > ${join(home, `out-${n}`)} &`).join("\n");
  execFileSync("sh", ["-c", `${shell}\nwait`, process.execPath, script], { env: process.env });
  for (let n = 0; n < 6; n++) {
    const handed = JSON.parse(readFileSync(join(home, `out-${n}`), "utf8"));
    expect(decryptFromProgram(handed)).toBe(String(n));
  }
});
