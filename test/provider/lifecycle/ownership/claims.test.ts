import { kinds } from "../../../../provider/kinds/index.js";
import { ClaimRegistry } from "../../../../provider/lifecycle/ownership/claims.js";

const lakeside = { company: "Lakeside" };
const blue = { company: "Lakeside", brand: "Blue" };

test("an object that was taken over is known by all of its name, and by its kind", () => {
  const taken = new ClaimRegistry();
  taken.claim(kinds.Brand, { identity: blue, attributes: {} });
  expect(taken.isClaimed(kinds.Brand, blue)).toBe(true);
  expect(taken.isClaimed(kinds.Brand, { company: "Lakeside", brand: "Red" })).toBe(false);
  expect(taken.isClaimed(kinds.Brand, { company: "Hillside", brand: "Blue" })).toBe(false);
  expect(taken.isClaimed(kinds.Company, lakeside)).toBe(false);
});

test("an object is held under every spelling of its name, and the spellings of its holders are told", () => {
  const taken = new ClaimRegistry();
  const [shouted, whispered] = [
    { company: "Lakeside", brand: "BLUE" },
    { company: "lakeside", brand: "blue" },
  ];
  taken.claim(kinds.Brand, { identity: shouted, attributes: {} });
  taken.recordCreation(kinds.Brand, { identity: whispered }, 20);
  expect(taken.isClaimed(kinds.Brand, blue)).toBe(true);
  expect(taken.namesOfHolders(kinds.Brand, { identity: blue, writtenAt: 10 })).toEqual([shouted, whispered]);
  expect(taken.namesOfHolders(kinds.Brand, { identity: blue, writtenAt: 20 })).toEqual([shouted]);
});

test("its attributes are those of every resource that took it over, by their wire names", () => {
  const taken = new ClaimRegistry();
  const manages = (name: string) => taken.managesAttribute(kinds.Company, lakeside, name);
  expect(manages("spamlevel")).toBe(false);
  taken.claim(kinds.Company, { identity: lakeside, attributes: { notes_external: "x" } });
  taken.claim(kinds.Company, { identity: { company: "lakeside" }, attributes: { spamlevel: null } });
  expect(["notes_external", "spamlevel", "notesExternal", "language"].map(manages)).toEqual([true, true, false, false]);
});
