import { handler } from "../../../../provider/host/dynamic/handler.js";
import { Runtime } from "../../../../provider/host/runtime.js";
import type { Values } from "../../../../provider/values.js";

import { failureOf } from "../../support/failure.js";
import { configured, created, kept } from "../../support/handlers.js";
import {
  company,
  given,
  givenUser,
  held,
  methodsCalled,
  secretText,
  startService,
  writes,
} from "../../support/service.js";

const ann = "ann@example.com";
const mailbox = { user: ann, password: secretText, name: "Ann", __provider: "exports.handler=..." };

test("a mailbox goes through its life as the engine leads it", async () => {
  const service = await startService();
  const { one, id, state, checked } = await created(service, "User", mailbox);
  expect(id).toBe(ann);

  const again = kept((await one.check(checked, mailbox)).inputs);
  expect(await one.diff(id, state, again)).toEqual({ changes: false, replaces: [] });

  const after = kept((await one.check(checked, { ...mailbox, name: "Anne" })).inputs);
  expect(await one.diff(id, state, after)).toEqual({ changes: undefined, replaces: [] });
  const updated = { ...kept((await one.update(id, state, after)).outs), __provider: mailbox.__provider };
  expect(await one.diff(id, updated, after)).toEqual({ changes: false, replaces: [] });

  const { delete: remove } = await configured(service, "User", {}, new Runtime());
  await remove(id, updated);
  expect(held(service, "user", ann)).toBeUndefined();
  expect(kept((await one.read(id, updated)) as never)).toEqual({ id: "", props: {} });
});

test("what a refresh returns is in sync with what was declared", async () => {
  const service = await startService();
  const { one, id, state, checked } = await created(service, "User", mailbox);
  const fresh = await one.read(id, state);
  expect(kept({ ...fresh.props })).toEqual(
    Object.fromEntries(Object.entries(state).filter(([name]) => name !== "__provider")),
  );
  expect(await one.diff(id, { ...kept(fresh.props), __provider: "x" }, checked)).toEqual({
    changes: false,
    replaces: [],
  });
  expect(await one.diff(id, state, { ...kept(fresh.inputs ?? {}), __provider: "x" })).toEqual({
    changes: false,
    replaces: [],
  });
});

test("a refresh gives back every input, the stamp of the create too: a missing one counts as drift beside ignored attributes", async () => {
  const service = await startService();
  const { one, id, state, checked } = await created(service, "User", mailbox);
  const fresh = await one.read(id, state);
  expect({ ...kept(fresh.inputs ?? {}), __provider: mailbox.__provider }).toEqual(checked);
  expect(checked).toHaveProperty("__begun");
});

test("no message to the engine holds the password, and fingerprints are marked as secret", async () => {
  const service = await startService();
  const { one, id, outs, state } = await created(service, "User", mailbox);
  const fresh = await one.read(id, state);
  for (const message of [outs, fresh.props, fresh.inputs]) {
    const text = JSON.stringify(message);
    expect(text).not.toContain(secretText);
    expect(text.split("scrypt:")).toHaveLength(2);
    expect(text).toMatch(
      /"4dabf18193072939515e22adb298388d":"1b47061264138c4ac30d75fd1eb44270","value":\{"fingerprint":"scrypt:/,
    );
  }
});

test("what check returns in a preview is what it returns in the up after it, as far as it is known", async () => {
  const service = await startService();
  const { checked } = await created(service, "User", mailbox);
  for (const [olds, news] of [
    [{}, mailbox],
    [checked, mailbox],
    [checked, { ...mailbox, password: "Other*Kite-99" }],
  ] as const) {
    const [preview, up] = await Promise.all(
      [{ ...news, __preview: true }, news].map(
        async (inputs) => (await (await configured(service, "User")).check(olds, inputs)).inputs,
      ),
    );
    const isKnown = (name: string) => preview?.[name] !== "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    expect(Object.keys({ ...preview }).filter((name) => !isKnown(name))).toEqual(
      olds === checked ? ["__sealed"] : ["__sealed", "__begun"],
    );
    const known = (inputs = {}) => Object.fromEntries(Object.entries(inputs).filter(([name]) => isKnown(name)));
    expect(known(preview)).toEqual(known(up));
    expect(known(up)).not.toHaveProperty("__preview");
  }
});

