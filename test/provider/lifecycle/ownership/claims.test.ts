import { kinds } from "../../../../provider/kinds/index.js";
import { ClaimRegistry } from "../../../../provider/lifecycle/ownership/claims.js";

const nothing = { fingerprints: {}, sources: {}, options: {} };
const lakeside = { company: "Lakeside" };
const blue = { company: "Lakeside", brand: "Blue" };

test("an object that was taken over is known by all of its name, and by its kind", () => {
  const taken = new ClaimRegistry();
  taken.claim(kinds.Brand, { identity: blue, attributes: {}, ...nothing });
  expect(taken.isClaimed(kinds.Brand, blue)).toBe(true);
  expect(taken.isClaimed(kinds.Brand, { company: "Lakeside", brand: "Red" })).toBe(false);
  expect(taken.isClaimed(kinds.Brand, { company: "Hillside", brand: "Blue" })).toBe(false);
  expect(taken.isClaimed(kinds.Company, lakeside)).toBe(false);
});

test("its attributes are those of every resource that took it over, by their wire names", () => {
  const taken = new ClaimRegistry();
  const manages = (name: string) => taken.managesAttribute(kinds.Company, lakeside, name);
  expect(manages("spamlevel")).toBe(false);
  taken.claim(kinds.Company, { identity: lakeside, attributes: { notes_external: "x" }, ...nothing });
  taken.claim(kinds.Company, { identity: lakeside, attributes: { spamlevel: null }, ...nothing });
  expect(["notes_external", "spamlevel", "notesExternal", "language"].map(manages)).toEqual([true, true, false, false]);
});
