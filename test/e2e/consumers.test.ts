import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Simulator } from "../../simulator/index.js";
import { Consumer, PulumiConsumer, packed } from "../consumers/consumer.js";
import { startService } from "./support/service.js";
import { accountVariables, callsTo } from "./support/tenant.js";

let tarball: string;
let removeTarball: () => void;
beforeAll(async () => {
  ({ tarball, remove: removeTarball } = await packed());
});
afterAll(() => removeTarball());

const up = ["up", "--yes", "--skip-preview"];

describe.each(["typescript", "commonjs", "esm"])("a %s project that installs the package from npm", (fixture) => {
  let service: Simulator;
  let consumer: PulumiConsumer;
  beforeAll(async () => {
    service = await startService();
    consumer = await PulumiConsumer.withStack(fixture, tarball, accountVariables(service));
  });
  afterAll(async () => {
    consumer?.remove();
    await service.close();
  });

  const domain = `${fixture}.example.com`;
  const user = `ann@${domain}`;

  test("provisions what its program says", async () => {
    await consumer.pulumi(...up);
    expect(service.call("get_domain", { domain })).toMatchObject({ success: true, attributes: { limit_users: 5 } });
    expect(service.call("get_user", { user })).toMatchObject({
      success: true,
      type: "mailbox",
      attributes: { quota: 2 * 1024 ** 3 },
    });
    expect(await consumer.pulumi("stack", "output", "address")).toBe(`${user}\n`);
  });

  test("sends nothing when it is run again unchanged", async () => {
    service.requests.clear();
    await consumer.pulumi(...up, "--expect-no-changes");
    expect(callsTo(service)).toEqual([]);
  });

  test("has the oma command", async () => {
    const { version } = manifest(consumer);
    expect(await consumer.installed("oma", "--version")).toBe(`${version}\n`);
  });

  test("takes everything away again with destroy", async () => {
    expect(service.call("get_user", { user })).toMatchObject({ success: true });
    await consumer.pulumi("destroy", "--yes", "--skip-preview");
    expect(service.call("get_user", { user })).toMatchObject({ success: false });
    expect(service.call("get_domain", { domain })).toMatchObject({ success: false, error_number: 2 });
  });

  test("has no simulator, nor what only the simulator needs", () => {
    expect(["oma-simulator", "fastify"].filter((name) => consumer.has(name))).toEqual([]);
  });

  if (fixture === "typescript") {
    test("compiles under strict settings, and is refused what the types do not allow", async () => {
      expect(await consumer.installed("tsc", "--noEmit")).toBe("");
    });

    test("is given the build, its sources and the papers, and nothing else", () => {
      const files = filesBelow(installedPackage(consumer));
      const strangers = files.filter((file) => !/^(dist|provider|sdk|cli)\/.+\.(ts|js|map)$/.test(file));
      const papers = ["CHANGELOG.md", "LICENSE", "README.md", "package.json"];
      expect(strangers.filter((file) => !papers.includes(file))).toEqual([]);
      expect(files.filter((file) => /(^|\/)test\/|\.test\./.test(file))).toEqual([]);
    });

    test("is led from every declaration and every stack frame to a source that is there", () => {
      const folder = installedPackage(consumer);
      const maps = filesBelow(folder).filter((file) => file.endsWith(".map"));
      expect(maps).toContain("dist/sdk/index.d.ts.map");
      expect(maps).toContain("dist/sdk/index.js.map");
      const missing = maps.flatMap((map) => {
        const { sources } = JSON.parse(readFileSync(join(folder, map), "utf8")) as { sources: string[] };
        return sources.filter((source) => !existsSync(resolve(folder, dirname(map), source)));
      });
      expect(missing).toEqual([]);
    });

    test("runs the simulator through oma simulate once oma-simulator is installed beside it", async () => {
      const simulator = await packed("simulator");
      await consumer.add(simulator.tarball);
      simulator.remove();
      expect(await consumer.installed("oma", "simulate", "--help")).toBe(
        await consumer.installed("oma-simulator", "--help"),
      );
    });
  }
});

describe("a project that tests its program with Jest, ts-jest and the mocks of Pulumi", () => {
  let consumer: Consumer;
  beforeAll(async () => {
    consumer = await Consumer.create("unit-tests", tarball);
    consumer.takeExample("unit-tests");
  });
  afterAll(() => consumer?.remove());

  test("loads the package, and passes as the example says", async () => {
    const found = JSON.parse(await consumer.installed("jest", "--json")) as { numPassedTests: number };
    expect(found.numPassedTests).toBe(1);
  });

  test("compiles", async () => {
    expect(await consumer.installed("tsc")).toBe("");
  });
});

function installedPackage(consumer: Consumer): string {
  return join(consumer.project, "node_modules/pulumi-oma");
}

function manifest(consumer: Consumer): { version: string } {
  return JSON.parse(readFileSync(join(installedPackage(consumer), "package.json"), "utf8")) as { version: string };
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}
