import { kinds } from "../../../../provider/kinds/index.js";
import { check } from "../../../../provider/lifecycle/check.js";
import { fingerprintIn } from "../../../../provider/lifecycle/secrets/fingerprinted.js";
import { Vault } from "../../../../provider/lifecycle/secrets/vault.js";
import type { Values } from "../../../../provider/values.js";

const password = "Canary*Kite-58";
const ann = { user: "ann@example.com", password };
const inputsOf = (news: Values, olds: Values = {}, vault = new Vault()) => check(kinds.User, olds, news, vault).inputs;
const fingerprintOf = (inputs: Values): string => {
  const { fingerprint } = fingerprintIn(inputs, "password") ?? {};
  if (fingerprint === undefined) throw new Error("the password is not sealed");
  return fingerprint;
};

test("a password leaves check as a fingerprint that does not hold it", () => {
  const inputs = inputsOf(ann);
  expect(JSON.stringify(inputs)).not.toContain("Canary");
  expect(Buffer.from(fingerprintOf(inputs).split(":")[2] ?? "", "base64url").toString("latin1")).not.toContain(
    "Canary",
  );
});

test("the process that sealed a password can open it, another one cannot", () => {
  const vault = new Vault();
  const fingerprint = fingerprintOf(inputsOf(ann, {}, vault));
  expect(vault.textOf(fingerprint)).toBe(password);
  expect(new Vault().textOf(fingerprint)).toBeUndefined();
});

test("an unchanged password keeps its fingerprint, in another process too, so that nothing looks changed", () => {
  const before = inputsOf(ann);
  const vault = new Vault();
  const after = inputsOf(ann, before, vault);
  expect(fingerprintOf(after)).toBe(fingerprintOf(before));
  expect(vault.textOf(fingerprintOf(after))).toBe(password);
});

test("a changed password gets another fingerprint, and the next revision is all that shows in its place", () => {
  const before = inputsOf(ann);
  const after = inputsOf({ ...ann, password: `${password}!` }, before);
  expect(fingerprintOf(after)).not.toBe(fingerprintOf(before));
  expect([before.password, after.password]).toEqual([{ textRevision: 1 }, { textRevision: 2 }]);
});

test("the inputs of a refused declaration do not hold the password either: the engine logs what check returns", () => {
  const { inputs, failures } = check(kinds.User, {}, { ...ann, quota: "many" }, new Vault());
  expect(failures).toHaveLength(1);
  expect(JSON.stringify(inputs)).not.toContain("Canary");
});

test("two mailboxes with the same password do not show that they have it", () => {
  expect(fingerprintOf(inputsOf(ann))).not.toBe(fingerprintOf(inputsOf({ ...ann, user: "bob@example.com" })));
});

test("a fingerprint that the engine hands back (ignoreChanges) stays what it is", () => {
  const before = inputsOf(ann);
  expect(inputsOf({ ...ann, password: before.password }, before)).toEqual(before);
});

test("a fingerprint of an unknown form is replaced, not trusted", () => {
  for (const fingerprint of ["", "scrypt:", "scrypt:x:y", "md5:abc"]) {
    const olds = { ...ann, password: { textRevision: 3 }, __sealed: { password: { fingerprint, revision: 3 } } };
    expect(inputsOf(ann, olds).password).toEqual({ textRevision: 4 });
    expect(fingerprintOf(inputsOf(ann, olds))).toMatch(/^scrypt:[\w-]{22}:[\w-]{43}$/);
  }
});

describe("inputs that an earlier release left, with the fingerprint in the place of the password,", () => {
  const { fingerprint } = new Vault().fingerprint(password);
  const olds = { ...ann, password: { fingerprint } };
  const first = { ...ann, password: { textRevision: 1 }, __sealed: { password: { fingerprint, revision: 1 } } };

  test("are taken over as the first revision", () => {
    expect(inputsOf(ann, olds)).toEqual(first);
    expect(inputsOf(olds, olds)).toEqual(first);
  });

  test("show another password as the second one", () => {
    expect(inputsOf({ ...ann, password: `${password}!` }, olds).password).toEqual({ textRevision: 2 });
  });
});

describe("no failure shows the password", () => {
  test.each<[string, Values]>([
    ["a password that is malformed", { ...ann, password: `${password} two` }],
    ["a password that is too long", { ...ann, password: password.repeat(5) }],
    ["a password that is no text", { ...ann, password: [password] }],
    ["a mistake elsewhere", { ...ann, quota: "many" }],
  ])("%s", (_, news) => {
    const { failures } = check(kinds.User, {}, news, new Vault());
    expect(failures.length).toBeGreaterThan(0);
    expect(JSON.stringify(failures)).not.toContain("Canary");
    // The engine prints the value of the property that a failure names.
    expect(failures.filter(({ property }) => property === "password")).toEqual([]);
  });
});
