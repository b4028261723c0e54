import { runSettings } from "../../../../provider/host/config/run-settings.js";

const from = (configured: Record<string, string>, environment: Record<string, string> = {}) =>
  runSettings((key) => configured[key], environment);

test("without settings nothing is adopted or restored, security is read back, and no deletion is too many", () => {
  expect(from({})).toEqual({
    adopt: false,
    restoreDeleted: "ask",
    verifyWrites: "security",
    deleteLimit: undefined,
  });
});

test("settings come from the stack's configuration", () => {
  const configured = { "oma:adopt": "true", "oma:verifyWrites": "all", "oma:deleteLimit": "0" };
  expect(from({ ...configured, "oma:restoreDeleted": "ignore" })).toEqual({
    adopt: true,
    restoreDeleted: "ignore",
    verifyWrites: "all",
    deleteLimit: 0,
  });
});

test("the environment wins", () => {
  const configured = {
    "oma:adopt": "true",
    "oma:restoreDeleted": "ignore",
    "oma:verifyWrites": "all",
    "oma:deleteLimit": "3",
  };
  const others = {
    OMA_ADOPT: "false",
    OMA_RESTORE_DELETED: "restore",
    OMA_VERIFY_WRITES: "off",
    OMA_DELETE_LIMIT: "4",
  };
  expect(from(configured, others)).toEqual({
    adopt: false,
    restoreDeleted: "restore",
    verifyWrites: "off",
    deleteLimit: 4,
  });
});

test.each(["oma:adopt", "oma:deleteLimit", "oma:restoreDeleted", "oma:verifyWrites"])(
  "an empty %s is a mistake, and not its default",
  (key) => {
    expect(() => from({ [key]: "" })).toThrow(
      `configuration ${key}: is empty.\n  Give it a value, or run: pulumi config rm ${key}.`,
    );
  },
);

test.each(["OMA_ADOPT", "OMA_DELETE_LIMIT", "OMA_RESTORE_DELETED", "OMA_VERIFY_WRITES"])(
  "an empty %s is a mistake, too",
  (variable) => {
    expect(() => from({ "oma:deleteLimit": "3" }, { [variable]: "" })).toThrow(`configuration ${variable}: is empty.`);
  },
);

test.each([
  ["oma:adopt", "yes", "Use one of true, false."],
  ["oma:restoreDeleted", "true", "Use one of ask, restore, ignore."],
  ["oma:verifyWrites", "true", "Use one of security, all, off."],
  ["oma:deleteLimit", "5%", "Give a whole number"],
  ["oma:deleteLimit", "-1", "Give a whole number"],
])("%s: %s is refused with what may be given", (name, text, remedy) => {
  expect(() => from({ [name]: text })).toThrow(name);
  expect(() => from({ [name]: text })).toThrow(remedy);
});
