import { describeLikelyRename, likelyRenames } from "../../cli/guard/likely-rename.js";
import { breachesOf, describeBreach, parseLimit } from "../../cli/guard/limit.js";
import { type PreviewedObject, previewedObjects } from "../../cli/guard/previewed-object.js";
import { describeVerdict, judge } from "../../cli/guard/verdict.js";
import { readPreview } from "../../cli/pulumi/preview.js";
import { Oma } from "./support.js";

const objects = (fate: PreviewedObject["fate"], kind: string, count: number): PreviewedObject[] =>
  Array.from({ length: count }, (_, n) => ({ kind, id: `${kind}-${n}`, fate }));

const deletes = (...texts: string[]) => texts.map((text) => parseLimit("deleted", text));
const replaces = (...texts: string[]) => texts.map((text) => parseLimit("replaced", text));

/** The kind and fate of each breach. */
const breached = (...[limits, all]: Parameters<typeof breachesOf>) =>
  breachesOf(limits, all).map(({ limit: { kind = "all", fate } }) => `${kind} ${fate}`);

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

test.each([
  ["--max-deletes", "Usr=0", " Did you mean User?"],
  ["--max-deletes", "domain=0", " Did you mean Domain?"],
  ["--max-replaces", "Mailbox=5%", ""],
])("%s %s is about no kind, and the kinds are listed", async (option, text, hint) => {
  const { code, stderr } = await new Oma("guard", option, text).ended;
  expect(code).toBe(2);
  expect(stderr).toContain(`oma: ${option} "${text}": there is no kind ${text.split("=")[0]}.${hint}\n`);
  expect(stderr).toContain("The kinds are Company, Domain, Brand, User, Workgroup, Role, CompanyBulletin,");
});

test("a guard without a limit is a mistake, since it would let everything through", async () => {
  expect((await new Oma("guard").ended).code).toBe(2);
});

test.each(["--stack", "--cwd"])(
  "%s beside a preview from a file is a mistake: it would have no effect",
  async (option) => {
    const { code, stderr } = await new Oma("guard", "--max-deletes", "1", "--preview", "-", option, "x").ended;
    expect([code, stderr]).toEqual([2, expect.stringContaining("--preview has a preview already")]);
  },
);

test("the limit itself may be reached, one more may not", () => {
  expect(breached(deletes("User=2"), objects("deleted", "User", 2))).toEqual([]);
  expect(breached(deletes("User=2"), objects("deleted", "User", 3))).toEqual(["User deleted"]);
});

test("a share is of the objects of that kind alone", () => {
  const all = [...objects("deleted", "User", 1), ...objects("stays", "User", 9), ...objects("stays", "Domain", 90)];
  expect(breached(deletes("User=10%"), all)).toEqual([]);
  expect(breached(deletes("User=9%"), all)).toEqual(["User deleted"]);
});

describe("what no limit is about may not be lost", () => {
  const lost = [...objects("deleted", "User", 1), ...objects("deleted", "Domain", 3)];

  test("when the limits name other kinds", () => {
    expect(breached(deletes("User=100"), lost)).toEqual(["Domain deleted"]);
    expect(breached(deletes("User=100", "Domain=3"), lost)).toEqual([]);
  });

  test("but a limit for all kinds is about each", () => {
    expect(breached(deletes("4"), lost)).toEqual([]);
    expect(breached(deletes("4", "User=0"), lost)).toEqual(["User deleted"]);
  });

  test("when the limits are on deletes and the run replaces, which deletes too", () => {
    expect(breached(deletes("100"), objects("replaced", "User", 1))).toEqual(["User replaced"]);
    expect(breached([...deletes("0"), ...replaces("1")], objects("replaced", "User", 1))).toEqual([]);
  });

  test("when the limits are on replaces and the run deletes", () => {
    expect(breached(replaces("100"), objects("deleted", "User", 1))).toEqual(["User deleted"]);
  });

  test("and the refusal says so", () => {
    const [breach] = breachesOf(deletes("User=100"), lost);
    expect(breach && describeBreach(breach)).toBe(
      "Refused: 3 of 3 objects of the kind Domain would be deleted, and no --max-deletes allows that:\n  Domain Domain-0\n  Domain Domain-1\n  Domain Domain-2",
    );
  });
});

