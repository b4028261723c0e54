import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isRenewed, sourceIn, textAt } from "../../../../provider/lifecycle/secrets/source.js";

const variable = "OMA_TEST_SECRET_AT";

afterEach(() => {
  delete process.env[variable];
});

test.each<[unknown, unknown]>([
  [{ env: "A" }, { env: "A" }],
  [{ file: "a" }, { file: "a" }],
  [
    { env: "A", version: 0 },
    { env: "A", version: 0 },
  ],
  [
    { file: "a", version: "x" },
    { file: "a", version: "x" },
  ],
  [{ env: "A", textRevision: 2 }, { env: "A" }],
  [{ env: "A", fingerprint: "scrypt:a:b" }, { env: "A" }],
])("%j is a place of a secret", (value, source) => expect(sourceIn(value)).toStrictEqual(source));

test.each([
  [null],
  [undefined],
  ["A"],
  [{}],
  [{ env: "A", file: "a" }],
  [{ env: "" }],
  [{ env: 1 }],
  [{ file: "" }],
  [{ file: 1 }],
  [{ env: 1, file: "a" }],
  [{ env: "A", file: 1 }],
  [{ env: "A", more: 1 }],
  [{ env: "A", version: "" }],
  [{ env: "A", version: null }],
  [{ env: "A", version: Number.NaN }],
])("%j is none, and the form is said without what it holds", (value) => {
  expect(sourceIn(value)).toEqual({ why: expect.stringMatching(/^must be \{ env: "NAME" \} or \{ file: "path" \}/) });
});

test("a variable holds the secret, unless it is empty or not set", () => {
  const why = (words: string) => ({
    why: `the environment variable ${variable} is ${words}; set it where the engine runs`,
  });
  expect(textAt({ env: variable })).toEqual(why("not set"));
  process.env[variable] = "";
  expect(textAt({ env: variable })).toEqual(why("empty"));
  process.env[variable] = "a*B1\n\n";
  expect(textAt({ env: variable })).toEqual({ text: "a*B1\n" });
});

test("a file holds the secret without one line break at its end", () => {
  const folder = mkdtempSync(join(tmpdir(), "oma-source-"));
  const file = join(folder, "secret");
  try {
    for (const [content, text] of [
      ["a*B1", "a*B1"],
      ["a*B1\n", "a*B1"],
      ["a*B1\r\n", "a*B1"],
      ["a*B1\n\n", "a*B1\n"],
      ["a\nb", "a\nb"],
    ] as const) {
      writeFileSync(file, content);
      expect(textAt({ file })).toEqual({ text });
    }
    writeFileSync(file, "\n");
    expect(textAt({ file })).toEqual({ why: `the file ${file} is empty; write the secret into it` });
  } finally {
    rmSync(folder, { recursive: true });
  }
  expect(textAt({ file })).toEqual({
    why: `the file ${file} cannot be read (ENOENT); a relative path starts at ${process.cwd()}`,
  });
});

test("a pipe, a device, a folder and a large file are refused at once, without a wait", () => {
  const folder = mkdtempSync(join(tmpdir(), "oma-source-"));
  const [pipe, large] = [join(folder, "pipe"), join(folder, "large")];
  execFileSync("mkfifo", [pipe]);
  writeFileSync(large, Buffer.alloc(65_537, "a"));
  const why = (file: string, words: string) => ({ why: `${file} ${words}; give the path of a file with the secret` });
  try {
    for (const file of [pipe, "/dev/zero", folder]) expect(textAt({ file })).toEqual(why(file, "is no regular file"));
    expect(textAt({ file: large })).toEqual(why(large, "is larger than 65536 bytes"));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.each([
  [undefined, { env: "A" }, true],
  [{ env: "A" }, { env: "A" }, true],
  [{ env: "A", version: 1 }, { env: "A" }, true],
  [undefined, { env: "A", version: 1 }, true],
  [{ env: "A" }, { env: "A", version: 1 }, true],
  [{ env: "A", version: 1 }, { env: "A", version: 2 }, true],
  [{ env: "A", version: 1 }, { env: "A", version: 1 }, false],
  [{ env: "A", version: 1 }, { file: "a", version: "1" }, false],
])("from %j to %j the secret may be another one: %s", (written, now, isNew) => {
  expect(isRenewed(written, now)).toBe(isNew);
});
