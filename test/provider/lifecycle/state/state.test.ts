import { kinds } from "../../../../provider/kinds/index.js";
import { desiredFrom, inputsOf, withSecretFingerprints } from "../../../../provider/lifecycle/state/codec.js";
import { outputsOf, stateFrom } from "../../../../provider/lifecycle/state/memory.js";
import type { State } from "../../../../provider/lifecycle/state/state.js";

const base = "https://service.example/api";
const plain = (value: unknown) => value;
const hidden = (value: unknown) => ({ hidden: value });

const ann: State = {
  identity: { user: "ann@example.com" },
  attributes: { name: "Ann", spamlevel: null, aliases: [], delivery_local: false, quota: 0 },
  fingerprints: { password: { fingerprint: "scrypt:salt:hash", revision: 2 } },
  sources: {},
  options: { onDelete: "suspend", adopt: false },
  computed: {},
  originalValues: undefined,
  service: base,
};
const lakeside: State = {
  identity: { company: "Lakeside" },
  attributes: { spamlevel: "High" },
  fingerprints: {},
  sources: {},
  options: {},
  computed: { osrs_id: "lake", createtime: 1_700_000_000 },
  originalValues: { spamlevel: null },
  service: base,
};

const renaming: State = {
  ...ann,
  writtenAt: 1_700_000_000,
  renaming: { to: { user: "anne@example.com" }, made: 1_600_000_000 },
};
const phone: State = {
  identity: { user: "ann@example.com", tag: "phone" },
  attributes: {},
  fingerprints: {},
  sources: {},
  options: {},
  computed: {},
  generatedSecrets: { password: "Canary" },
  service: base,
};

test.each([
  ["User", ann],
  ["User", renaming],
  ["Company", lakeside],
  ["AppPassword", phone],
] as const)("what is known of a %s survives the way through the engine's state", (kind, state) => {
  const outputs = JSON.parse(JSON.stringify(outputsOf(kinds[kind], state, base, plain)));
  expect(stateFrom(kinds[kind], outputs)).toEqual(state);
});

test("what is declared survives the way through the engine's inputs", () => {
  const { computed: _, originalValues: __, service: ___, ...declared } = ann;
  expect(desiredFrom(kinds.User, inputsOf(kinds.User, ann, plain))).toEqual(declared);
});

test("fingerprints are handed to the engine as secrets only", () => {
  expect(JSON.stringify(outputsOf(kinds.User, ann, base, () => "[secret]"))).not.toContain("scrypt");
  expect(JSON.stringify(inputsOf(kinds.User, ann, () => "[secret]"))).not.toContain("scrypt");
  expect(inputsOf(kinds.User, ann, hidden)).toMatchObject({
    password: { hidden: { textRevision: 2 } },
    __sealed: { password: { hidden: { fingerprint: "scrypt:salt:hash", revision: 2 } } },
  });
});

const sourced: State = {
  ...ann,
  sources: { password: { env: "PASSWORD_OF_ANN" } },
};
const versioned: State = { ...ann, fingerprints: {}, sources: { password: { file: "ann.txt", version: 2 } } };

test.each([
  ["without a version", sourced],
  ["with a version", versioned],
] as const)("the place of a secret survives the way through the engine's state and inputs: %s", (_, state) => {
  expect(stateFrom(kinds.User, JSON.parse(JSON.stringify(outputsOf(kinds.User, state, base, plain))))).toEqual(state);
  const { computed: _facts, originalValues: _prior, service: _service, ...declared } = state;
  expect(desiredFrom(kinds.User, inputsOf(kinds.User, state, plain))).toEqual(declared);
});

test("a fingerprint beside the place of a secret is handed to the engine as a secret, and the place is not", () => {
  expect(inputsOf(kinds.User, sourced, hidden)).toMatchObject({
    passwordFrom: { env: "PASSWORD_OF_ANN", textRevision: 2 },
    __sealed: { password: { hidden: { fingerprint: "scrypt:salt:hash", revision: 2 } } },
  });
  expect(inputsOf(kinds.User, sourced, hidden)).not.toHaveProperty("password");
  expect(JSON.stringify(outputsOf(kinds.User, sourced, base, () => "[secret]"))).not.toContain("scrypt");
});

