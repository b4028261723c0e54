import { hermeticEnv } from "../../scripts/engine/hermetic-env.mts";

const run = {
  inherited: {
    PATH: "/usr/bin",
    LANG: "C",
    PULUMI_ACCESS_TOKEN: "theirs",
    PULUMI_STACK: "theirs",
    PULUMI_CONFIG_PASSPHRASE_FILE: "/theirs",
    PULUMI_HOME: "/theirs",
    OMA_USER: "theirs",
    OMA_PASSWORD: "theirs",
  },
  stateFolder: "/run/state",
  pulumiHome: "/run/home",
  passphrase: "ours",
  engineFolder: "/engine",
  nodeFolder: "/node",
};

test("nothing of the caller's Pulumi or OMA settings gets through", () => {
  expect(JSON.stringify(hermeticEnv(run))).not.toContain("theirs");
});

test("the rest of the caller's environment stays, and the caller's own is not changed", () => {
  const before = { ...run.inherited };
  expect(hermeticEnv(run).LANG).toBe("C");
  expect(run.inherited).toEqual(before);
});

test("state, home and passphrase are those of the run", () => {
  expect(hermeticEnv(run)).toMatchObject({
    PULUMI_BACKEND_URL: "file:///run/state",
    PULUMI_HOME: "/run/home",
    PULUMI_CONFIG_PASSPHRASE: "ours",
  });
});

test("a folder for the state may have any name", () => {
  const { PULUMI_BACKEND_URL } = hermeticEnv({ ...run, stateFolder: "/run/a state #1" });
  expect(PULUMI_BACKEND_URL).toBe("file:///run/a%20state%20%231");
});

test("the run asks nobody for updates or plugins", () => {
  expect(hermeticEnv(run)).toMatchObject({
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  });
});

test("our Node and engine are found first, also where the caller has no PATH", () => {
  expect(hermeticEnv(run).PATH).toBe("/node:/engine:/usr/bin");
  expect(hermeticEnv({ ...run, inherited: {} }).PATH).toBe("/node:/engine");
});
