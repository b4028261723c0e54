import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Consumer, packed } from "../consumers/consumer.js";

let tarball: string;
let removeTarball: () => void;
beforeAll(async () => {
  ({ tarball, remove: removeTarball } = await packed("simulator"));
});
afterAll(() => removeTarball());

const START: Readonly<Record<string, string>> = {
  commonjs: "index.js",
  esm: "index.mjs",
  typescript: "built/index.js",
};

describe.each(Object.entries(START))("a %s project that installs the package from npm", (fixture, file) => {
  let consumer: Consumer;
  beforeAll(async () => {
    consumer = await Consumer.create(`simulator/${fixture}`, tarball);
  });
  afterAll(() => consumer?.remove());

  if (fixture === "typescript") {
    test("compiles under strict settings, and is refused what the types do not allow", async () => {
      expect(await consumer.installed("tsc")).toBe("");
    });

    test("is given the build, its sources and the papers, and nothing else", () => {
      const folder = join(consumer.project, "node_modules/oma-simulator");
      const files = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
      const strangers = files.filter((name) => !/\.ts$|^dist\/.+\.(js|map)$/.test(name));
      expect(strangers.sort()).toEqual(["CHANGELOG.md", "LICENSE", "README.md", "package.json"]);
      expect(files).toContain("index.ts");
      expect(files).toContain("dist/index.d.ts.map");
    });
  }

  test("starts a simulator, which answers a call over HTTP", async () => {
    expect(await consumer.node(file)).toBe("200 true get_company\n");
  });

  test("has the command", async () => {
    expect(await consumer.installed("oma-simulator", "--version")).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test("has nothing of Pulumi", () => {
    expect(["@pulumi", "pulumi-oma"].filter((name) => consumer.has(name))).toEqual([]);
  });
});
