import { type Attribute, isOffered } from "../../../provider/kinds/attribute.js";
import { kinds } from "../../../provider/kinds/index.js";
import type { KindName } from "../../../provider/kinds/kind.js";
import { programName, wireName } from "../../../provider/kinds/names.js";
import { expectation, whyInvalid } from "../../../provider/lifecycle/inputs/validation.js";
import { reference } from "../support/reference.js";

/** An entry of attributes.yaml, as far as the tables have to agree with it. */
interface Fact {
  readonly name: string;
  readonly type: string;
  readonly access: "rw" | "ro" | "wo";
  readonly min?: number;
  readonly max?: number;
  readonly max_length?: number;
  readonly max_items?: number;
  readonly unit?: string;
  readonly values?: (string | null)[];
  readonly nullable?: string | boolean;
  readonly inherit?: { kind: "live" | "copied_at_creation" | "none"; from?: string };
  readonly sensitive?: boolean;
  readonly undocumented?: boolean;
  readonly derived?: boolean;
  readonly identity?: boolean;
  readonly on_create?: string;
  readonly aliases_of_name?: string[];
  readonly item_fields?: { name: string; type: string; max_length?: number; values?: string[] }[];
  readonly pattern?: string;
}

const objects = reference<{ objects: Record<string, { attributes: Fact[] }> }>("attributes.yaml").objects;

/** Kinds whose attributes OMA documents. A brand has none: its free map is tested below. */
const documented: [KindName, string][] = [
  ["Company", "company"],
  ["Domain", "domain"],
  ["User", "user"],
];

const facts = documented.flatMap(([kind, object]) =>
  (objects[object]?.attributes ?? []).map((fact) => ({ kind, fact, label: `${object}.${fact.name}` })),
);

/** Types of the reference and the shape each becomes. */
const shapes: Record<string, string[]> = {
  string: ["text"],
  int: ["integer"],
  bool: ["flag"],
  enum: ["choice"],
  "string[]": ["texts"],
  "object[]": ["records"],
  "unknown (bool assumed)": ["flag"],
};
const times = "UNIX seconds";
/** The list of zones is the service's own and long, so it is not repeated: any zone name is let through. */
const freelyChosen = new Set(["timezone"]);
const access = { rw: "read-write", ro: "read", wo: "write" } as const;

function inTable(kind: KindName, fact: Fact): Attribute {
  const attribute = kinds[kind].attributes[programName(fact.name)];
  if (attribute === undefined) throw new Error(`${kind} has no ${programName(fact.name)}`);
  return attribute;
}

test.each(documented)("%s has every attribute that the reference lists, and no other", (kind, object) => {
  const listed = (objects[object]?.attributes ?? []).map(({ name }) => name);
  expect(listed.length).toBeGreaterThan(30);
  expect(Object.keys(kinds[kind].attributes).map(wireName).sort()).toEqual(listed.sort());
});

