import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import type { AttributeTable } from "../../simulator/attributes/attribute.js";
import { COMPANY } from "../../simulator/attributes/company.js";
import { DOMAIN } from "../../simulator/attributes/domain.js";
import { LANGUAGES, TIMEZONES } from "../../simulator/attributes/options.js";
import { USER } from "../../simulator/attributes/user.js";
import { fidelity, GENERAL_SWITCHES } from "../../simulator/methods/fidelity.js";
import type { RequestShape } from "../../simulator/methods/fields.js";
import { METHODS } from "../../simulator/methods/index.js";
import { ERROR_TEXTS } from "../../simulator/wire/errors.js";

/** Holds the declarations of the simulator against the OMA reference it was written from. */

const REFERENCE = path.resolve(__dirname, "../../../shared/oma");
const read = (file: string) => parse(readFileSync(path.join(REFERENCE, file), "utf8"));

interface FieldFact {
  name: string;
  required: boolean;
  values?: string[];
  fields?: FieldFact[];
}
interface MethodFact {
  name: string;
  status: string;
  request: FieldFact[];
  errors: number[];
}
interface AttributeFact {
  name: string;
  access: string;
  min?: number;
  max?: number;
  max_length?: number;
  max_items?: number;
  values?: Array<string | null>;
  type: string;
  inherit?: { kind: string };
}

const methods: MethodFact[] = read("methods.yaml").methods;
const objects: Record<string, { attributes: AttributeFact[] }> = read("attributes.yaml").objects;
const options: { language: string[]; timezone: string[] } = read("attributes.yaml").option_values;
const errors: Array<{ number: number; text: string }> = read("errors.yaml").errors;

test("all fifty error texts are those of the wire", () => {
  expect(ERROR_TEXTS).toEqual([...errors].sort((a, b) => a.number - b.number).map(({ text }) => text));
});

test("the option lists are the documented ones", () => {
  expect(LANGUAGES).toEqual(options.language);
  expect(TIMEZONES).toEqual(options.timezone);
});

describe.each([...METHODS.values()].map((method) => [method.name, method] as const))("%s", (name, method) => {
  const fact = methods.find((one) => one.name === name);

  test("is in the reference with the status it claims", () => {
    const claimed = method.status === "assumed" ? "undocumented" : method.status;
    expect(fact?.status).toBe(claimed);
  });

  test("takes the fields of the reference and requires the same", () => {
    expect(shapeOf(method.request)).toEqual({
      ...factsOf(fact?.request ?? []),
      // set_role wants object or objects, and its siblings follow it; which can be checked only with the role at hand.
      ...(name.endsWith("_role") ? { object: false } : {}),
    });
  });
});

test("every method of the reference is there", () => {
  expect([...METHODS.keys()].sort()).toEqual(methods.map(({ name }) => name).sort());
});

test("every number a method declares is one the reference has for it, or is told apart here", () => {
  const more = [...METHODS.values()].flatMap(({ name, errors }) =>
    errors
      .filter((number) => !methods.find((one) => one.name === name)?.errors.includes(number))
      .map((number) => `${name} ${number}`),
  );
  expect(more.filter((entry) => !BEYOND.test(entry))).toEqual([]);
});

/**
 * The reference infers its numbers from their meaning, so that a few that follow from a rule are missing there: 3 for
 * every call by a name that may be an alias, 6 for a new name that cannot be one, 2 for a change in a domain that does
 * not exist and for what a switch makes of 9, 47 for a restore into an alias domain, 24 and the 7 of a brand for a switch each, and 11 for every
 * call that may name a company.
 */
const BEYOND =
  / 3$|^(rename_user|restore_user|restore_domain) 6$|^(change_user|get_user) 2$|^restore_user 47$|^delete_user 24$|^_change_brand 7$|^_(get|delete)_brand 11$/;

test("every switch shows in some method, or in every call", () => {
  const { methods: listed, switches } = fidelity();
  expect(listed).toHaveLength(METHODS.size);
  for (const { name, methods: named, values, default: standard } of switches) {
    expect({ name, isPlaced: named.length > 0 !== GENERAL_SWITCHES.some((one) => one === name) }).toEqual({
      name,
      isPlaced: true,
    });
    expect(values).toContain(standard);
  }
  expect(JSON.parse(JSON.stringify(fidelity()))).toEqual(fidelity());
});

