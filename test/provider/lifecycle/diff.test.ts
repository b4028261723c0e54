import fc from "fast-check";
import { unknownValues } from "../../../provider/engine-wire.js";
import { kinds } from "../../../provider/kinds/index.js";
import type { KindName } from "../../../provider/kinds/kind.js";
import { check } from "../../../provider/lifecycle/check.js";
import { diff } from "../../../provider/lifecycle/diff.js";
import { Vault } from "../../../provider/lifecycle/secrets/vault.js";
import { desiredFrom } from "../../../provider/lifecycle/state/codec.js";
import { outputsOf } from "../../../provider/lifecycle/state/memory.js";
import type { Values } from "../../../provider/values.js";

const inSync = { changes: false, replaces: [] };
const changed = { changes: undefined, replaces: [] };
const replaced = (...fields: string[]) => ({ changes: undefined, replaces: fields });

const inputsOf = (kind: KindName, news: Values, olds: Values = {}) =>
  check(kinds[kind], olds, { adopt: true, ...news }, new Vault()).inputs;
const outputsFor = (kind: KindName, inputs: Values) =>
  outputsOf(
    kinds[kind],
    { ...desiredFrom(kinds[kind], inputs), computed: {} },
    "https://service.example/api",
    (value) => value,
  );

/** What diff says when `before` was written and `after` is declared. */
function compare(kind: KindName, before: Values, after: Values) {
  const olds = inputsOf(kind, before);
  return diff(kinds[kind], outputsFor(kind, olds), inputsOf(kind, after, olds));
}

const ann = { user: "ann@example.com" };
const domain = { domain: "example.com" };
const lakeside = { company: "Lakeside" };

const options = Object.values(kinds).flatMap(({ name, identity, options }) =>
  Object.entries(options).flatMap(([option, { default: usual, value }]) => {
    if (usual === undefined) return [];
    const other =
      value.shape === "flag"
        ? !usual
        : value.shape === "seconds"
          ? Number(usual) + 1
          : value.values.find((one) => one !== usual);
    const named = Object.fromEntries(Object.keys(identity).map((field) => [field, `${field}.example`]));
    return [{ kind: name, option, usual, other, named: { ...named, adopt: undefined } }];
  }),
);

describe.each(options)("option $option of a $kind", ({ kind, option, usual, other, named }) => {
  test(`left out or ${usual} is the same`, () => {
    expect(compare(kind, named, { ...named, [option]: usual })).toEqual(inSync);
    expect(compare(kind, { ...named, [option]: usual }, named)).toEqual(inSync);
  });

  test("with another value is a change", () => {
    expect(compare(kind, named, { ...named, [option]: other })).toEqual(changed);
    expect(compare(kind, { ...named, [option]: other }, named)).toEqual(changed);
  });
});

test("every option that has a value when it is left out is among these", () => {
  const all = Object.values(kinds).flatMap(({ name, options }) =>
    Object.keys(options).map((option) => `${name}.${option}`),
  );
  const usual = options.map(({ kind, option }) => `${kind}.${option}`);
  // What it does when it is left out depends on the run.
  expect(all.filter((option) => !usual.includes(option))).toEqual(["Domain.restoreDeleted", "User.restoreDeleted"]);
});

describe("in sync is", () => {
  test.each<[string, KindName, Values, Values]>([
    ["the same again", "User", { ...ann, password: "a*B1", name: "Ann" }, { ...ann, password: "a*B1", name: "Ann" }],
    [
      "a set in another order",
      "Domain",
      { ...domain, allow: ["a@b.co", "c@d.co"] },
      { ...domain, allow: ["c@d.co", "a@b.co"] },
    ],
    [
      "a set with a repeated entry",
      "Domain",
      { ...domain, allow: ["a@b.co"] },
      { ...domain, allow: ["a@b.co", "A@b.co"] },
    ],
    [
      "an address in another case",
      "User",
      { ...ann, aliases: ["A@Example.com"] },
      { ...ann, aliases: ["a@example.com"] },
    ],
    ["a name in another case where OMA lowers it", "User", { user: "Ann@Example.com" }, ann],
    ["empty in place of null, for a text", "Domain", { ...domain, spamtag: "" }, { ...domain, spamtag: null }],
    [
      "contacts in another order, with empty fields left out",
      "Company",
      {
        ...lakeside,
        contacts: [
          { email: "a@b.co", type: "abuse" },
          { email: "c@d.co", type: "billing", name: "" },
        ],
      },
      {
        ...lakeside,
        contacts: [
          { type: "billing", email: "c@d.co" },
          { email: "a@b.co", type: "abuse", phone: null },
        ],
      },
    ],
  ])("%s", (_, kind, before, after) => {
    expect(compare(kind, before, after)).toEqual(inSync);
  });
});

