import { breachOf, parseLimit } from "../../cli/guard/limit.js";
import { type PreviewedObject, previewedObjects } from "../../cli/guard/previewed-object.js";
import { readPreview } from "../../cli/pulumi/preview.js";
import { Oma } from "./support.js";

const objects = (fate: PreviewedObject["fate"], kind: string, count: number): PreviewedObject[] =>
  Array.from({ length: count }, (_, n) => ({ kind, id: `${kind}-${n}`, fate }));

test.each([
  ["10", undefined, { count: 10 }],
  ["0", undefined, { count: 0 }],
  ["2.5%", undefined, { percent: 2.5 }],
  ["User=3", "User", { count: 3 }],
  ["Domain=50%", "Domain", { percent: 50 }],
])("%s is a limit", (text, kind, most) => {
  expect(parseLimit("deleted", text)).toEqual({ fate: "deleted", kind, most, text });
});

test.each(["", "ten", "-1", "1.5", "User=", "=3", "User:3", "%"])("'%s' is no limit", async (text) => {
  const { code, stderr } = await new Oma("guard", `--max-deletes=${text}`).ended;
  expect([code, stderr]).toEqual([
    2,
    expect.stringContaining(`oma: --max-deletes "${text}": must be a number or a share`),
  ]);
});

test("a guard without a limit is a mistake, since it would let everything through", async () => {
  expect((await new Oma("guard").ended).code).toBe(2);
});

test("the limit itself may be reached, one more may not", () => {
  const limit = parseLimit("deleted", "User=2");
  expect(breachOf(limit, objects("deleted", "User", 2))).toBeUndefined();
  expect(breachOf(limit, objects("deleted", "User", 3))?.objects).toHaveLength(3);
});

test("a share is of the objects of that kind alone", () => {
  const all = [...objects("deleted", "User", 1), ...objects("stays", "User", 9), ...objects("stays", "Domain", 90)];
  expect(breachOf(parseLimit("deleted", "User=10%"), all)).toBeUndefined();
  expect(breachOf(parseLimit("deleted", "User=9%"), all)).toBeDefined();
});

test("resources of other packages, and those that are new, do not count", () => {
  const step = (op: string, type: string) => ({ op, oldState: op === "create" ? undefined : { type, id: "x" } });
  const steps = [
    step("delete", "aws:s3:Bucket"),
    step("create", "pulumi-nodejs:dynamic/oma:User"),
    step("delete", "pulumi-nodejs:dynamic/oma:User"),
  ];
  expect(previewedObjects(readPreview(JSON.stringify({ steps })))).toEqual([
    { kind: "User", id: "x", fate: "deleted" },
  ]);
});
