import { assignPlaces } from "../../../../provider/recovery/renames/assign-places.js";

/** An object with an old place, the places where something is, and those of them that fit. */
const mover = (old: string, candidates: string, fitting = candidates) => ({
  old,
  candidates: [...candidates],
  fits: (place: string) => fitting.includes(place),
});

test("what certainly is one object's place is no other's, all along a chain", () => {
  expect(assignPlaces([mover("a", "ab"), mover("b", "bc"), mover("c", "c")])).toEqual(["a", "b", "c"]);
  expect(assignPlaces([mover("a", "b"), mover("b", "bc"), mover("c", "cd")])).toEqual(["b", "c", "d"]);
});

test("where several places are left, what they hold decides", () => {
  expect(assignPlaces([mover("a", "ab", "b"), mover("b", "ab", "a")])).toEqual(["b", "a"]);
  expect(assignPlaces([mover("a", "ab", "a"), mover("b", "ab", "b")])).toEqual(["a", "b"]);
});

test("an object that fits several places, or none of several, is in doubt", () => {
  expect(assignPlaces([mover("a", "ab")])).toEqual([undefined]);
  expect(assignPlaces([mover("a", "ab", "")])).toEqual([undefined]);
});

test("an object that stays where the state has it need not fit: nothing is settled by that", () => {
  expect(assignPlaces([mover("a", "a", "")])).toEqual(["a"]);
  expect(assignPlaces([mover("a", "b", "")])).toEqual([undefined]);
});

test("two objects are never said to be at one place", () => {
  expect(assignPlaces([mover("a", "ab", "b"), mover("b", "bc", "b")])).toEqual([undefined, undefined]);
  expect(assignPlaces([mover("a", "b"), mover("b", "b")])).toEqual([undefined, undefined]);
});
