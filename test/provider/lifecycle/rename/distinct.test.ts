import { kinds } from "../../../../provider/kinds/index.js";
import { present } from "../../../../provider/lifecycle/object/observation.js";
import type { PendingRename } from "../../../../provider/lifecycle/rename/coordinator.js";
import { refuseIndistinct } from "../../../../provider/lifecycle/rename/distinct.js";
import type { State } from "../../../../provider/lifecycle/state/state.js";
import type { Values } from "../../../../provider/values.js";

/** A move of an object that was last written as `last` and holds `live`. */
function move(local: string, last: Values, live: Values, declared: Values = last): PendingRename {
  const state: State = {
    identity: { user: `${local}@example.com` },
    attributes: last,
    fingerprints: {},
    sources: {},
    options: {},
    computed: {},
  };
  return {
    kind: kinds.User,
    state,
    desired: { ...state, attributes: declared },
    at: state.identity,
    found: present(live, {}, undefined),
    isWaiting: true,
    failed: false,
  };
}

const refusal = (...circle: PendingRename[]) => {
  try {
    refuseIndistinct(circle);
    return undefined;
  } catch (error) {
    return error as Error;
  }
};
const ann = { name: "Ann" };
const bob = { name: "Bob" };

test("objects that hold what is known of each, and not of one another, may exchange names", () => {
  expect(refusal(move("a", ann, ann), move("b", bob, bob))).toBeUndefined();
});

test("one attribute is enough to tell objects apart that are alike in all others", () => {
  const [one, other] = [
    { ...ann, title: "Dr" },
    { ...bob, title: "Dr" },
  ];
  expect(refusal(move("a", one, one), move("b", other, other))).toBeUndefined();
});

test("an object may hold what is declared already, for each attribute by itself", () => {
  const [last, next, mixed] = [
    { name: "Ann", title: "Dr" },
    { name: "Anne", title: "Prof" },
    { name: "Anne", title: "Dr" },
  ];
  expect(refusal(move("a", last, mixed, next), move("b", bob, bob))).toBeUndefined();
});

/** The same, made at `known` as far as state knows, and at `now` as far as the service says. */
function aged(one: PendingRename, known: number | undefined, now: number | undefined): PendingRename {
  const found = present(one.found?.attributes ?? {}, { createtime: now }, undefined);
  return { ...one, state: { ...one.state, creationStamp: known }, found };
}

test("objects that are alike may exchange names when state knows that they were made at different times", () => {
  expect(refusal(aged(move("a", ann, ann), 1, 1), aged(move("b", ann, ann), 2, 2))).toBeUndefined();
});

test.each<[string, PendingRename[]]>([
  ["were made at the same time, and hold the same", [aged(move("a", ann, ann), 1, 1), aged(move("b", ann, ann), 1, 1)]],
  [
    "have each other's age: the exchange has taken place",
    [aged(move("a", ann, ann), 1, 2), aged(move("b", bob, bob), 2, 1)],
  ],
  ["show no age", [aged(move("a", ann, ann), 1, undefined), aged(move("b", ann, ann), 2, undefined)]],
  [
    "are of no age that state knows",
    [aged(move("a", ann, ann), undefined, 1), aged(move("b", ann, ann), undefined, 2)],
  ],
  ["were not read", [{ ...move("a", ann, ann), found: undefined }, move("b", bob, bob)] as PendingRename[]],
  ["hold the same", [move("a", ann, ann), move("b", ann, ann)]],
  ["hold what is known of the other: the exchange has taken place", [move("a", ann, bob), move("b", bob, ann)]],
  ["are of nothing that is declared", [move("a", {}, ann), move("b", {}, bob)]],
  ["would look alike once they are as declared", [move("a", ann, ann), move("b", bob, bob, ann)]],
  ["hold neither what was written nor what is declared", [move("a", ann, { name: "Eve" }), move("b", bob, bob)]],
  ["do not let go of what told them apart", [move("a", ann, {}, {}), move("b", bob, bob)]],
  ["are three, of which two are alike", [move("a", ann, ann), move("b", bob, bob), move("c", ann, ann)]],
])("objects that %s do not", (_, circle) => {
  expect(refusal(...circle)).toMatchObject({ name: "RenameIndistinctError", object: "a@example.com" });
  for (const { at } of circle) expect(refusal(...circle)?.message).toContain(at.user);
});
