import { kinds } from "../../../../provider/kinds/index.js";
import { changesTo, differing, isSame, toWrite } from "../../../../provider/lifecycle/object/compare.js";

test("what differs is named, each attribute once, however much of it differs", () => {
  const declared = { name: "Ann", aliases: ["a@b.co", "c@d.co"], quota: 5 };
  expect(
    differing(kinds.User, declared, { name: "Ann", aliases: ["x@b.co", "y@d.co"], quota: "5", title: "Dr" }),
  ).toEqual(["aliases"]);
  expect(differing(kinds.User, declared, declared)).toEqual([]);
  expect(isSame(kinds.User, "quota", 5, "5")).toBe(true);
  expect(isSame(kinds.User, "quota", 5, "6")).toBe(false);
});

test("what differs is written as it is declared, and nothing else", () => {
  const declared = { name: "Ann", title: "Dr", aliases: ["B@b.co"] };
  expect(changesTo(kinds.User, declared, { name: "Ann", title: "Prof", aliases: ["b@b.co"] })).toEqual({ title: "Dr" });
  expect(changesTo(kinds.User, declared, declared)).toEqual({});
});

test("what resets others is written along with all that is declared", () => {
  const declared = { type: "forward", delivery_forward: true, name: "Ann" };
  expect(toWrite(kinds.User, declared, ["name", "type"])).toEqual(declared);
  expect(toWrite(kinds.User, declared, ["name"])).toEqual({ name: "Ann" });
});

test("a change of a part replaces it, so all of it is written", () => {
  const declared = { data: "keep;", active_rule: true };
  expect(toWrite(kinds.SieveRuleset, declared, ["data"])).toEqual(declared);
  expect(toWrite(kinds.SieveRuleset, declared, [])).toEqual({});
});

test("the settings of a brand, of which nothing is known, are compared as they are", () => {
  const settings = { page_title: "A", deep: { one: [1] } };
  expect(changesTo(kinds.Brand, settings, { page_title: "A", deep: { one: [2] } })).toEqual({ deep: { one: [1] } });
});