describe("a password from the environment", () => {
  const variable = "PASSWORD_OF_ANN";
  const sourced = { user: ann, passwordFrom: { env: variable }, __provider: "exports.handler=..." };
  beforeEach(() => {
    process.env[variable] = secretText;
  });
  afterEach(() => {
    delete process.env[variable];
  });

  test("is in no message to the engine, and its fingerprint is marked as secret in each of them", async () => {
    const service = await startService();
    const { one, id, outs, state } = await created(service, "User", sourced);
    const { inputs } = await one.check({}, sourced);
    const fresh = await one.read(id, state);
    for (const message of [inputs, outs, fresh.props, fresh.inputs]) {
      const text = JSON.stringify(message);
      expect(text).toContain(variable);
      expect(text).not.toContain(secretText);
      expect(text.split("scrypt:")).toHaveLength(2);
      expect(text).toContain(
        '"4dabf18193072939515e22adb298388d":"1b47061264138c4ac30d75fd1eb44270","value":{"fingerprint":"scrypt:',
      );
    }
  });

  test("goes through a refresh and the next run without a change", async () => {
    const service = await startService();
    const { one, id, state, checked } = await created(service, "User", sourced);
    const fresh = await one.read(id, state);
    const inState = { ...kept(fresh.props), __provider: "x" };
    expect({ ...kept(fresh.inputs ?? {}), __provider: sourced.__provider }).toEqual(checked);
    const again = kept((await one.check(kept(fresh.inputs ?? {}), sourced)).inputs);
    expect(await one.diff(id, inState, again)).toEqual({ changes: false, replaces: [] });
  });
});

test("a run that is set to adopt does so, and does not ask for passwords", async () => {
  const service = await startService();
  givenUser(service, ann, { name: "Eve" });
  const inputs = { user: ann, name: "Ann", __provider: "x" };
  const plain = await configured(service, "User");
  expect((await plain.check({}, inputs)).failures).toHaveLength(1);
  const adopting = await configured(service, "User", { "oma:adopt": "true" });
  const { inputs: checked, failures } = await adopting.check({}, inputs);
  expect(failures).toEqual([]);
  await adopting.create(kept(checked));
  expect(held(service, "user", ann)).toMatchObject({ name: "Ann" });
});

test("a setting of the run that is malformed is an error of the first check, in words", async () => {
  const service = await startService();
  const one = await configured(service, "User", { "oma:verifyWrites": "always" });
  const failure = await failureOf(one.check({}, mailbox));
  expect(failure.message).toContain("oma:verifyWrites");
  expect([failure.stack, String(failure)]).toEqual(["", ""]);
});

test("after a create whose write was ignored, the engine is told of the new object, __provider included", async () => {
  const service = await startService();
  const one = await configured(service, "User");
  const { inputs } = await one.check({}, { ...mailbox, deliveryFilter: true });
  const failure = await failureOf(one.create(kept(inputs)));
  expect(failure).toMatchObject({ id: ann, reasons: [expect.stringContaining("deliveryFilter")] });
  expect(kept(failure.properties as Values)).toMatchObject({
    ...{ user: ann, name: "Ann", deliveryFilter: false, __provider: mailbox.__provider },
    __oma: { writtenAt: expect.any(Number) },
  });
});

test("no message to the engine holds what its wire cannot carry", async () => {
  const service = await startService();
  const check = (value: unknown): void => {
    expect(["string", "number", "boolean", "object"]).toContain(typeof value);
    if (value !== null && typeof value === "object") for (const part of Object.values(value)) check(part);
  };
  const { one, id, outs, state } = await created(service, "Company", { company, spamlevel: null, __provider: "x" });
  const fresh = await one.read(id, state);
  for (const message of [outs, fresh.props, fresh.inputs]) check(message);
});

test("a look-up by id reads what is there, and an id of nothing is an error", async () => {
  const service = await startService();
  givenUser(service, ann, { name: "Ann" });
  const one = await configured(service, "User");
  expect(kept((await one.read("Ann@Example.com", {})).props)).toMatchObject({ user: ann, name: "Ann" });
  expect((await failureOf(one.read("nobody@example.com", {}))).message).toContain("User does not exist");
});

test("the id of a brand holds its company, and leads back to both", async () => {
  const service = await startService();
  const one = await configured(service, "Brand");
  const { id } = await created(service, "Brand", { company, brand: "Green/Red", __provider: "x" });
  expect(kept((await one.read(id, {})).props)).toMatchObject({ company, brand: "Green/Red" });
});

