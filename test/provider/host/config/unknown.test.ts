import { settingNames, variableNames } from "../../../../provider/host/config/names.js";
import { refuseUnknown, unknownKeys, unknownVariables } from "../../../../provider/host/config/unknown.js";

const known = settingNames.map((name) => `oma:${name}`);
const environment = Object.fromEntries(variableNames.map((name) => [name, "x"]));

test("every setting is known, and so is every key of another namespace", () => {
  expect(unknownKeys([...known, "aws:region", "tenant:deleteLimt", "pulumi:disable-default-providers"])).toEqual([]);
  expect(unknownVariables({ ...environment, PATH: "x", PULUMI_OMA_ENGINE: "x", omaUser: "x" })).toEqual([]);
  expect(() => refuseUnknown(known, environment)).not.toThrow();
});

test.each([
  ["oma:deleteLimt", "oma:deleteLimit"],
  ["oma:pasword", "oma:password"],
  ["oma:delete-limit", "oma:deleteLimit"],
  ["oma:verifywrites", "oma:verifyWrites"],
])("%s is refused, and %s named", (name, meant) => {
  expect(() => refuseUnknown([name], {})).toThrow(
    `configuration ${name}: no such setting.\n  Did you mean ${meant}? Set that, and run: pulumi config rm ${name}.`,
  );
});

test("a key that is like no setting is refused too", () => {
  expect(() => refuseUnknown(["oma:colour"], {})).toThrow("no such setting.\n  Run: pulumi config rm oma:colour.");
});

test("all unknown keys are named at once", () => {
  expect(() => refuseUnknown(["oma:deleteLimt", "oma:pasword"], {})).toThrow("oma:deleteLimt, oma:pasword: no such");
});

test.each([
  ["OMA_DELETE_LIMT", "OMA_DELETE_LIMIT"],
  ["OMA_DELETELIMIT", "OMA_DELETE_LIMIT"],
  ["OMA_VERIFY_WRITE", "OMA_VERIFY_WRITES"],
])("the variable %s would leave out a care, so it is refused", (name, meant) => {
  expect(() => refuseUnknown([], { [name]: "5" })).toThrow(
    `configuration ${name}: no such setting.\n  Did you mean ${meant}? Set that, and unset ${name}.`,
  );
});

test.each(["OMA_PASSWORD2", "OMA_ANN_PASSWORD", "OMA_ADOPTED", "OMA_X"])(
  "the variable %s may be the program's own, so it is not refused",
  (name) => {
    expect(() => refuseUnknown([], { [name]: "x" })).not.toThrow();
    expect(unknownVariables({ [name]: "x" })).toMatchObject([{ name, isRefused: false }]);
  },
);