describe("changed is", () => {
  test.each<[string, KindName, Values, Values]>([
    ["another value", "User", { ...ann, name: "Ann" }, { ...ann, name: "Anne" }],
    ["another case in a text that is no address", "User", { ...ann, name: "Ann" }, { ...ann, name: "ann" }],
    ["an attribute more", "User", ann, { ...ann, name: "Ann" }],
    ["an attribute less", "User", { ...ann, name: "Ann" }, ann],
    ["an entry more", "Domain", { ...domain, allow: ["a@b.co"] }, { ...domain, allow: ["a@b.co", "c@d.co"] }],
    ["the last entry less", "Domain", { ...domain, allow: ["a@b.co"] }, { ...domain, allow: [] }],
    ["null in place of false", "Domain", { ...domain, regenPasswords: false }, { ...domain, regenPasswords: null }],
    ["0 in place of null", "Domain", { ...domain, limitUsers: null }, { ...domain, limitUsers: 0 }],
    ["another password", "User", { ...ann, password: "a*B1" }, { ...ann, password: "a*B2" }],
    ["a password more", "User", ann, { ...ann, password: "a*B1" }],
    ["a password less", "User", { ...ann, password: "a*B1" }, ann],
    ["another option", "User", { ...ann, onDelete: "suspend" }, { ...ann, onDelete: "retain" }],
    ["an option less", "User", { ...ann, onDelete: "suspend" }, ann],
    [
      "another contact",
      "Company",
      { ...lakeside, contacts: [{ email: "a@b.co", type: "abuse" }] },
      { ...lakeside, contacts: [{ email: "a@b.co", type: "billing" }] },
    ],
    [
      "a setting of a brand",
      "Brand",
      { ...lakeside, brand: "Blue", attributes: { a: { b: 1 } } },
      { ...lakeside, brand: "Blue", attributes: { a: { b: 2 } } },
    ],
    [
      "a setting of a brand less",
      "Brand",
      { ...lakeside, brand: "Blue", attributes: { a: 1, b: 2 } },
      { ...lakeside, brand: "Blue", attributes: { a: 1 } },
    ],
  ])("%s", (_, kind, before, after) => {
    expect(compare(kind, before, after)).toEqual(changed);
  });
});