describe.each(facts)("$label", ({ kind, fact }) => {
  const attribute = inTable(kind, fact);
  const value = attribute.value as Attribute["value"] & Record<string, unknown>;

  test("has the type of the reference", () => {
    const expected = fact.unit === times ? ["time"] : shapes[fact.type];
    expect(freelyChosen.has(fact.name) ? ["text"] : expected).toContain(value.shape);
  });

  test("has the limits of the reference", () => {
    expect({ min: value.min, max: value.max, maxItems: value.maxItems }).toEqual({
      min: fact.min,
      max: fact.max,
      maxItems: fact.max_items,
    });
    // The length of a password depends on its form, which its pattern knows; names of zones and workgroups have an assumed one.
    if (fact.max_length !== undefined && fact.name !== "password") expect(value.maxLength).toBe(fact.max_length);
  });

  test("has the choices of the reference", () => {
    const choices = fact.values?.filter((choice) => choice !== null);
    if (value.shape === "choice") expect([...value.values].sort()).toEqual(choices?.sort());
    else expect(choices).toBeUndefined();
  });

  test("goes the ways that the reference allows", () => {
    expect(attribute.access).toBe(access[fact.access]);
    expect(attribute.notOnCreate ?? false).toBe(fact.on_create === "no" && !fact.undocumented);
  });

  test("is offered unless it is read-only or undocumented", () => {
    expect(isOffered(attribute)).toBe(fact.access !== "ro" && fact.undocumented !== true);
  });

  test("is secret exactly when the reference calls it sensitive", () => {
    expect(attribute.secret ?? false).toBe(fact.sensitive ?? false);
  });

  test("inherits as the reference says", () => {
    const how = { live: "live", copied_at_creation: "copied", none: undefined }[fact.inherit?.kind ?? "none"];
    expect(attribute.inherit?.how).toBe(how);
    const from = /^(company|domain)\.(\w+)/.exec(fact.inherit?.from ?? "");
    if (from) expect(attribute.inherit?.from).toContain(`the ${from[1]}'s ${programName(from[2] as string)}`);
  });

  test("takes null where the reference knows what null does, and not where it knows that it does nothing good", () => {
    const says = String(fact.nullable ?? "unknown");
    if (attribute.inherit?.how === "live" || /^(yes|assume yes)/.test(says)) expect(attribute.nullable).toBe(true);
    if (/^no\b/.test(says) || says === "false" || says.includes("[]")) expect(attribute.nullable).toBeUndefined();
  });

  test("takes the highest and the lowest plausible number, and 0", () => {
    if (value.shape !== "integer" || value.plausible === undefined) return;
    const { min, max } = value.plausible;
    for (const number of [0, min, max]) expect(whyInvalid(value, number)).toBeUndefined();
    expect(min).toBeGreaterThan(fact.min ?? 0);
    expect(max).toBeLessThanOrEqual(fact.max ?? max);
  });

  test("names its unit", () => {
    if (fact.unit === times) return expect(expectation(value)).toContain(times);
    const unit = attribute.unit ?? "";
    if (fact.unit === undefined) expect(unit).toBe("");
    else if (fact.unit.startsWith("messages per 24 h")) expect(unit).toBe("recipients per 24 hours");
    else expect(unit).toBe(fact.unit);
  });

  test("knows the other spellings of its name", () => {
    const spellings = (fact.aliases_of_name ?? []).map((name) => name.split(" ")[0]);
    expect(attribute.alsoSpelled ?? []).toEqual(expect.arrayContaining(spellings));
  });

  test("says what it does and where that is known from", () => {
    expect(attribute.doc).toMatch(/\S/);
    expect(attribute.source).toMatch(/\S/);
  });
});

test("a contact has the fields of the reference", () => {
  const contacts = objects.company?.attributes.find(({ name }) => name === "contacts");
  const value = kinds.Company.attributes.contacts?.value;
  if (value?.shape !== "records") throw new Error("contacts is no list of records");
  const fields = Object.entries(value.fields).map(([name, { maxLength, values }]) => ({ name, maxLength, values }));
  expect(fields).toEqual(
    contacts?.item_fields?.map(({ name, max_length, values }) => ({ name, maxLength: max_length, values })),
  );
});

test("a mail header has to fit the pattern of the reference", () => {
  for (const { kind, fact } of facts.filter(({ fact: { pattern } }) => pattern !== undefined)) {
    const { value } = inTable(kind, fact);
    expect(value.shape === "text" && value.pattern?.test.source).toBe(fact.pattern?.split(" ")[0]);
  }
});

test("a brand is named by company and brand, and its settings are one free map, since none is documented", () => {
  const settable = objects.brand?.attributes.filter(({ access }) => access === "rw").map(({ name }) => name);
  const identity = objects.brand?.attributes.filter((fact) => fact.identity).map(({ name }) => name);
  expect(Object.keys(kinds.Brand.attributes)).toEqual(settable);
  expect(kinds.Brand.attributes.attributes?.value.shape).toBe("map");
  expect(Object.keys(kinds.Brand.identity).sort()).toEqual(identity?.sort());
});
