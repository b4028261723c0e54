import { kinds } from "../../../../provider/kinds/index.js";
import { remove } from "../../../../provider/lifecycle/delete.js";
import type { PartialError } from "../../../../provider/lifecycle/errors/index.js";
import type { RunSettings } from "../../../../provider/lifecycle/run/settings.js";
import { inputsOf, toWire } from "../../../../provider/lifecycle/state/codec.js";
import type { State } from "../../../../provider/lifecycle/state/state.js";
import type { Values } from "../../../../provider/values.js";
import type { Simulator } from "../../../../simulator/index.js";
import { createDeclared, fakeClock, newContext, updateDeclared } from "../../support/context.js";
import { failureOf } from "../../support/failure.js";
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
const mailbox = { user: ann, password: secretText, name: "Ann" };
/** The service takes it on a mailbox and does nothing with it. */
const ignored = { deliveryFilter: true };

type Verify = RunSettings["verifyWrites"];
const contextWith = (service: Simulator, verifyWrites: Verify = "security", clock = fakeClock()) =>
  newContext(service.url, clock, undefined, { verifyWrites });

async function next(service: Simulator, state: State, news: Values, verifyWrites?: Verify): Promise<State> {
  service.requests.clear();
  const context = contextWith(service, verifyWrites);
  return updateDeclared(
    context,
    "User",
    state,
    news,
    inputsOf(kinds.User, state, (value) => value),
  );
}

const partial = async (promise: Promise<unknown>) => (await failureOf(promise)) as unknown as PartialError;

describe("an attribute that the service ignores", () => {
  test("of a new object is an error that names it, and the object stays known with what holds", async () => {
    const service = await startService();
    const clock = fakeClock();
    const inputs = { ...mailbox, ...ignored, serviceImap4: "disabled", adopt: true };
    const failure = await partial(createDeclared(contextWith(service, "security", clock), "User", inputs));
    expect(failure).toMatchObject({
      name: "PartialError",
      state: {
        identity: { user: ann },
        attributes: { name: "Ann", delivery_filter: false, service_imap4: "disabled" },
        fingerprints: { password: { fingerprint: expect.stringMatching(/^scrypt:/), revision: 1 } },
        writtenAt: expect.any(Number),
      },
      cause: { name: "WriteIgnoredError", code: "OMA_WRITE_IGNORED", object: ann, attribute: "deliveryFilter" },
    });
    expect(failure.message).not.toContain(secretText);
    expect(clock.slept.length).toBeGreaterThan(0);
    expect(held(service, "user", ann)).toBeDefined();
  });

  test("of a changed object is written and looked for again by the next run, and is no error once it is taken out", async () => {
    const service = await startService();
    const before = await createDeclared(contextWith(service), "User", mailbox);
    const failure = await partial(next(service, before, { ...mailbox, ...ignored, title: "Dr" }));
    expect(failure.state.attributes).toEqual({ name: "Ann", title: "Dr", delivery_filter: false });
    const again = await partial(next(service, failure.state, { ...mailbox, ...ignored, title: "Dr" }));
    expect(writes(service).map(({ attributes }) => attributes)).toEqual([{ delivery_filter: true }]);
    const after = await next(service, again.state, { ...mailbox, title: "Dr" });
    expect(after.attributes).toEqual({ name: "Ann", title: "Dr" });
  });

  test("does not bring back what was let go of in the same change", async () => {
    const service = await startService();
    const before = await createDeclared(contextWith(service), "User", { ...mailbox, allow: ["a@b.example"] });
    const failure = await partial(next(service, before, { ...mailbox, ...ignored }));
    expect(held(service, "user", ann)).toMatchObject({ allow: [] });
    expect(failure.state.attributes).toEqual({ name: "Ann", delivery_filter: false });
  });

  test("of an object that no read shows is taken for unwritten, and the object for made", async () => {
    const service = await startService();
    service.faults.next({ effect: "stale", reads: 50, method: "change_user" });
    const inputs = { ...mailbox, serviceImap4: "disabled" };
    const failure = await partial(createDeclared(contextWith(service), "User", inputs));
    expect(failure).toMatchObject({
      state: { identity: { user: ann } },
      cause: { code: "OMA_WRITE_IGNORED", attribute: "serviceImap4" },
    });
    expect(failure.state.attributes).toEqual({ name: "Ann" });
  });

  test("of an adopted object is an error that keeps it", async () => {
    const service = await startService();
    givenUser(service, ann);
    const failure = await partial(createDeclared(contextWith(service), "User", { user: ann, adopt: true, ...ignored }));
    expect(failure).toMatchObject({
      state: { attributes: { delivery_filter: false } },
      cause: { attribute: "deliveryFilter" },
    });
  });

  test("of a restored object is an error that keeps it", async () => {
    const service = await startService();
    givenUser(service, ann);
    given(service, "delete_user", { user: ann });
    const inputs = { ...mailbox, ...ignored, restoreDeleted: true, adopt: true };
    const failure = await partial(createDeclared(contextWith(service), "User", inputs));
    expect(failure).toMatchObject({ state: { attributes: { delivery_filter: false } } });
  });
});