test("every open question has a switch or a reason for having none", () => {
  const text = readFileSync(path.join(REFERENCE, "open-questions.md"), "utf8");
  const questions = [...text.matchAll(/^(\d+)\. /gm)].map(([, number]) => number);
  const { switches, unswitched } = fidelity();
  const switched = switches.flatMap(({ question }) => question?.split(", ") ?? []);
  expect([...new Set([...switched, ...Object.keys(unswitched)])].sort()).toEqual([...questions].sort());
});

test("a method that has an assumed status says what is assumed, and one without a source is none", () => {
  for (const { status, assumed, source } of METHODS.values()) {
    if (status !== "documented") expect(assumed).toBeTruthy();
    expect(source).not.toBe("");
  }
});

/** name -> required, for all fields and, with a dot, those inside. */
function shapeOf(shape: RequestShape, prefix = ""): Record<string, boolean> {
  return Object.fromEntries(
    Object.entries(shape).flatMap(([name, field]) => [
      [prefix + name, field.required === true],
      ...(field.type === "group" || field.type === "entries"
        ? Object.entries(shapeOf(field.fields, `${prefix}${name}.`))
        : []),
    ]),
  );
}

function factsOf(fields: FieldFact[], prefix = ""): Record<string, boolean> {
  return Object.fromEntries(
    fields
      .filter(({ name }) => name !== "*")
      .flatMap(({ name, required, fields: inner }) => [
        [prefix + name, required],
        ...Object.entries(factsOf(inner ?? [], `${prefix}${name}.`)),
      ]),
  );
}

describe.each([
  ["company", COMPANY],
  ["domain", DOMAIN],
  ["user", USER],
] as Array<[string, AttributeTable]>)("attributes of a %s", (kind, table) => {
  // 2fa_required_oma is known from an error text only (question 49).
  const facts = (objects[kind]?.attributes ?? []).filter(({ name }) => name !== "2fa_required_oma");

  test("are those of the reference, no more and no less", () => {
    expect(table.all.map(({ name }) => name).sort()).toEqual(facts.map(({ name }) => name).sort());
  });

  test.each(facts.map((fact) => [fact.name, fact] as const))("%s has the documented form", (name, fact) => {
    const attribute = table.byName.get(name);
    const check = (value: never) => attribute?.form.check(value);
    expect(attribute?.access).toBe(fact.access === "ro" ? "ro" : "rw");
    expect(attribute?.inherit ?? "none").toBe(
      { live: "live", copied_at_creation: "copied" }[fact.inherit?.kind ?? "none"] ?? "none",
    );
    if (fact.values) {
      for (const value of fact.values) if (value !== null) expect(check(value as never)).toBeUndefined();
      expect(check("no such choice" as never)).toBeDefined();
    }
    if (fact.type === "int") {
      if (fact.min !== undefined) expect(check((fact.min - 1) as never)).toBeDefined();
      if (fact.max !== undefined) {
        expect(check(fact.max as never)).toBeUndefined();
        expect(check((fact.max + 1) as never)).toBeDefined();
      }
    }
    if (fact.type === "bool")
      expect([check(true as never), check("true" as never)]).toEqual([undefined, expect.anything()]);
    if (fact.max_length !== undefined && fact.type === "string") {
      const filler = name === "spamheader" ? "X:" : "xx";
      expect(check((filler + "x".repeat(fact.max_length - 2)) as never)).toBeUndefined();
      expect(check((filler + "x".repeat(fact.max_length - 1)) as never)).toBeDefined();
    }
    if (fact.max_items !== undefined && fact.type === "string[]" && name !== "forward_recipients") {
      const entry = (n: number) => (kind === "domain" && name === "aliases" ? `d${n}.example` : `a${n}@b.example`);
      const list = Array.from({ length: fact.max_items + 1 }, (_, n) => entry(n));
      expect(check(list.slice(1) as never)).toBeUndefined();
      expect(check(list as never)).toBeDefined();
    }
  });
});