describe("an identity", () => {
  test("with another local part is changed in place: a mailbox keeps its mail", () => {
    expect(compare("User", ann, { user: "anne@example.com" })).toEqual(changed);
  });
  test.each<[KindName, Values, Values, string[]]>([
    ["User", ann, { user: "ann@example.org" }, ["user"]],
    ["User", ann, { user: "ann@mail.example.com" }, ["user"]],
    ["Domain", domain, { domain: "example.org" }, ["domain"]],
    ["Company", lakeside, { company: "Hillside" }, ["company"]],
    ["Brand", { ...lakeside, brand: "Blue" }, { ...lakeside, brand: "Red" }, ["brand"]],
    ["Brand", { ...lakeside, brand: "Blue" }, { company: "Hillside", brand: "Red" }, ["company", "brand"]],
  ])("of a %s is replaced: %j -> %j", (kind, before, after, fields) => {
    expect(compare(kind, before, after)).toMatchObject(replaced(...fields));
  });
  test("in another domain leaves the mail behind, which is told", () => {
    expect(compare("User", ann, { user: "ann@example.org" }).notice).toMatch(
      /^ann@example\.com: ann@example\.org will be a new User, and its mail stays with the old one/,
    );
    expect(compare("Domain", domain, { domain: "example.org" }).notice).toBeUndefined();
  });
  test.each<[KindName, Values, Values]>([
    ["User", ann, { user: "Ann@Example.com" }],
    ["Domain", domain, { domain: "EXAMPLE.com" }],
    ["Company", lakeside, { company: "lakeside" }],
    ["Brand", { ...lakeside, brand: "Blue" }, { company: "LAKESIDE", brand: "blue" }],
    ["Workgroup", { ...domain, workgroup: "Desk" }, { ...domain, workgroup: "desk" }],
    [
      "DomainBulletin",
      { ...domain, type: "auto", bulletin: "Hello", bulletinText: "x" },
      { ...domain, type: "auto", bulletin: "HELLO", bulletinText: "x" },
    ],
    ["SieveRuleset", { ...ann, ruleset: "main", data: "keep;" }, { ...ann, ruleset: "Main", data: "keep;" }],
    ["AppPassword", { ...ann, tag: "Phone" }, { ...ann, tag: "phone" }],
    [
      "Role",
      { ...ann, role: "domain", objects: ["example.com"] },
      { ...ann, role: "domain", objects: ["Example.com"] },
    ],
  ])("of a %s in another case is the same: %j -> %j", (kind, before, after) => {
    expect(compare(kind, before, after)).toEqual({ changes: false, replaces: [] });
  });
  test("is replaced even when other things changed too", () => {
    expect(compare("User", { ...ann, name: "Ann" }, { user: "ann@example.org", name: "Anne" })).toMatchObject(
      replaced("user"),
    );
  });
});

describe("what is not known yet", () => {
  const [unknown] = unknownValues;
  test.each<[string, Values]>([
    ["an attribute", { ...ann, name: unknown }],
    ["an entry of a set", { ...ann, allow: ["a@b.co", unknown] }],
    ["a password", { ...ann, password: unknown }],
  ])("is a change and never a replacement: %s", (_, after) => {
    const olds = outputsFor("User", inputsOf("User", { ...ann, name: "Ann", allow: ["a@b.co"], password: "a*B1" }));
    expect(diff(kinds.User, olds, after)).toEqual(changed);
  });

  test("is a replacement when it is the identity, so that the object goes before what it depends on is deleted", () => {
    const olds = outputsFor("User", inputsOf("User", ann));
    expect(diff(kinds.User, olds, { user: unknown })).toEqual(replaced("user"));
  });

  test("is not refused on a protected mailbox: it may turn out to be the same name", () => {
    const olds = outputsFor("User", inputsOf("User", { ...ann, protectMailbox: true }));
    expect(diff(kinds.User, olds, { user: unknown, protectMailbox: true })).toEqual(replaced("user"));
  });
});

test("outputs that this provider did not write are a change, so that they become its own", () => {
  expect(diff(kinds.User, { user: "ann@example.com", name: "Ann" }, { user: "ann@example.com", name: "Ann" })).toEqual(
    changed,
  );
});

test("drift that a refresh found is a change", () => {
  const inputs = inputsOf("User", { ...ann, name: "Ann" });
  expect(diff(kinds.User, { ...outputsFor("User", inputs), name: "Eve" }, inputs)).toEqual(changed);
});

test("whatever was declared, declaring it again is in sync", () => {
  const address = fc.constantFrom("a@b.co", "C@d.co", "e.f@g.hi");
  const anything = fc.record(
    {
      name: fc.option(fc.string({ maxLength: 20 })),
      aliases: fc.array(address),
      allow: fc.array(address),
      spamlevel: fc.option(fc.constantFrom("Normal", "High")),
      quota: fc.nat(),
      smtpSentLimit: fc.option(fc.nat(10_000)),
      deliveryForward: fc.boolean(),
      onDelete: fc.constantFrom("delete", "suspend"),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(anything, (more) => compare("User", { ...ann, ...more }, { ...ann, ...more }).changes === false),
  );
});

test.each<[string, Values, Values]>([
  ["more: it is managed from now on", ann, { ...ann, name: null }],
  ["less: it is not managed any more", { ...ann, name: null }, ann],
])("a null %s, which the engine would not see by itself", (_, before, after) => {
  expect(compare("User", before, after)).toEqual({ changes: true, replaces: [] });
});
