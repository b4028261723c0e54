import { runSettings } from "../../../../provider/host/config/run-settings.js";

const from = (configured: Record<string, string>, environment: Record<string, string> = {}) =>
  runSettings((key) => configured[key], environment);

test("without settings nothing is adopted, security is read back, and no deletion is too many", () => {
  expect(from({})).toEqual({ adopt: false, verifyWrites: "security", deleteLimit: undefined });
});

test("settings come from the stack's configuration", () => {
  expect(from({ "oma:adopt": "true", "oma:verifyWrites": "all", "oma:deleteLimit": "0" })).toEqual({
    adopt: true,
    verifyWrites: "all",
    deleteLimit: 0,
  });
});

test("the environment wins", () => {
  const configured = { "oma:adopt": "true", "oma:verifyWrites": "all", "oma:deleteLimit": "3" };
  expect(from(configured, { OMA_ADOPT: "false", OMA_VERIFY_WRITES: "off", OMA_DELETE_LIMIT: "4" })).toEqual({
    adopt: false,
    verifyWrites: "off",
    deleteLimit: 4,
  });
});

test.each(["oma:adopt", "oma:deleteLimit", "oma:verifyWrites"])(
  "an empty %s is a mistake, and not its default",
  (key) => {
    expect(() => from({ [key]: "" })).toThrow(
      `configuration ${key}: is empty.\n  Give it a value, or run: pulumi config rm ${key}.`,
    );
  },
);

test.each(["OMA_ADOPT", "OMA_DELETE_LIMIT", "OMA_VERIFY_WRITES"])("an empty %s is a mistake, too", (variable) => {
  expect(() => from({ "oma:deleteLimit": "3" }, { [variable]: "" })).toThrow(`configuration ${variable}: is empty.`);
});

test.each([
  ["oma:adopt", "yes", "Use one of true, false."],
  ["oma:verifyWrites", "true", "Use one of security, all, off."],
  ["oma:deleteLimit", "5%", "Give a whole number"],
  ["oma:deleteLimit", "-1", "Give a whole number"],
])("%s: %s is refused with what may be given", (name, text, remedy) => {
  expect(() => from({ [name]: text })).toThrow(name);
  expect(() => from({ [name]: text })).toThrow(remedy);
});
