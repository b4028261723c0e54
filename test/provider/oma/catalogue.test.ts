import {
  catalogue,
  describeNumber,
  fatalForCredentials,
  retriedAfter,
  retryable,
  tokenExpired,
} from "../../../provider/oma/catalogue.js";
import { reference } from "../support/reference.js";

interface Fact {
  number: number;
  text: string;
  retryable: boolean;
  maybe_transient?: boolean;
  reauth_once_with_token?: boolean;
  class: string;
}

const { errors } = reference<{ errors: Fact[] }>("errors.yaml");
const numbersOf = (keep: (fact: Fact) => boolean | undefined) => errors.filter(keep).map(({ number }) => number);

test("the catalogue has every number of the reference, and no other", () => {
  expect(errors.length).toBe(50);
  expect(Object.keys(catalogue).map(Number).sort()).toEqual(errors.map(({ number }) => number).sort());
});

test.each(errors)("the text of $number is the service's own, letter by letter", ({ number, text }) => {
  expect(catalogue[number]?.text).toBe(text);
});

test("exactly the numbers that the service itself asks to repeat are repeated", () => {
  expect([...retryable].sort()).toEqual(numbersOf(({ retryable }) => retryable).sort());
});

test("a session token is renewed exactly for the numbers that the reference gives", () => {
  expect([...tokenExpired].sort()).toEqual(numbersOf((fact) => fact.reauth_once_with_token).sort());
});

test("after exactly the faults that may pass, the outcome of a write counts as unknown", () => {
  const unknown = Object.entries(catalogue).filter(([, known]) => known.class === "unknown-outcome");
  expect(unknown.map(([number]) => Number(number)).sort()).toEqual(numbersOf((fact) => fact.maybe_transient).sort());
});

test("no number is both repeated and the end of the credentials", () => {
  expect([...fatalForCredentials].filter((number) => retryable.has(number))).toEqual([]);
});

test("numbers of one family have one class", () => {
  const classOf = (number: number) => describeNumber(number).class;
  expect(new Set([7, 8, 19, 23].map(classOf))).toEqual(new Set(["exists"]));
  expect(new Set([20, 22, 25].map(classOf))).toEqual(new Set(["busy"]));
  expect(new Set([40, 41, 48, 5, 6].map(classOf))).toEqual(new Set(["invalid"]));
  expect(new Set([15, 16, 38, 46].map(classOf))).toEqual(new Set(["limit"]));
});

test.each([
  [20, "always"],
  [25, "always"],
  [39, "with new tokens"],
  [1, "once, with a new token"],
  [0, "reads"],
  [28, "reads"],
  [2, "never"],
  [4711, "never"],
])("after %i, a call may be sent again: %s", (number, when) => {
  expect(retriedAfter(number)).toBe(when);
});

test("every number tells the operator what to do", () => {
  for (const known of Object.values(catalogue)) expect(known.remedy).toMatch(/\w.*\.$/);
});

test("an undocumented number is of no class that steers anything", () => {
  expect(describeNumber(4711)).toMatchObject({ class: "other", code: "OMA_UNKNOWN_NUMBER" });
  expect(retryable.has(4711)).toBe(false);
});