test("after a change that was carried out in part, the engine is told what holds now, __provider included", async () => {
  const service = await startService();
  const { one, id, state, checked } = await created(service, "User", mailbox);
  const after = kept((await one.check(checked, { ...mailbox, user: "anne@example.com", workgroup: "missing" })).inputs);
  const failure = await failureOf(one.update(id, state, after));
  expect(failure).toMatchObject({ id: "anne@example.com", reasons: [expect.stringContaining("workgroup")] });
  const formerly = [{ identity: { user: ann }, until: expect.any(Number) }];
  expect(kept(failure.properties as Values)).toEqual({
    ...state,
    user: "anne@example.com",
    __oma: { ...(state.__oma as Values), formerly },
  });
});

test("an expected error has words and no stack: the host prints stacks", async () => {
  const service = await startService();
  givenUser(service, ann);
  const one = await configured(service, "User");
  const failure = await failureOf(one.create(kept((await one.check({}, mailbox)).inputs)));
  expect([failure.stack, String(failure)]).toEqual(["", ""]);
  expect(JSON.stringify(Object.entries(failure))).not.toContain(secretText);
});

test("a missing setting is reported by the verb that needs it, and nothing before", async () => {
  const service = await startService();
  const one = await configured(service, "User", { "oma:password": "" });
  const { inputs } = await one.check({}, mailbox);
  expect((await failureOf(one.create(kept(inputs)))).message).toContain("oma:password");
  expect(methodsCalled(service)).toEqual([]);
});

test("state that was not written by this provider is not acted upon", async () => {
  const service = await startService();
  givenUser(service, ann);
  const one = await configured(service, "User");
  const failure = await failureOf(one.delete(ann, { user: ann, name: "Ann" }));
  expect(failure.message).toBe(
    "pulumi-oma did not write the state of this User.\n  Remove it with pulumi state delete and declare the object with adopt: true.",
  );
  await failureOf(one.update(ann, { user: ann, name: "Ann" }, { user: ann, name: "Eve" }));
  expect(writes(service)).toEqual([]);
});

test("all kinds of one account share one session", async () => {
  const service = await startService();
  given(service, "change_domain", { domain: "other.example", attributes: {} });
  await (await configured(service, "Domain")).read("example.com", {});
  await (await configured(service, "Company")).read(company, {});
  expect(methodsCalled(service)).toEqual(["authenticate", "get_domain", "get_company"]);
});

test("an unknown kind is an error of each verb: another release wrote the state", async () => {
  const failure = await failureOf(handler("Mailbox").read("a", {}));
  expect(failure.message).toMatch(/no kind "Mailbox".*release/s);
  expect([failure.stack, String(failure)]).toEqual(["", ""]);
});

test("a fault of this package is told with where it is", async () => {
  const service = await startService();
  const { one, id, state } = await created(service, "User", mailbox);
  const failure = await failureOf(one.read(id, { ...state, __oma: { format: 1 } }));
  expect(failure.message).toMatch(
    /^This is a fault of pulumi-oma\. Report it with these lines:\nTypeError: .*\n {4}at /,
  );
  expect([failure.stack, String(failure)]).toEqual(["", ""]);
});

test("a fault of the settings is told in full once, and in one line for every other resource", async () => {
  const service = await startService();
  const { state, id } = await created(service, "User", mailbox);
  const one = await configured(service, "User", { "oma:adopt": "yes" }, new Runtime());
  const first = await failureOf(one.check({}, mailbox));
  expect(first.message).toBe('configuration oma:adopt: is "yes".\n  Use one of true, false.');
  const later = [await failureOf(one.check({}, mailbox)), await failureOf(one.read(id, state))];
  for (const { message } of later) {
    expect(message).toBe("configuration oma:adopt: cannot be used, as the first error of this run says.");
  }
});

test("a destroy with a misspelt limit is refused before anything is sent: it runs no program that would say so", async () => {
  const service = await startService();
  const { state, id } = await created(service, "User", mailbox);
  service.requests.clear();
  process.env.OMA_DELETE_LIMT = "0";
  try {
    const one = await configured(service, "User", {}, new Runtime());
    expect((await failureOf(one.delete(id, state))).message).toContain("Did you mean OMA_DELETE_LIMIT?");
    expect(methodsCalled(service)).toEqual([]);
  } finally {
    delete process.env.OMA_DELETE_LIMT;
  }
});
