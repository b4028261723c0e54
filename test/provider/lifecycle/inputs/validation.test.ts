import type { Attribute } from "../../../../provider/kinds/attribute.js";
import { domainName, omaAddress } from "../../../../provider/kinds/shared/patterns.js";
import { expectation, whyInvalid } from "../../../../provider/lifecycle/inputs/validation.js";

type Shape = Parameters<typeof whyInvalid>[0];

const word = { says: "a word", test: /^\w+$/ };
const size = { shape: "integer", min: 0, plausible: { min: 5, max: 9, example: "7 for seven" } } as const;
const contact = {
  shape: "records",
  maxItems: 2,
  fields: {
    email: { doc: "", required: true, pattern: word },
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
    [{ shape: "seconds" }, "a number of seconds from 0 to 86400"],
    [
      { shape: "time" },
      "a Date, or a whole number of UNIX seconds (not milliseconds) from 946684800 to 4102444799, the years 2000 to 2099",
    ],
  ])("%j", (shape, words) => expect(expectation(shape)).toBe(words));

  test("with the unit of a number", () => {
    expect(expectation({ shape: "integer", min: 0, max: 9 }, "MB")).toBe("a whole number from 0 to 9, in MB");
    expect(expectation(size, "MB")).toBe("a whole number: 0, or from 5 to 9, in MB, such as 7 for seven");
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
    [{ shape: "seconds" }, [0, 0.5, 60, 86_400]],
    [size, [0, 5, 9]],
    [{ shape: "time" }, [946_684_800, 1_800_000_000, 4_102_444_799]],
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
    [{ shape: "seconds" }, [-1, 86_401, "1", Number.NaN, null]],
    [size, [-5, 1, 4, 10, 5.5, "5"]],
    [{ shape: "time" }, [0, 946_684_799, 4_102_444_800, 1_800_000_000_000, 1.5e9 + 0.5, "2026-12-24", {}, null]],
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
    [contact, [{ email: "two words" }], " (entry 0 is not)"],
    [contact, [{ ...one, mobile: "1" }], " (entry 0 is not)"],
    [contact, [{ ...one, type: "other" }], " (entry 0 is not)"],
    [contact, [{ ...one, notes: "abcd" }], " (entry 0 is not)"],
    [{ shape: "text" }, ["a"], ""],
    [{ shape: "text", pattern: domainName }, "münchen.example", "; write xn--mnchen-3ya.example"],
    [{ shape: "text", pattern: domainName }, "MÜNCHEN.example", "; write xn--mnchen-3ya.example"],
    [{ shape: "text", pattern: omaAddress }, "ann@münchen.example", "; write ann@xn--mnchen-3ya.example"],
    [{ shape: "text", pattern: omaAddress }, "änne@münchen.example", ""],
    [{ shape: "text", pattern: domainName }, "münchen", ""],
    [{ shape: "text", pattern: domainName }, "two words.example", ""],
    [{ shape: "text", pattern: word }, "münchen", ""],
    [
      { shape: "texts", item: domainName },
      ["a.bc", "bücher.example"],
      " (entry 1 is not); write xn--bcher-kva.example",
    ],
  ])("%j and %j: the first entry at fault is pointed at, or how many there are", (shape, value, detail) => {
    expect(whyInvalid(shape, value)).toBe(`must be ${expectation(shape)}${detail}`);
  });
});
