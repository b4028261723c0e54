import fc from "fast-check";
import { kinds } from "../../../../provider/kinds/index.js";
import { isSame } from "../../../../provider/lifecycle/object/compare.js";
import { normalise, typed } from "../../../../provider/lifecycle/object/normalise.js";

const same = (wire: string, a: unknown, b: unknown) => isSame(kinds.User, wire, a, b) && isSame(kinds.User, wire, b, a);
const companySame = (wire: string, a: unknown, b: unknown) => isSame(kinds.Company, wire, a, b);

describe("the same are", () => {
  test.each([
    ["an absent and a null value", "name", undefined, null],
    ["an empty text and none", "name", "", null],
    ["a number and its text", "quota", 1024, "1024"],
    ["true, 1 and its text", "delivery_local", true, 1],
    ["true and its text", "delivery_local", true, "1"],
    ["false and 0", "delivery_local", false, 0],
    ["false and its text", "delivery_local", "0", false],
    ["sets in any order and case", "aliases", ["A@b.co", "c@d.co"], ["c@d.co", "a@b.co"]],
    ["an empty list and none", "aliases", [], null],
    ["addresses in any case", "forward_option_reply_to", "A@b.co", "a@B.co"],
  ])("%s", (_, wire, a, b) => expect(same(wire, a, b)).toBe(true));

  test("contacts in any order, whatever empty fields they have", () => {
    const [a, b] = [
      { email: "a@b.co", type: "abuse" },
      { email: "c@d.co", type: "billing" },
    ];
    expect(companySame("contacts", [a, { ...b, notes: null }], [{ ...b, name: "", mobile: undefined }, a])).toBe(true);
  });

  test("an empty list of contacts and none", () => {
    expect(companySame("contacts", [], null)).toBe(true);
  });
});

describe("different are", () => {
  test.each([
    ["null and 0", "quota", null, 0],
    ["null and false", "delivery_local", null, false],
    ["true and false", "delivery_local", true, "0"],
    ["two numbers", "quota", 1024, "2048"],
    ["a text and its other case", "name", "Ann", "ann"],
    ["a text and itself with a blank", "name", "Ann", "Ann "],
    ["a folder and its other form", "spamfolder", ".Spam", "Archive/Spam"],
    ["sets of different size", "aliases", ["a@b.co"], ["a@b.co", "c@d.co"]],
    ["choices in different case", "spamlevel", "High", "high"],
  ])("%s", (_, wire, a, b) => expect(same(wire, a, b)).toBe(false));

  test("contacts that are there once and twice", () => {
    const contact = { email: "a@b.co", type: "abuse" };
    expect(companySame("contacts", [contact], [contact, contact])).toBe(false);
  });
});

const values = fc.oneof(
  fc.constantFrom(null, undefined, "", "Ann", "A@b.co", "0", "1", 0, 1, 4711, true, false),
  fc.array(fc.constantFrom("A@b.co", "a@b.co", "c@d.co")),
);
/** Values of the shape that check lets through or the service sends for an attribute. */
const fitting = (shape: string) =>
  values.filter((value) => value === null || Array.isArray(value) === (shape === "texts"));

describe.each(Object.entries(kinds.User.attributes))("user.%s", (_, attribute) => {
  test("comes to rest: normalising a normal value changes nothing", () => {
    fc.assert(
      fc.property(fitting(attribute.value.shape), (value) => {
        const normal = normalise(attribute, value);
        expect(normalise(attribute, normal)).toEqual(normal);
      }),
      { numRuns: 40 },
    );
  });

  test("means the same in the type that programs use", () => {
    fc.assert(
      fc.property(fitting(attribute.value.shape), (value) => {
        expect(normalise(attribute, typed(attribute, value))).toEqual(normalise(attribute, value));
      }),
      { numRuns: 40 },
    );
  });
});

test.each([
  ["a number that came as text", kinds.User.attributes.quota, "1024", 1024],
  ["a switch that came as a number", kinds.User.attributes.deliveryLocal, 0, false],
  ["a switch that came as text", kinds.User.attributes.deliveryLocal, "1", true],
  ["a text, whatever its case", kinds.User.attributes.forwardOptionReplyTo, "Ann@B.co", "Ann@B.co"],
  ["an empty text", kinds.User.attributes.name, "", ""],
  ["a list, whatever its order", kinds.User.attributes.aliases, ["b@b.co", "A@b.co"], ["b@b.co", "A@b.co"]],
  ["nothing, of a number", kinds.User.attributes.quota, undefined, null],
  ["nothing, of a switch", kinds.User.attributes.deliveryLocal, null, null],
  ["nothing, of a text", kinds.User.attributes.name, undefined, null],
  ["a setting of a brand", undefined, "1", "1"],
])("programs get %s in its own type and otherwise as the service has it", (_, attribute, value, expected) => {
  expect(typed(attribute, value)).toEqual(expected);
});

test("normalising changes neither the declared value nor the one of the service", () => {
  const list = Object.freeze(["c@d.co", "A@b.co"]);
  normalise(kinds.User.attributes.aliases, list);
  expect(list).toEqual(["c@d.co", "A@b.co"]);
});
