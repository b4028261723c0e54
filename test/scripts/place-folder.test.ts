import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { placeFolder } from "../../scripts/engine/place-folder.mts";

let parent: string;
let folder: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "place-"));
  folder = join(parent, "engine");
});

afterEach(() => rmSync(parent, { recursive: true }));

test("a folder is seen under its name only when it is whole", async () => {
  await placeFolder(folder, (staging) => {
    writeFileSync(join(staging, "pulumi"), "new");
    expect(existsSync(folder)).toBe(false);
  });
  expect(readFileSync(join(folder, "pulumi"), "utf8")).toBe("new");
  expect(readdirSync(parent)).toEqual(["engine"]);
});

test("a failure leaves neither the folder nor its draft", async () => {
  const failing = placeFolder(folder, (staging) => {
    writeFileSync(join(staging, "pulumi"), "half");
    throw new Error("disk full");
  });
  await expect(failing).rejects.toThrow("disk full");
  expect(readdirSync(parent)).toEqual([]);
});

test("a folder that is there already is replaced as a whole", async () => {
  mkdirSync(folder);
  writeFileSync(join(folder, "old"), "");
  await placeFolder(folder, (staging) => writeFileSync(join(staging, "pulumi"), "new"));
  expect(readdirSync(folder)).toEqual(["pulumi"]);
  expect(readdirSync(parent)).toEqual(["engine"]);
});

test("of two runs that place the same folder at once neither fails", async () => {
  const fill = async (staging: string) => {
    writeFileSync(join(staging, "pulumi"), "new");
    await new Promise((resolve) => setImmediate(resolve));
  };
  await Promise.all([placeFolder(folder, fill), placeFolder(folder, fill)]);
  expect(readdirSync(folder)).toEqual(["pulumi"]);
  expect(readdirSync(parent)).toEqual(["engine"]);
});
