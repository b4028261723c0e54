import { signalOf, type Verb } from "../../../../provider/lifecycle/answers/signals.js";
import { OmaApiError, OmaError } from "../../../../provider/oma/index.js";

const signal = (verb: Verb, number: number) => signalOf(verb, new OmaApiError(number, "No.", {}, {}, {}));

test.each<[Verb, Record<number, string>]>([
  ["create", { 2: "parent-missing", 3: "alias", 7: "exists", 8: "exists", 9: "ask-parent", 23: "exists" }],
  ["read", { 2: "gone", 3: "alias", 9: "ask-parent" }],
  ["update", { 2: "gone", 3: "alias", 9: "ask-parent" }],
  ["rename", { 2: "gone", 3: "alias", 7: "name-taken", 8: "name-taken", 9: "ask-parent" }],
  ["delete", { 2: "gone", 3: "alias", 6: "ask-itself", 9: "ask-parent" }],
])("on %s, only these numbers say something about the life of the object: %j", (verb, expected) => {
  const numbers = Array.from({ length: 60 }, (_, number) => number);
  const said = numbers.map((number) => [number, signal(verb, number)]).filter(([, what]) => what !== undefined);
  expect(Object.fromEntries(said)).toEqual(expected);
});

test("an error without an answer says nothing about it", () => {
  expect(signalOf("read", new OmaError("OMA_X", "it broke", { number: 2 }))).toBeUndefined();
  expect(signalOf("read", undefined)).toBeUndefined();
});