test("what the service told once is handed to the engine as a secret only", () => {
  expect(outputsOf(kinds.AppPassword, phone, base, hidden)).toMatchObject({ password: { hidden: "Canary" } });
});

test("only what is there is remembered: a refresh must not show a change that nobody made", () => {
  expect(outputsOf(kinds.User, ann, base, plain).__oma).toEqual({ format: 1, service: base, sealed: ann.fingerprints });
});

test("a fingerprint that an earlier release left in the state is that of the first revision", () => {
  const outputs = outputsOf(kinds.User, ann, base, plain);
  for (const password of ["scrypt:salt:hash", { fingerprint: "scrypt:salt:hash" }]) {
    const __oma = { ...(outputs.__oma as object), sealed: { password } };
    expect(stateFrom(kinds.User, { ...outputs, __oma })?.fingerprints).toEqual({
      password: { fingerprint: "scrypt:salt:hash", revision: 1 },
    });
  }
});

test("a fingerprint that is encrypted stays as it is", () => {
  const encrypted = { ciphertext: "v1:xyz" };
  const outputs = outputsOf(kinds.User, ann, base, () => encrypted);
  expect(stateFrom(kinds.User, outputs)?.fingerprints).toEqual({ password: encrypted });
});

test("checked inputs hide each fingerprint and nothing else: the engine hides what the program gave as a secret", () => {
  const sealed = { fingerprint: "scrypt:a:b", revision: 1 };
  const inputs = { user: "ann@example.com", name: "Ann", passwordFrom: { env: "PASSWORD_OF_ANN", textRevision: 1 } };
  expect(withSecretFingerprints({ ...inputs, __sealed: { password: sealed } }, hidden)).toEqual({
    ...inputs,
    __sealed: { password: { hidden: sealed } },
  });
  expect(withSecretFingerprints(inputs, hidden)).toEqual(inputs);
});

test("the place of a secret with a version has neither a fingerprint nor a revision", () => {
  expect(inputsOf(kinds.User, versioned, hidden)).toMatchObject({ passwordFrom: { file: "ann.txt", version: 2 } });
  expect(JSON.stringify(inputsOf(kinds.User, versioned, hidden))).not.toMatch(/[rR]evision|fingerprint|__sealed/);
});

test("what is not declared is not there at all", () => {
  expect(desiredFrom(kinds.User, { user: "ann@example.com", adopt: undefined })).toStrictEqual({
    identity: { user: "ann@example.com" },
    attributes: {},
    fingerprints: {},
    sources: {},
    options: {},
  });
});

test("the password is no output", () => {
  expect(outputsOf(kinds.User, ann, base, plain)).not.toHaveProperty("password");
});

test("outputs hold nothing that the engine's wire refuses", () => {
  const check = (value: unknown): void => {
    expect(["string", "number", "boolean", "object"]).toContain(typeof value);
    if (value !== null && typeof value === "object") Object.values(value).forEach(check);
  };
  check(outputsOf(kinds.User, ann, base, plain));
  check(outputsOf(kinds.Company, lakeside, base, plain));
});

test("outputs of somebody else are told from our own", () => {
  expect(stateFrom(kinds.User, { user: "ann@example.com", name: "Ann" })).toBeUndefined();
  expect(stateFrom(kinds.User, {})).toBeUndefined();
});

test("a value that was never sealed is not taken for a password, and clear text never gets into what is declared", () => {
  const desired = desiredFrom(kinds.User, { user: "ann@example.com", password: "Canary" });
  expect(JSON.stringify(desired)).not.toContain("Canary");
  expect(desired.fingerprints).toEqual({});
});

test("what cannot be declared is not taken over from inputs", () => {
  expect(
    desiredFrom(kinds.User, { user: "a@b.co", account: "x", "2faRequiredOma": true, colour: "red" }).attributes,
  ).toEqual({});
});

test("state of a form that this release does not know is refused, not guessed at", () => {
  const state = outputsOf(kinds.User, ann, base, plain);
  const later = { ...state, __oma: { ...(state.__oma as object), format: 2 } };
  expect(() => stateFrom(kinds.User, later)).toThrow("state of format 2");
});
