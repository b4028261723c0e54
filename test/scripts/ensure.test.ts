import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensure } from "../../scripts/engine/ensure.mts";
import { ARCHIVE } from "../../scripts/engine/ways/download-site.mts";
import { NoEngineError } from "../../scripts/engine/ways/no-engine-error.mts";
import {
  DYNAMIC_HOST,
  isCompleteEngine,
  LANGUAGE_HOST,
  PROGRAMS,
  PULUMI,
} from "../../scripts/engine/ways/programs.mts";
import { BUILT_PULUMI, DOWNLOADED_PULUMI } from "../../scripts/engine/ways/versions.mts";
import { FakeMachine } from "./fake-machine";
import { FakeSite } from "./fake-site";

let machine: FakeMachine;

beforeEach(() => {
  machine = new FakeMachine();
});

afterEach(() => machine.remove());

function install(folder: string, names: readonly string[], version = "3.300.1"): void {
  for (const name of names) machine.put(folder, name, version);
}

describe("an engine of the operator", () => {
  test("is used where it lies, and nothing is written", async () => {
    install(machine.bin, PROGRAMS);
    expect(await ensure(machine.surroundings())).toEqual({ bin: machine.bin, version: "3.300.1", way: "installed" });
    expect(existsSync(machine.cache)).toBe(false);
  });

  test("gets the script for dynamic providers from the SDK when it has none", async () => {
    install(machine.bin, [PULUMI, LANGUAGE_HOST]);
    const { bin, way } = await ensure(machine.surroundings());
    expect(way).toBe("installed");
    expect(isCompleteEngine(bin)).toBe(true);
    expect(readlinkSync(join(bin, PULUMI))).toBe(join(machine.bin, PULUMI));
    expect(readFileSync(join(bin, DYNAMIC_HOST), "utf8")).toContain("dynamic-provider");
    expect((await ensure(machine.surroundings())).bin).toBe(bin);
  });

  test("may have its language host in another folder on PATH", async () => {
    const elsewhere = machine.folder("elsewhere");
    install(machine.bin, [PULUMI]);
    install(elsewhere, [LANGUAGE_HOST]);
    machine.env.PATH = `${machine.bin}:${elsewhere}`;
    const { bin, way } = await ensure(machine.surroundings());
    expect(way).toBe("installed");
    expect(isCompleteEngine(bin)).toBe(true);
  });

  test.each(["the program", "its folder"])("is taken from PULUMI_BIN, which may name %s", async (what) => {
    const chosen = machine.folder("chosen");
    install(chosen, PROGRAMS, "3.260.0");
    install(machine.bin, PROGRAMS);
    machine.env.PULUMI_BIN = what === "the program" ? join(chosen, PULUMI) : chosen;
    expect(await ensure(machine.surroundings())).toEqual({ bin: chosen, version: "3.260.0", way: "installed" });
  });

  test("behind PULUMI_BIN that does not count is spoken of, and the next way is taken", async () => {
    const chosen = machine.folder("chosen");
    install(chosen, PROGRAMS, "3.9.0");
    machine.env.PULUMI_BIN = chosen;
    machine.goVersion = "1.26.8";
    expect((await ensure(machine.surroundings())).way).toBe("built");
    expect(machine.said).toEqual([`Ignoring PULUMI_BIN: ${join(chosen, PULUMI)} is 3.9.0, older than 3.254.0`]);
  });

  test("without a language host is not even started: it may be a launcher that downloads", async () => {
    install(machine.bin, [PULUMI]);
    await expect(ensure(machine.surroundings())).rejects.toThrow(NoEngineError);
    expect(machine.times("pulumi")).toBe(0);
  });
});