describe("what is looked at", () => {
  const reads = (service: Simulator) => methodsCalled(service).filter((method) => method === "get_user").length;

  /** What an update of a mailbox reads after it has written. */
  async function readsAfter(attributes: Values, verifyWrites: Verify): Promise<number> {
    const service = await startService();
    const state = await createDeclared(contextWith(service), "User", mailbox);
    await next(service, state, { ...mailbox, ...attributes }, verifyWrites);
    expect(writes(service)).toHaveLength(1);
    return reads(service) - 1;
  }

  test.each<[Verify, number, number, number]>([
    ["security", 0, 1, 0],
    ["all", 1, 1, 0],
    ["off", 0, 0, 0],
  ])(
    "with %s: %i reads after a name was written, %i after a service, %i after a password",
    async (verify, ...counts) => {
      expect([
        await readsAfter({ name: "Anne" }, verify),
        await readsAfter({ name: "Anne", serviceImap4: "disabled" }, verify),
        await readsAfter({ password: "Other*Kite-99" }, verify),
      ]).toEqual(counts);
    },
  );

  test("with all, any attribute that the service ignores is an error", async () => {
    const service = await startService();
    given(service, "change_domain", { domain: "example.com", attributes: { filtermx: "mx.example.org" } });
    const filter = { user: ann, type: "filter", spamtag: "[spam]" };
    expect(await failureOf(createDeclared(contextWith(service, "all"), "User", filter))).toMatchObject({
      cause: { attribute: "spamtag" },
    });
  });

  test("with off, nothing is", async () => {
    const service = await startService();
    const state = await createDeclared(contextWith(service, "off"), "User", { ...mailbox, ...ignored, adopt: true });
    expect(state.attributes).toMatchObject(toWire(kinds.User, ignored));
  });

  test.each<[Verify, number]>([
    ["security", 0],
    ["all", 1],
  ])(
    "with %s: %i reads after the settings of a brand were written, of which nothing is known",
    async (verify, more) => {
      const service = await startService();
      const inputs = { company, brand: "Green", attributes: { page_title: "Green mail" } };
      await createDeclared(contextWith(service, verify), "Brand", inputs);
      const after = methodsCalled(service).slice(methodsCalled(service).indexOf("_change_brand") + 1);
      expect(after).toEqual(Array.from({ length: more }, () => "_get_brand"));
    },
  );

  test("a plain mailbox costs no read after its create", async () => {
    const service = await startService();
    await createDeclared(contextWith(service), "User", mailbox);
    expect(methodsCalled(service)).toEqual(["authenticate", "get_user", "search_users", "change_user"]);
  });

  test("a suspension in place of a delete is looked at too", async () => {
    const service = await startService();
    const state = await createDeclared(contextWith(service), "User", { ...mailbox, onDelete: "suspend" });
    service.requests.clear();
    await remove(contextWith(service), kinds.User, state);
    expect(methodsCalled(service)).toEqual(["authenticate", "get_user", "change_user", "get_user"]);
  });
});

