import { preview, readPreview } from "../../../cli/pulumi/preview.js";
import { pulumiOnPath } from "../support.js";

const pulumi = pulumiOnPath();

test("a preview shows the resources that stay too, and resources as the state has them", async () => {
  const steps = [
    { op: "create", newState: { urn: "u", type: "t", id: "", inputs: { name: "Ann" } } },
    { op: "same", oldState: { urn: "u", type: "t", id: "x" } },
    { op: "delete", oldState: { type: "t" } },
  ];
  const printed = JSON.stringify({ steps, changeSummary: { create: 1, same: 1, delete: 1 } });
  pulumi(`[ "$*" = "preview --json --show-sames --non-interactive" ] || exit 1\necho '${printed}'`);
  expect(await preview()).toEqual([
    { op: "create", next: { urn: "u", type: "t", id: "", inputs: { name: "Ann" } } },
    { op: "same", old: { urn: "u", type: "t", id: "x", inputs: {} } },
    { op: "delete", old: { urn: "", type: "t", id: "", inputs: {} } },
  ]);
});

test("a preview that fails says what pulumi said", async () => {
  pulumi("echo 'error: bad program' >&2; exit 1");
  await expect(preview()).rejects.toMatchObject({ message: "pulumi preview failed: error: bad program", exitCode: 1 });
});

test("a preview that hides what stays is refused", () => {
  const text = JSON.stringify({ steps: [{ op: "create" }], changeSummary: { create: 1, same: 3 } });
  expect(() => readPreview(text)).toThrow("the preview counts 4 resources but shows 1\nMake it with pulumi preview");
});

test.each(["", "not json", "{}", "[]", "null", '{"steps":[{}]}', '{"steps":[null]}'])("'%s' is no preview", (text) => {
  expect(() => readPreview(text)).toThrow("the preview must be the output of pulumi preview --json --show-sames");
});
