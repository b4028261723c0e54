import { kinds } from "../../../../provider/kinds/index.js";
import { TakenObjects } from "../../../../provider/lifecycle/ownership/claims.js";

const nothing = { sealed: {}, sources: {}, options: {} };
const lakeside = { company: "Lakeside" };
const blue = { company: "Lakeside", brand: "Blue" };

test("an object that was taken over is known by all of its name, and by its kind", () => {
  const taken = new TakenObjects();
  taken.add(kinds.Brand, { identity: blue, attributes: {}, ...nothing });
  expect(taken.has(kinds.Brand, blue)).toBe(true);
  expect(taken.has(kinds.Brand, { company: "Lakeside", brand: "Red" })).toBe(false);
  expect(taken.has(kinds.Brand, { company: "Hillside", brand: "Blue" })).toBe(false);
  expect(taken.has(kinds.Company, lakeside)).toBe(false);
});

test("its attributes are those of every resource that took it over, by their wire names", () => {
  const taken = new TakenObjects();
  const manages = (name: string) => taken.manages(kinds.Company, lakeside, name);
  expect(manages("spamlevel")).toBe(false);
  taken.add(kinds.Company, { identity: lakeside, attributes: { notesExternal: "x" }, ...nothing });
  taken.add(kinds.Company, { identity: lakeside, attributes: { spamlevel: null }, ...nothing });
  expect(["notes_external", "spamlevel", "notesExternal", "language"].map(manages)).toEqual([true, true, false, false]);
});