describe("an engine that has to be obtained", () => {
  let site: FakeSite;
  beforeEach(async () => {
    site = await FakeSite.start();
  });
  afterEach(() => site.stop());

  test("is downloaded where the site answers, and unpacked once its checksum was compared", async () => {
    machine.sites = site.sites;
    machine.goVersion = "1.26.8";
    const { bin, version, way } = await ensure(machine.surroundings());
    expect({ version, way }).toEqual({ version: DOWNLOADED_PULUMI, way: "downloaded" });
    expect(readdirSync(bin).sort()).toEqual(["engine.json", ...PROGRAMS].sort());
    expect(site.asked).toEqual([`HEAD /archives/${ARCHIVE}`, "GET /checksums/SHA512SUMS", `GET /archives/${ARCHIVE}`]);
    expect(machine.times("go build")).toBe(0);
  });

  test("is built with Go where the site does not answer", async () => {
    machine.goVersion = "1.26.8";
    const { bin, version, way } = await ensure(machine.surroundings());
    expect({ version, way }).toEqual({ version: BUILT_PULUMI, way: "built" });
    expect(bin).toBe(join(machine.cache, `${BUILT_PULUMI}-${process.platform}-${process.arch}`));
    expect(isCompleteEngine(bin)).toBe(true);
    expect(machine.times("tar")).toBe(0);
  });

  test.each([
    [
      "has another checksum than the published one",
      () => (site.archive = Buffer.concat([site.archive, Buffer.from("x")])),
    ],
    ["has no published checksum", () => (site.checksums = "")],
    ["is of a release whose checksums lack it", () => (site.checksums = "0123  pulumi-v0.0.0-other.tar.gz\n")],
  ])("that %s is not unpacked, and is built with Go", async (_, alter) => {
    alter();
    machine.sites = site.sites;
    machine.goVersion = "1.26.8";
    expect((await ensure(machine.surroundings())).way).toBe("built");
    expect(machine.times("tar")).toBe(0);
    expect(readdirSync(machine.cache)).toHaveLength(1);
  });

  test("that is not the published one is told by its checksum where nothing else works", async () => {
    site.archive = Buffer.from("another");
    machine.sites = site.sites;
    await expect(ensure(machine.surroundings())).rejects.toThrow(
      /download.*is not what .* publishes: its checksum differs/,
    );
  });

  test("is obtained once: later runs start no program, and show no progress", async () => {
    machine.goVersion = "1.26.8";
    const first = await ensure(machine.surroundings());
    machine.ran.length = 0;
    machine.progress.length = 0;
    expect(await ensure(machine.surroundings())).toEqual({ ...first, way: "cached" });
    expect(machine.ran).toEqual([]);
    expect(machine.progress).toEqual([]);
  });

  test("is obtained again when a program was deleted from the cache", async () => {
    machine.goVersion = "1.26.8";
    const { bin } = await ensure(machine.surroundings());
    rmSync(join(bin, LANGUAGE_HOST));
    expect((await ensure(machine.surroundings())).way).toBe("built");
    expect(isCompleteEngine(bin)).toBe(true);
  });

  test("is obtained again when the stamp names another version", async () => {
    machine.goVersion = "1.26.8";
    const { bin } = await ensure(machine.surroundings());
    writeFileSync(join(bin, "engine.json"), JSON.stringify({ version: "3.1.0" }));
    expect((await ensure(machine.surroundings())).way).toBe("built");
  });

  test("is not kept when its pulumi tells another version", async () => {
    machine.goVersion = "1.26.8";
    machine.onBuild = (program) => {
      const staging = readdirSync(machine.cache).find((name) => name.startsWith(".making-")) ?? "";
      if (program === PULUMI) machine.put(join(machine.cache, staging, "new"), PULUMI, "3.0.1");
    };
    await expect(ensure(machine.surroundings())).rejects.toThrow(`expected the engine ${BUILT_PULUMI}`);
    expect(readdirSync(machine.cache)).toEqual([]);
  });

  test("that cannot be obtained ends in one error with what went wrong", async () => {
    machine.goVersion = "1.26.8";
    machine.onBuild = () => {
      throw new Error("module lookup disabled");
    };
    const failure = ensure(machine.surroundings());
    await expect(failure).rejects.toThrow(NoEngineError);
    await expect(failure).rejects.toThrow("build with Go: module lookup disabled");
    await expect(failure).rejects.toThrow("download from https://get.pulumi.com: the site does not answer");
  });
});

describe("runs that meet or break", () => {
  test("two runs at once build once, and both get the engine", async () => {
    machine.goVersion = "1.26.8";
    const engines = await Promise.all([ensure(machine.surroundings()), ensure(machine.surroundings())]);
    expect(machine.times("go build")).toBe(2); // the two programs of one engine
    expect(engines.map(({ way }) => way).sort()).toEqual(["built", "cached"]);
    expect(machine.progress).toContain("Waiting for another run to install the Pulumi engine");
    expect(readdirSync(machine.cache)).toHaveLength(1);
  });

  test("an interrupted build leaves nothing, and the next run works", async () => {
    machine.goVersion = "1.26.8";
    const stop = new AbortController();
    machine.onBuild = () => {
      stop.abort();
      throw new Error("killed");
    };
    await expect(ensure(machine.surroundings(stop.signal))).rejects.toThrow("aborted");
    expect(readdirSync(machine.cache)).toEqual([]);

    machine.onBuild = () => {};
    expect((await ensure(machine.surroundings())).way).toBe("built");
  });

  test("what a killed run left behind is removed by the next build", async () => {
    machine.goVersion = "1.26.8";
    machine.folder("cache/pulumi-oma/engine/.making-left/new");
    await ensure(machine.surroundings());
    expect(readdirSync(machine.cache)).toEqual([`${BUILT_PULUMI}-${process.platform}-${process.arch}`]);
  });
});
