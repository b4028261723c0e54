import { isDefaultProvider, kindOfType, secret, specialSignature, typeToken } from "../../provider/engine-wire.js";

test("the type token of a kind is the one that states of earlier releases have, and leads back to the kind", () => {
  expect(typeToken("User")).toBe("pulumi-nodejs:dynamic/oma:User");
  expect(kindOfType(typeToken("User"))).toBe("User");
});

test.each([
  "",
  "aws:s3:Bucket",
  "pulumi-nodejs:dynamic:Resource",
  "pulumi-nodejs:dynamic/oma:",
  "pulumi-nodejs:dynamic/oma:User/x",
  "x:pulumi-nodejs:dynamic/oma:User",
])("'%s' is no type of this package", (type) => {
  expect(kindOfType(type)).toBeUndefined();
});

test("only the provider that the engine makes by itself has the stack's configuration, whatever version is in its name", () => {
  const urn = (name: string) => `urn:pulumi:dev::tenant::pulumi:providers:pulumi-nodejs::${name}::0dba9aa9`;
  expect(["default", "default_3_259_0"].map((name) => isDefaultProvider(urn(name)))).toEqual([true, true]);
  expect(isDefaultProvider(urn("account"))).toBe(false);
  expect(isDefaultProvider(urn("x").replace("pulumi-nodejs::x", "aws::default"))).toBe(false);
});

test("a secret is wrapped as the engine's RPC has it", () => {
  expect(specialSignature).toBe("4dabf18193072939515e22adb298388d");
  expect(secret("x")).toEqual({ [specialSignature]: "1b47061264138c4ac30d75fd1eb44270", value: "x" });
});
