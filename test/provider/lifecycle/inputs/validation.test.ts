import type { Attribute } from "../../../../provider/kinds/attribute.js";
import { expectation, whyInvalid } from "../../../../provider/lifecycle/inputs/validation.js";

type Shape = Parameters<typeof whyInvalid>[0];

const word = { says: "a word", test: /^\w+$/ };
const contact = {
  shape: "records",
  maxItems: 2,
  fields: {
    email: { doc: "", required: true },
    type: { doc: "", values: ["abuse", "billing"] },
    notes: { doc: "", maxLength: 3 },
  },
} as const satisfies Attribute["value"];

describe("what a value has to be is said in words", () => {
  test.each<[Shape, string]>([
    [{ shape: "text" }, "a string"],
    [{ shape: "text", maxLength: 3 }, "a string of at most 3 characters"],
    [{ shape: "text", pattern: word }, "a word"],
    [{ shape: "text", pattern: word, maxLength: 3 }, "a word, of at most 3 characters"],
    [{ shape: "integer" }, "a whole number"],
    [{ shape: "integer", min: 1 }, "a whole number, 1 or more"],
    [{ shape: "integer", min: 1, max: 3 }, "a whole number from 1 to 3"],
    [{ shape: "flag" }, "true or false"],
    [{ shape: "flag", only: true }, "true, or left out"],
    [{ shape: "choice", values: ["a", "b"] }, 'one of "a", "b"'],
    [{ shape: "texts", item: word }, "a list, each a word"],
    [{ shape: "texts", item: word, maxItems: 2 }, "a list of at most 2, each a word"],
    [{ shape: "texts", item: word, minItems: 1 }, "a list of 1 or more, each a word"],
    [contact, "a list of at most 2 objects with email, type, notes"],
    [{ shape: "map" }, "an object of names and values"],
    [{ shape: "seconds" }, "a number of seconds, 0 or more"],
  ])("%j", (shape, words) => expect(expectation(shape)).toBe(words));

  test("with the unit of a number", () => {
    expect(expectation({ shape: "integer", min: 0, max: 9 }, "MB")).toBe("a whole number from 0 to 9, in MB");
  });
});

const one = { email: "a" };

describe("a value that fits", () => {
  test.each<[Shape, unknown[]]>([
    [{ shape: "text" }, ["", "any text"]],
    [{ shape: "text", maxLength: 3 }, ["", "abc"]],
    [{ shape: "text", pattern: word }, ["abc"]],
    [{ shape: "integer" }, [-5, 0, 5]],
    [{ shape: "integer", min: 1, max: 3 }, [1, 2, 3]],
    [{ shape: "integer", min: 0 }, [0, 99]],
    [{ shape: "flag" }, [true, false]],
    [{ shape: "flag", only: true }, [true]],
    [{ shape: "choice", values: ["a", "b"] }, ["a", "b"]],
    [{ shape: "choice", values: ["a"], open: true }, ["a", "another"]],
    [{ shape: "texts", item: word }, [[], ["a", "b", "c"]]],
    [{ shape: "texts", item: word, minItems: 1, maxItems: 2 }, [["a"], ["a", "b"]]],
    [contact, [[], [one], [one, { email: "b", type: "abuse", notes: "abc" }], [{ email: "a", type: null }]]],
    [{ shape: "map" }, [{}, { any: [1] }]],
    [{ shape: "seconds" }, [0, 0.5, 60]],
  ])("%j lets %j through", (shape, values) => {
    expect(values.map((value) => whyInvalid(shape, value))).toEqual(values.map(() => undefined));
  });
});

describe("a value that does not fit", () => {
  test.each<[Shape, unknown[]]>([
    [{ shape: "text" }, [undefined, null, 1, ["a"]]],
    [{ shape: "text", maxLength: 3 }, ["abcd"]],
    [{ shape: "text", pattern: word }, ["", "two words"]],
    [{ shape: "integer" }, ["1", 1.5, Number.NaN, Number.POSITIVE_INFINITY, null]],
    [{ shape: "integer", min: 1, max: 3 }, [0, 4]],
    [{ shape: "integer", min: 0 }, [-1]],
    [{ shape: "flag" }, ["true", 1, null]],
    [{ shape: "flag", only: true }, [false, "true", 1]],
    [{ shape: "choice", values: ["a", "b"] }, ["c", "", 1, ["a"], null]],
    [{ shape: "choice", values: ["a"], open: true }, ["", 1, ["a"]]],
    [{ shape: "map" }, [[], "a", null, 1]],
    [{ shape: "seconds" }, [-1, "1", Number.NaN, null]],
    [{ shape: "texts", item: word }, ["a", { 0: "a" }, null]],
    [contact, [one, "a", { length: 0 }, null]],
  ])("%j refuses %j", (shape, values) => {
    for (const value of values) expect(whyInvalid(shape, value)).toBe(`must be ${expectation(shape)}`);
  });

  test.each<[Shape, unknown, string]>([
    [{ shape: "texts", item: word }, ["a", "b c", "d e"], " (entry 1 is not)"],
    [{ shape: "texts", item: word }, [1], " (entry 0 is not)"],
    [{ shape: "texts", item: word, minItems: 1 }, [], " (it has 0)"],
    [{ shape: "texts", item: word, maxItems: 1 }, ["a", "b"], " (it has 2)"],
    [contact, [one, one, one], " (it has 3)"],
    [contact, [one, {}], " (entry 1 is not)"],
    [contact, [{ email: null }], " (entry 0 is not)"],
    [contact, [one, "a"], " (entry 1 is not)"],
    [contact, [null], " (entry 0 is not)"],
    [contact, [[]], " (entry 0 is not)"],
    [contact, [{ email: 1 }], " (entry 0 is not)"],
    [contact, [{ ...one, mobile: "1" }], " (entry 0 is not)"],
    [contact, [{ ...one, type: "other" }], " (entry 0 is not)"],
    [contact, [{ ...one, notes: "abcd" }], " (entry 0 is not)"],
    [{ shape: "text" }, ["a"], ""],
  ])("%j and %j: the first entry at fault is pointed at, or how many there are", (shape, value, detail) => {
    expect(whyInvalid(shape, value)).toBe(`must be ${expectation(shape)}${detail}`);
  });
});