test("an object's id is shown as text, whatever it holds", () => {
  const [breach] = breachesOf(deletes("0"), [{ kind: "User", id: "a\u001b[2J\nb", fate: "deleted" }]);
  expect(breach && describeBreach(breach)).toMatch(/\n {2}User a\\u001b\[2J\\nb$/);
});

test("objects that are let go need no limit, and are counted apart", () => {
  const all = [...objects("let go", "User", 5), ...objects("stays", "User", 2)];
  expect(describeVerdict(judge(deletes("0"), all, []))).toBe(
    "Within the limits: 7 objects checked, 0 deleted, 0 replaced, 5 let go.",
  );
});

describe("the objects of a preview", () => {
  const oma = (kind: string) => `pulumi-nodejs:dynamic/oma:${kind}`;
  type OldState = Readonly<Record<string, unknown>>;
  const step = (op: string, name: string, oldState?: OldState) => ({ op, urn: `urn:${name}`, oldState });
  const user = (more: OldState = {}) => ({ type: oma("User"), id: "x", ...more });
  const read = (...steps: readonly object[]) =>
    previewedObjects(readPreview(JSON.stringify({ steps, changeSummary: {} })));

  test("leave out resources of other packages, and those that are new", () => {
    const bucket = { type: "aws:s3:Bucket", id: "x" };
    expect(read(step("delete", "b", bucket), step("create", "n"), step("delete", "u", user()))).toEqual([
      { kind: "User", id: "x", fate: "deleted" },
    ]);
  });

  test.each<[string, OldState]>([
    ["onDelete: retain", user({ outputs: { onDelete: "retain" } })],
    ["retainOnDelete", user({ retainOnDelete: true })],
    ["a Company", { type: oma("Company"), id: "x", outputs: {} }],
    ["a Company that gets its original values back", { type: oma("Company"), id: "x", outputs: { onDelete: "reset" } }],
  ])("are let go: %s", (_, old) => {
    expect(read(step("delete", "u", old))).toMatchObject([{ fate: "let go" }]);
    expect(read(step("create-replacement", "u", old), step("replace", "u", old))).toMatchObject([{ fate: "let go" }]);
    expect(read(step("same", "u", old))).toMatchObject([{ fate: "stays" }]);
  });

  test.each(["suspend", "delete", "[secret]"])("are lost with onDelete: %s", (onDelete) => {
    expect(read(step("delete", "u", user({ outputs: { onDelete } })))).toMatchObject([{ fate: "deleted" }]);
  });

  test.each([
    ["create-replacement", "replace", "delete-replaced"],
    ["delete-replaced", "replace", "create-replacement"],
  ])("are replaced once, in the order %s, %s, %s", (...ops) => {
    expect(read(...ops.map((op) => step(op, "u", user())))).toEqual([{ kind: "User", id: "x", fate: "replaced" }]);
  });

  test("are deleted when an earlier run replaced them and left the old one", () => {
    expect(read(step("same", "u", user({ id: "new" })), step("delete-replaced", "u", user({ id: "old" })))).toEqual([
      { kind: "User", id: "new", fate: "stays" },
      { kind: "User", id: "old", fate: "deleted" },
    ]);
  });

  test("cannot be told from a step that this release does not know", () => {
    expect(() => read(step("obliterate", "u", user()))).toThrow(
      'the preview has a step "obliterate" of urn:u, which this release cannot judge',
    );
  });
});

describe("a deleted and a created account are one when they have one display name in one domain", () => {
  const type = "pulumi-nodejs:dynamic/oma:User";
  const urnOf = (name: string) => `urn:pulumi:dev::p::${type}::${name}`;
  const account = (user: string, inputs: object) => {
    return { type, id: user, retainOnDelete: false, inputs: { user, ...inputs }, outputs: {} };
  };
  const found = (old: object, created: object) =>
    likelyRenames([
      { op: "delete", urn: urnOf("ann"), old: account("ann@example.com", old), next: undefined },
      { op: "create", urn: urnOf("anne"), old: undefined, next: account("anne@example.com", created) },
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