describe("no false alarm", () => {
  test.each([1, 2, 3, 4, 5])("when %i reads lag behind the write", async (lag) => {
    const service = await startService();
    const state = await createDeclared(contextWith(service), "User", { ...mailbox, serviceImap4: "enabled" });
    service.faults.next({ effect: "stale", reads: lag, method: "change_user" });
    const after = await next(service, state, { ...mailbox, serviceImap4: "disabled" });
    expect(after.attributes).toEqual({ name: "Ann", service_imap4: "disabled" });
  });

  test("when reads do not show the new object yet", async () => {
    const service = await startService();
    service.faults.next({ effect: "stale", reads: 3, method: "change_user" });
    const state = await createDeclared(contextWith(service), "User", { ...mailbox, serviceImap4: "disabled" });
    expect(state.attributes).toMatchObject({ service_imap4: "disabled" });
  });

  test.each([
    { listOrder: "shuffled" },
    { numbers: "text" },
    { unsetAttributes: "absent" },
    { inheritedInAttributes: true },
    { inheritedInAttributes: true, userInherit: false },
    { emptyText: "null" },
  ] as const)("when the service writes values in its own way: %j", async (behaviours) => {
    const service = await startService(behaviours);
    given(service, "change_domain", { domain: "example.com", attributes: { spamlevel: "High" } });
    const before = {
      allow: ["*@b.example", "A@Example.org"],
      spamlevel: "Normal",
      deliveryForward: false,
      forwardRecipients: ["X@y.example"],
    };
    let state = await createDeclared(contextWith(service, "all"), "User", { ...mailbox, ...before });
    state = await next(service, state, { ...mailbox, ...before, spamlevel: null, title: "" }, "all");
    state = await next(service, state, { ...mailbox, allow: [], forwardRecipients: [] }, "all");
    expect(state.attributes).toEqual({ name: "Ann", allow: [], forward_recipients: [] });
  });
});

describe("a look that fails after the write was carried out", () => {
  test("keeps the new object, and the next run writes and looks again", async () => {
    const service = await startService();
    const inputs = { ...mailbox, serviceImap4: "disabled" };
    const fault = service.faults.add({ method: "get_user", error_number: 9, skip: 1 });
    const failure = await partial(createDeclared(contextWith(service), "User", inputs));
    expect(failure).toMatchObject({
      name: "PartialError",
      state: { identity: { user: ann }, attributes: { name: "Ann" } },
      cause: { number: 9 },
    });
    service.faults.remove(fault);
    const after = await next(service, failure.state, inputs);
    expect(methodsCalled(service)).toEqual(["authenticate", "get_user", "change_user", "get_user"]);
    expect(after.attributes).toEqual({ name: "Ann", service_imap4: "disabled" });
  });

  test("keeps the changed object with the old value of what is not known to hold", async () => {
    const service = await startService();
    const state = await createDeclared(contextWith(service), "User", { ...mailbox, allow: ["a@b.example"] });
    service.faults.add({ method: "get_user", error_number: 9, skip: 1 });
    const failure = await partial(next(service, state, { ...mailbox, name: "Anne", title: "Dr" }));
    expect(failure.state.attributes).toEqual({ name: "Anne", title: "Dr", allow: ["a@b.example"] });
  });
});

test("a company keeps its prior values when a write to it is ignored", async () => {
  const service = await startService();
  given(service, "change_company", { company, attributes: { password_strength: "good" } });
  const context = contextWith(service);
  service.faults.next({ effect: "stale", reads: 50, method: "change_company" });
  const failure = await partial(createDeclared(context, "Company", { company, passwordStrength: "strong" }));
  expect(failure).toMatchObject({
    state: { originalValues: { password_strength: "good" }, attributes: { password_strength: "good" } },
    cause: { attribute: "passwordStrength" },
  });
});
