import { kinds } from "../../../../provider/kinds/index.js";
import { movedTo, Trail } from "../../../../provider/lifecycle/rename/trail.js";
import type { State } from "../../../../provider/lifecycle/state/state.js";

const at = (local: string) => ({ user: `${local}@example.com` });

function account(local: string, formerly: State["formerly"] = undefined): State {
  return { identity: at(local), attributes: {}, fingerprints: {}, sources: {}, options: {}, computed: {}, formerly };
}

const role = (local: string, writtenAt: number) => ({ identity: at(local), writtenAt });

test("a role goes where the rename of its account leads, and nowhere else", () => {
  const trail = new Trail();
  trail.record(kinds.User, account("ann"), at("anne"));
  trail.record(kinds.User, account("bob"), at("bob"));
  expect(trail.carries(kinds.Role, role("ann", 1), at("anne"))).toBe(true);
  expect(trail.carries(kinds.Role, role("ann", 1), at("bob"))).toBe(false);
  expect(trail.carries(kinds.Role, role("bob", 1), at("bob"))).toBe(false);
  expect(trail.carries(kinds.Role, role("eve", 1), at("anne"))).toBe(false);
});

test("a role belongs to the account that had its address when the role was written", () => {
  const trail = new Trail();
  trail.record(kinds.User, account("anne", [{ identity: at("ann"), until: 100 }]), at("anne"));
  trail.record(kinds.User, account("ann"), at("ann"));
  expect(trail.carries(kinds.Role, role("ann", 99), at("anne"))).toBe(true);
  expect(trail.carries(kinds.Role, role("ann", 100), at("anne"))).toBe(false);
  expect(trail.ownerOf(kinds.Role, role("ann", 100))?.state.identity).toEqual(at("ann"));
});

test("of two accounts that had an address one after the other, the times tell them apart", () => {
  const trail = new Trail();
  trail.record(kinds.User, account("second", [{ identity: at("ann"), until: 200 }]), at("second"));
  trail.record(kinds.User, account("first", [{ identity: at("ann"), until: 100 }]), at("first"));
  expect(trail.ownerOf(kinds.Role, role("ann", 50))?.target).toEqual(at("first"));
  expect(trail.ownerOf(kinds.Role, role("ann", 150))?.target).toEqual(at("second"));
});

test("a ruleset of another name does not follow, and nor does what does not belong to a user", () => {
  const trail = new Trail();
  trail.record(kinds.User, account("ann"), at("anne"));
  const ruleset = { identity: { ...at("ann"), ruleset: "main" }, writtenAt: 1 };
  expect(trail.carries(kinds.SieveRuleset, ruleset, { ...at("anne"), ruleset: "main" })).toBe(true);
  expect(trail.carries(kinds.SieveRuleset, ruleset, { ...at("anne"), ruleset: "other" })).toBe(false);
  const workgroup = { identity: { domain: "example.com", workgroup: "staff" }, writtenAt: 1 };
  expect(trail.ownerOf(kinds.Workgroup, workgroup)).toBeUndefined();
});

test("a state keeps the last three former names, and none for a name that stays", () => {
  const names = ["b", "c", "c", "d", "e"];
  const moved = names.reduce((state, local, index) => movedTo(kinds.User, state, at(local), index), account("a"));
  expect(moved.formerly).toEqual([
    { identity: at("b"), until: 1 },
    { identity: at("c"), until: 3 },
    { identity: at("d"), until: 4 },
  ]);
  expect(movedTo(kinds.User, account("a"), at("a"), 1)).toEqual(account("a"));
});
