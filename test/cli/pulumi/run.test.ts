import { describeFailure, outputOf, runPulumi } from "../../../cli/pulumi/run.js";
import { pulumiOnPath } from "../support.js";

const pulumi = pulumiOnPath();

test("a pulumi that is not there is an outcome of its own, and a command says where to get it", async () => {
  const run = await runPulumi(["stack", "export"]);
  expect(run).toEqual({ ok: false, failure: { reason: "not found" } });
  expect(() => outputOf(run)).toThrow(
    "pulumi was not found on the PATH\nInstall it, or add its folder to the PATH: https://",
  );
});

test("what it prints to standard error does not get into the output of a run that succeeds", async () => {
  pulumi("echo warning >&2; echo result");
  expect(await runPulumi(["preview"])).toEqual({ ok: true, output: "result\n" });
});

test("it is asked to ask nothing and to look for no newer release, flags after the command", async () => {
  pulumi('echo "$*, $PULUMI_SKIP_UPDATE_CHECK"');
  const run = await runPulumi(["stack", "export"], { flags: ["--stack", "dev"] });
  expect(outputOf(run)).toBe("stack export --stack dev --non-interactive, true\n");
});

test.each([
  ["echo out; echo 'no stack selected' >&2; exit 255", 255, "no stack selected", "out\n"],
  ["echo 'Diagnostics: bad program'; exit 1", 1, "Diagnostics: bad program", "Diagnostics: bad program\n"],
  ["exit 3", 3, "it ended with 3", ""],
])("a failure has its exit code and what was said: %s", async (script, exitCode, message, output) => {
  pulumi(script);
  const run = await runPulumi(["stack", "export"], { flags: ["--show-secrets"] });
  const failure = { reason: "failed", command: "stack export", exitCode, message, output } as const;
  expect(run).toEqual({ ok: false, failure });
  expect(describeFailure(failure)).toBe(`pulumi stack export failed: ${message}`);
});

test("one that a signal ends has no exit code", async () => {
  pulumi("kill -KILL $$");
  const failure = { reason: "failed", command: "preview", exitCode: undefined, message: "it ended with SIGKILL" };
  expect(await runPulumi(["preview"])).toMatchObject({ ok: false, failure });
});

test("one that does not answer in time is stopped", async () => {
  pulumi("exec sleep 600");
  const failure = { reason: "failed", command: "version", exitCode: undefined, message: "it did not answer in time" };
  expect(await runPulumi(["version"], { timeoutMs: 100 })).toMatchObject({ ok: false, failure });
});

test("it gets the input, however long", async () => {
  pulumi("cat");
  const input = "x".repeat(2_000_000);
  expect(await runPulumi(["stack", "import"], { input })).toEqual({ ok: true, output: input });
});

test("one that fails without reading its input fails for the reason that it gives", async () => {
  pulumi("echo 'the stack is locked' >&2; exit 1");
  const run = await runPulumi(["stack", "import"], { input: "x".repeat(2_000_000) });
  expect(run).toMatchObject({ failure: { exitCode: 1, message: "the stack is locked" } });
});
