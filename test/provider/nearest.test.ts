import { nearest, nearestFirst } from "../../provider/nearest.js";

const settings = ["adopt", "deleteLimit", "password", "verifyWrites", "user"];

test.each([
  ["deleteLimt", "deleteLimit"],
  ["pasword", "password"],
  ["verify_writes", "verifyWrites"],
  ["USER", "user"],
  ["uzer", "user"],
  ["adpot", "adopt"],
])("%s is close to %s", (name, meant) => {
  expect(nearest(name, settings)).toBe(meant);
});

test.each(["colour", "x", "", "limit"])("nothing is close to %j", (name) => {
  expect(nearest(name, settings)).toBeUndefined();
});

test("a name that differs little is closer than one that holds the given one", () => {
  expect(nearest("limit", ["deleteLimit", "limits"])).toBe("limits");
});

test("without known names, nothing is close", () => {
  expect(nearest("user", [])).toBeUndefined();
});

test("names that hold the given one come before names that differ in a few letters", () => {
  expect(nearestFirst("berlin", ["Merlin", "Europe/Berlin", "Asia/Tokyo"])).toEqual([
    "Europe/Berlin",
    "Merlin",
    "Asia/Tokyo",
  ]);
});

test("a hyphen or a case does not put a name further away", () => {
  expect(nearestFirst("pt-br", ["pt", "br", "pt_BR"])[0]).toBe("pt_BR");
});
