import { readExport } from "../../../cli/pulumi/export.js";
import { Stack } from "../../../cli/pulumi/stack.js";
import { provider, resource } from "../../provider/recovery/support.js";
import { pulumiOnPath } from "../support.js";

const pulumi = pulumiOnPath();
const manifest = { time: "2026-11-23T16:00:00Z" };
const printing = (value: object) => `cat <<'END'\n${JSON.stringify(value)}\nEND`;

test("the configuration of a stack is its strings, decrypted, of the stack that is named", async () => {
  const entries = {
    "oma:user": { value: "ops@lakeside.adm" },
    "oma:password": { value: "p", secret: true },
    "oma:x": {},
  };
  pulumi(`[ "$*" = "config --json --show-secrets --stack dev --non-interactive" ] || exit 1\n${printing(entries)}`);
  expect(await new Stack("dev").configuration()).toEqual({ "oma:user": "ops@lakeside.adm", "oma:password": "p" });
  expect(await new Stack().configuration()).toBeUndefined();
});

test.each(["exit 1", "echo no JSON", "echo '[]'"])(
  "a configuration that cannot be read is none: %s",
  async (script) => {
    pulumi(script);
    expect(await new Stack().configuration()).toBeUndefined();
  },
);

test("the settings of an explicit provider are the strings among its inputs, decrypted", async () => {
  const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", plaintext: '"p"' };
  const resources = [
    resource("User", "ann", { inputs: { user: "ann@example.com" } }),
    {
      urn: provider,
      type: "pulumi:providers:pulumi-nodejs",
      id: "7",
      inputs: { "oma:user": "a", "oma:password": secret, n: 1 },
    },
  ];
  pulumi(`[ "$3" = --show-secrets ] || exit 1\n${printing({ version: 3, deployment: { manifest, resources } })}`);
  expect(await new Stack().providerSettings(`${provider}::7`)).toEqual({ "oma:user": "a", "oma:password": "p" });
  expect(await new Stack().providerSettings(`${provider}::8`)).toEqual({});
});

test("the state is decrypted once, however many explicit providers are asked for", async () => {
  const declared = (id: string) => ({ urn: provider, type: "pulumi:providers:pulumi-nodejs", id, inputs: { id } });
  pulumi(printing({ version: 3, deployment: { manifest, resources: [declared("7"), declared("8")] } }));
  const stack = new Stack();
  expect(await stack.providerSettings(`${provider}::7`)).toEqual({ id: "7" });
  pulumi("exit 1");
  expect(await stack.providerSettings(`${provider}::8`)).toEqual({ id: "8" });
});

test("an export that a kill has cut off says how to mend it, and any other failure does not", async () => {
  pulumi("echo 'error: failed to load checkpoint: EOF' >&2; exit 255");
  await expect(new Stack().export()).rejects.toThrow(
    /^pulumi stack export failed: error: failed to load checkpoint: EOF\n.*delete the empty \.attrs file/,
  );
  pulumi("echo 'error: no stack selected' >&2; exit 255");
  await expect(new Stack().export()).rejects.toThrow(/^pulumi stack export failed: error: no stack selected$/);
});

test("a state is imported as it is", async () => {
  pulumi('[ "$*" = "stack import --stack dev --non-interactive" ] && [ "$(cat)" = "the state" ] || exit 1');
  await new Stack("dev").import("the state");
});

test("an import that a lock refuses says how to remove it, and any other failure does not", async () => {
  pulumi("echo 'error: the stack is currently locked by 1 lock(s)' >&2; exit 255");
  await expect(new Stack().import("{}")).rejects.toThrow(
    /^nothing was changed\. .*locked by 1 lock.*\n.*pulumi cancel/,
  );
  pulumi("echo 'error: bad state' >&2; exit 255");
  await expect(new Stack().import("{}")).rejects.toThrow(/^nothing was changed\. .*: error: bad state$/);
});

test("an export is read with all that it holds, and one of a stack that was never updated too", () => {
  const deployment = {
    manifest,
    resources: null,
    metadata: { x: 1 },
    pending_operations: [{ type: "creating", resource: resource("User", "ann") }],
  };
  expect(readExport(JSON.stringify({ version: 3, deployment, more: 1 }))).toEqual({ version: 3, deployment, more: 1 });
  expect(readExport('{"version":3,"deployment":{}}')).toEqual({ version: 3, deployment: {} });
});

test("an export of a newer form is refused with its version", () => {
  expect(() => readExport('{"version":5}')).toThrow("the state has version 5, and this release reads versions up to 4");
});

const urn = "urn:pulumi:dev::x::t::n";
test.each([
  "",
  "null",
  "{}",
  '{"version":3}',
  `{"version":3,"deployment":{"resources":[]}}`,
  `{"version":3,"deployment":{"manifest":{"time":"t"},"resources":[{"type":"t"}]}}`,
  `{"version":3,"deployment":{"manifest":{"time":"t"},"resources":[{"urn":"${urn}","type":"t","id":1}]}}`,
  `{"version":3,"deployment":{"manifest":{"time":"t"},"resources":[{"urn":"${urn}","type":"t","inputs":[]}]}}`,
  `{"version":3,"deployment":{"manifest":{"time":"t"},"pending_operations":[{"type":"creating"}]}}`,
])("'%s' is not a state", (text) => {
  expect(() => readExport(text)).toThrow("pulumi stack export did not print a state");
});
