import { preview, readPreview } from "../../../cli/pulumi/preview.js";
import { pulumiOnPath } from "../support.js";

const pulumi = pulumiOnPath();

const whole = "the preview must be the whole output of pulumi preview --json --show-sames --show-replacement-steps";

test("a preview shows the resources that stay too, and resources as the state has them", async () => {
  const steps = [
    { op: "create", urn: "a", newState: { type: "t", id: "", inputs: { name: "Ann" } } },
    { op: "same", urn: "b", oldState: { type: "t", id: "x", retainOnDelete: true, outputs: { onDelete: "retain" } } },
    { op: "delete", urn: "c", oldState: { type: "t" } },
  ];
  const printed = JSON.stringify({ steps, changeSummary: { create: 1, same: 1, delete: 1 } });
  pulumi(
    `[ "$*" = "preview --json --show-sames --show-replacement-steps --non-interactive" ] || exit 1\necho '${printed}'`,
  );
  expect(await preview()).toEqual([
    {
      op: "create",
      urn: "a",
      old: undefined,
      next: { type: "t", id: "", retainOnDelete: false, inputs: { name: "Ann" }, outputs: {} },
    },
    {
      op: "same",
      urn: "b",
      old: { type: "t", id: "x", retainOnDelete: true, inputs: {}, outputs: { onDelete: "retain" } },
      next: undefined,
    },
    {
      op: "delete",
      urn: "c",
      old: { type: "t", id: "", retainOnDelete: false, inputs: {}, outputs: {} },
      next: undefined,
    },
  ]);
});

test("a preview can be of another stack and another folder", async () => {
  pulumi('echo "$*" >&2; exit 1');
  const said = "--json --show-sames --show-replacement-steps --stack live --cwd /srv/mail --non-interactive";
  await expect(preview({ stack: "live", cwd: "/srv/mail" })).rejects.toThrow(said);
});

test("a preview is not streamed, whatever the environment says", async () => {
  pulumi('echo "streamed: $PULUMI_ENABLE_STREAMING_JSON_PREVIEW" >&2; exit 1');
  await expect(preview()).rejects.toThrow("streamed: false");
});

test("a preview that fails says what pulumi said", async () => {
  pulumi("echo 'error: bad program' >&2; exit 1");
  await expect(preview()).rejects.toMatchObject({ message: "pulumi preview failed: error: bad program", exitCode: 1 });
});

describe("a preview with an error in it", () => {
  const failed = (...messages: string[]) => ({
    steps: Array.from({ length: 2000 }, (_, n) => ({ op: "same", urn: `u${n}`, oldState: { type: "t" } })),
    diagnostics: [
      { severity: "info#err", message: "noise" },
      ...messages.map((message) => ({ severity: "error", message })),
    ],
    changeSummary: { same: 2000 },
  });

  test("is refused with the cause alone, without the frames of its stack and without colours", async () => {
    const message = "error: Program failed:\nError: \u001b[31mBoom\u001b[39m\n    at main (index.js:1:1)\n";
    expect(() => readPreview(JSON.stringify(failed(message)))).toThrow(
      new Error("pulumi preview failed: Program failed:\nError: Boom"),
    );
  });

  test("is refused with the cause alone when pulumi ran it, too", async () => {
    pulumi(`cat <<'END'\n${JSON.stringify(failed("error: Boom"))}\nEND\nexit 1`);
    await expect(preview()).rejects.toMatchObject({ message: "pulumi preview failed: Boom" });
  });

  test("is refused when pulumi says that it succeeded: a program may log an error and go on", async () => {
    pulumi(`cat <<'END'\n${JSON.stringify(failed("error: Boom"))}\nEND`);
    await expect(preview()).rejects.toMatchObject({ message: "pulumi preview failed: Boom" });
  });

  test("is shown as text, whatever a program puts into it", () => {
    const text = JSON.stringify(failed("error: Boom\u0007\n::add-mask::x"));
    expect(() => readPreview(text)).toThrow(new Error("pulumi preview failed: Boom\\u0007\n\\u003a:add-mask::x"));
  });

  test("says each of a few errors once, and counts the rest", () => {
    const messages = Array.from({ length: 7 }, (_, n) => `error: E${n}\n`);
    const text = JSON.stringify(failed(...messages, ...messages));
    expect(() => readPreview(text)).toThrow(new Error("pulumi preview failed: E0\nE1\nE2\nE3\nE4\nand 2 more errors"));
  });

  test("says no more than some lines of a long error", () => {
    const lines = Array.from({ length: 5532 }, (_, n) => `line ${n}`).join("\n");
    expect(() => readPreview(JSON.stringify(failed(lines)))).toThrow(/line 7\n\(and 5524 more lines\)$/);
  });

  test("names the resource, unless the error does", () => {
    const of = (message: string) =>
      JSON.stringify({ diagnostics: [{ severity: "error", urn: "urn:a::b::User::ann", message }] });
    expect(() => readPreview(of("error: Boom"))).toThrow("pulumi preview failed: ann: Boom");
    expect(() => readPreview(of("error: resource 'ann' has a problem"))).toThrow(
      "failed: resource 'ann' has a problem",
    );
  });
});

test("a preview that fails without a reason does not print itself", async () => {
  pulumi(`echo '{"steps":[]}'; exit 3`);
  await expect(preview()).rejects.toMatchObject({
    message: "pulumi preview failed: it ended with 3 and named no error",
  });
});

test("a preview of a state that may be damaged is refused", () => {
  const text = JSON.stringify({ steps: [], changeSummary: {}, maybeCorrupt: true });
  expect(() => readPreview(text)).toThrow("the state may be damaged");
});

test("a preview that hides what stays is refused", () => {
  const text = JSON.stringify({ steps: [{ op: "create", urn: "u" }], changeSummary: { create: 1, same: 3 } });
  expect(() => readPreview(text)).toThrow("the preview counts 4 resources but shows 1\nMake it with pulumi preview");
});

test("the steps of a replacement do not stand in for objects that are hidden", () => {
  const steps = ["create-replacement", "replace", "delete-replaced"].map((op) => ({ op, urn: "u" }));
  const text = JSON.stringify({ steps, changeSummary: { replace: 1, same: 2 } });
  expect(() => readPreview(text)).toThrow("the preview counts 3 resources but shows 1");
});

test("a preview that hides the steps of a replacement is refused: it hides what an earlier run left to delete, too", () => {
  const text = JSON.stringify({ steps: [{ op: "replace", urn: "u" }], changeSummary: { replace: 1 } });
  expect(() => readPreview(text)).toThrow("does not show the steps of its replacements\nMake it with pulumi preview");
});

test.each([
  "",
  "not json",
  "{}",
  "[]",
  "null",
  '{"steps":[]}',
  '{"steps":[{}],"changeSummary":{}}',
  '{"steps":[null],"changeSummary":{}}',
  '{"steps":[{"op":"same"}],"changeSummary":{}}',
])("'%s' is no preview", (text) => {
  expect(() => readPreview(text)).toThrow(whole);
});
