import {
  type Installed,
  wayAtHand,
  waysToObtain,
  whyNotBuilt,
  whyNotDownloaded,
  whyNotInstalled,
} from "../../scripts/engine/ways/index.mts";
import { NoEngineError } from "../../scripts/engine/ways/no-engine-error.mts";
import { BUILT_PULUMI, DOWNLOADED_PULUMI, isAtLeast, readVersion } from "../../scripts/engine/ways/versions.mts";

const good: Installed = { pulumi: "/p/pulumi", languageHost: "/p/pulumi-language-nodejs", version: "3.254.0" };

describe("what is at hand", () => {
  test.each([
    ["an installed pulumi that is recent enough is used", good, [], "installed"],
    ["an installed pulumi goes before the cache", good, [DOWNLOADED_PULUMI, BUILT_PULUMI], "installed"],
    ["a pulumi of a later major version is recent enough", { ...good, version: "4.0.0" }, [], "installed"],
    ["a pulumi that is too old does not count", { ...good, version: "3.253.9" }, [], undefined],
    ["a pulumi that is too old gives way to the cache", { ...good, version: "3.253.9" }, [BUILT_PULUMI], "cached"],
    ["a pulumi without its language host does not count", { ...good, languageHost: undefined }, [], undefined],
    ["a pulumi that does not print its version does not count", { ...good, version: undefined }, [], undefined],
    ["an engine in the cache is used", undefined, [BUILT_PULUMI], "cached"],
    ["a cache of another version does not count", undefined, ["3.200.0", "3.300.0"], undefined],
    ["an empty machine has nothing at hand", undefined, [], undefined],
  ] as const)("%s", (_policy, installed, cachedVersions, way) => {
    expect(wayAtHand({ installed, cachedVersions: [...cachedVersions] })?.way).toBe(way);
  });

  test("of two engines in the cache the released one is used, not the built one", () => {
    const found = wayAtHand({ installed: undefined, cachedVersions: [BUILT_PULUMI, DOWNLOADED_PULUMI] });
    expect(found).toEqual({ way: "cached", version: DOWNLOADED_PULUMI });
  });
});

describe("what is within reach", () => {
  test.each([
    ["a site that answers is tried first, then Go", true, "1.26.8", ["downloaded", "built"]],
    ["a site that answers needs no Go", true, undefined, ["downloaded"]],
    ["without the site, Go builds the engine", false, "1.25", ["built"]],
    ["a Go that is too old is not tried", false, "1.24.9", []],
    ["without site and Go there is no way", false, undefined, []],
  ] as const)("%s", (_policy, siteAnswers, goVersion, ways) => {
    expect(waysToObtain({ siteAnswers, goVersion })).toEqual(ways);
  });
});

describe("why a way is not taken", () => {
  test("a way that is taken has no reason against it", () => {
    const reach = { siteAnswers: true, goVersion: "1.25.0" };
    expect([whyNotInstalled(good), whyNotDownloaded(reach), whyNotBuilt(reach)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("the reason names what was found and what is needed", () => {
    expect(whyNotInstalled(undefined)).toBe("not found");
    expect(whyNotInstalled({ ...good, version: "3.100.0" })).toBe("/p/pulumi is 3.100.0, older than 3.254.0");
    expect(whyNotInstalled({ ...good, languageHost: undefined })).toContain("no pulumi-language-nodejs");
    expect(whyNotInstalled({ ...good, version: undefined })).toContain("does not print its version");
    expect(whyNotDownloaded({ siteAnswers: false, goVersion: undefined })).toBe("the site does not answer");
    expect(whyNotBuilt({ siteAnswers: false, goVersion: undefined })).toBe("not found");
    expect(whyNotBuilt({ siteAnswers: false, goVersion: "1.22.1" })).toBe("1.22.1 is older than 1.25");
  });

  test("the error says what stood in the way and names the three ways out", () => {
    const { message } = new NoEngineError({ installed: "not found", downloaded: "no answer", built: "1.22 is old" });
    expect(message).toContain("pulumi on PATH: not found");
    expect(message).toContain("no answer");
    expect(message).toContain("1.22 is old");
    expect(message).toContain("1. install pulumi 3.254.0 or later");
    expect(message).toContain("2. allow this machine to reach https://get.pulumi.com");
    expect(message).toContain("3. install Go 1.25 or later");
  });
});

describe("versions", () => {
  test.each([
    ["v3.259.0\n", "3.259.0"],
    ["3.260.0-alpha.1+dirty", "3.260.0"],
    ["go1.26.8", "1.26.8"],
    ["go1.25rc1", "1.25"],
    ["no version here", undefined],
  ])("%j reads as %j", (text, version) => {
    expect(readVersion(text)).toBe(version);
  });

  test("numbers are compared as numbers, place by place", () => {
    expect(isAtLeast("3.1000.0", "3.254.0")).toBe(true);
    expect(isAtLeast("3.26.0", "3.254.0")).toBe(false);
    expect(isAtLeast("1.25", "1.25.0")).toBe(true);
    expect(isAtLeast("1.25.0", "1.25")).toBe(true);
  });
});
