import { describeLikelyRename, likelyRenames } from "../../cli/guard/likely-rename.js";
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

describe("a deleted and a created account are one when they have one display name in one domain", () => {
  const account = (user: string, inputs: object) => {
    const type = "pulumi-nodejs:dynamic/oma:User";
    return { urn: `urn:pulumi:dev::p::${type}::${user.split("@")[0]}`, type, id: user, inputs: { user, ...inputs } };
  };
  const found = (old: object, created: object) =>
    likelyRenames([
      { op: "delete", old: account("ann@example.com", old), next: undefined },
      { op: "create", old: undefined, next: account("anne@example.com", created) },
    ]);

  test("with a remedy that names the resources", () => {
    const [one] = found({ name: "Ann" }, { name: "Ann" });
    expect(one && describeLikelyRename(one)).toMatch(
      /^Refused: User ann@example\.com would be deleted, and anne@example\.com created with the same name\..*aliases: \[\{ name: "ann" \}\].*destroy --target 'urn:pulumi:dev::p::.*::ann' first\.$/s,
    );
  });

  test.each([
    [{ name: "Ann" }, { name: "Anne" }],
    [{}, {}],
    [{ name: "" }, { name: "" }],
    [{ name: "[secret]" }, { name: "[secret]" }],
    [{ name: "Ann" }, { name: "Ann", user: "anne@example.org" }],
    [
      { name: "Ann", user: "[secret]" },
      { name: "Ann", user: "[secret]" },
    ],
    [{ name: "Ann" }, { name: "Ann", user: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }],
  ])("and not otherwise: %j, %j", (old, created) => {
    expect(found(old, created)).toEqual([]);
  });
});
