import { kinds } from "../../../../provider/kinds/index.js";
import { wireName } from "../../../../provider/kinds/names.js";
import {
  isParentMissing,
  observe,
  observeManaged,
  observeSurely,
} from "../../../../provider/lifecycle/object/observe.js";
import { json, refusal, startCanned } from "../../support/canned.js";
import { fakeClock, newContext } from "../../support/context.js";
import { failureOf } from "../../support/failure.js";
import { startService } from "../../support/service.js";

const ann = "ann@example.com";

/** A service that answers every read of a user alike. */
async function answering(answer: object) {
  const { base, count } = await startCanned(({ method }) => (method === "get_user" ? json(answer) : undefined));
  const clock = fakeClock();
  return { context: newContext(base, clock), clock, looks: () => count("get_user") };
}

describe("an answer that does not say what an object holds is an error that names the object, the call and a remedy", () => {
  const incomplete = (missing: string) => ({
    code: "OMA_RESPONSE_INCOMPLETE",
    object: ann,
    message: expect.stringContaining(`the response has ${missing}, so what the object holds is not known`),
    remedy: expect.stringContaining("Run again"),
  });

  test.each([{}, { attributes: null }, { attributes: "none" }])("of a user: %j", async (answer) => {
    const { context } = await answering({ success: true, ...answer });
    const error = await failureOf(observe(context, kinds.User, { user: ann }));
    expect(error).toMatchObject(incomplete("no attributes"));
    expect(error.message).toContain("get_user");
  });

  test("of a part", async () => {
    const { context } = await answering({ success: true, attributes: {}, metadata: {} });
    const error = await failureOf(observe(context, kinds.Role, { user: ann }));
    expect(error).toMatchObject(incomplete("nothing about any Role"));
  });
});

describe("what is there", () => {
  test("of a user has the type, which stands beside the attributes, and what may be set", async () => {
    const { context } = await answering({
      success: true,
      type: "forward",
      attributes: {},
      settable_attributes: ["name"],
    });
    const found = await observe(context, kinds.User, { user: ann });
    expect(found).toMatchObject({ exists: true, attributes: { type: "forward" } });
    expect(found.settable).toEqual(new Set(["name"]));
  });

  test("has no type where the answer has none, and no metadata where it has none", async () => {
    const { context } = await answering({ success: true, attributes: { name: "Ann" } });
    const found = await observe(context, kinds.User, { user: ann });
    expect(found).toEqual({
      exists: true,
      spelled: {},
      attributes: { name: "Ann" },
      metadata: {},
      createdAt: undefined,
      inherited: {},
      settable: undefined,
    });
  });

  test("of a part are its own values and its age", async () => {
    const metadata = { app_passwords: [{ tag: "phone", created: "1700000000" }] };
    const { context } = await answering({ success: true, attributes: {}, metadata });
    const found = await observe(context, kinds.AppPassword, { user: ann, tag: "phone" });
    expect(found).toEqual({
      exists: true,
      spelled: { tag: "phone" },
      attributes: {},
      metadata: { createtime: "1700000000" },
      createdAt: 1_700_000_000,
      inherited: {},
      settable: undefined,
    });
  });

  test("is nothing of a part that is missing, whose parent is not", async () => {
    const { context } = await answering({ success: true, attributes: {}, metadata: { app_passwords: [] } });
    const found = await observe(context, kinds.AppPassword, { user: ann, tag: "phone" });
    expect(found).toEqual({ exists: false, withParent: false, settable: undefined });
  });
});

test("what only an existing domain can have is settable in one that is missing, whatever its list says", async () => {
  const list = { settable_attributes: ["timezone"] };
  const settable = async (answer: object) => {
    const { base } = await startCanned(({ method }) =>
      method === "get_domain" ? json({ ...answer, ...list }) : undefined,
    );
    return (await observe(newContext(base), kinds.Domain, { domain: "example.com" })).settable;
  };
  const late = Object.entries(kinds.Domain.attributes).filter(([, { notOnCreate }]) => notOnCreate);
  expect(late).not.toEqual([]);
  expect(await settable({ success: true, attributes: {} })).toEqual(new Set(["timezone"]));
  const ofMissing = await settable({ success: false, error: "No.", error_number: 2 });
  expect(ofMissing).toEqual(new Set(["timezone", ...late.map(([name]) => wireName(name))]));
});

test("an object that is missing tells whether its parent is, and what could be set of it", async () => {
  const service = await startService();
  const look = (user: string) => observe(newContext(service.url), kinds.User, { user });
  const here = await look(ann);
  expect(here).toMatchObject({ exists: false, withParent: false });
  expect(here.settable?.has("password")).toBe(true);
  expect(await look("ann@nowhere.example")).toEqual({ exists: false, withParent: true, settable: undefined });
});

test.each([
  ["User", { user: ann }, "user", ann],
  ["Role", { user: ann }, "user", ann],
  ["Workgroup", { domain: "example.com", workgroup: "Night" }, "domain", "example.com"],
] as const)(
  "a %s whose name is an alias's is an error that names what has the alias",
  async (name, identity, whose, object) => {
    const kind = kinds[name];
    const { base } = await startCanned(({ method }) => (method === kind.verbs.read ? refusal(3) : undefined));
    const error = await failureOf(observe(newContext(base), kind, identity));
    expect(error).toMatchObject({
      name: "AliasError",
      object,
      message: expect.stringContaining(`${object}: the name is an alias of another ${whose}`),
    });
  },
);

describe("an object that was just written", () => {
  const missing = { success: false, error: "No.", error_number: 2 };
  const written = (context: { clock: { date(): number } }, secondsAgo: number) => ({
    identity: { user: ann },
    writtenAt: context.clock.date() - secondsAgo,
    ...{ attributes: {}, fingerprints: {}, sources: {}, options: {}, computed: {} },
  });

  test("and is not seen is looked for six times, with pauses that double up to two seconds", async () => {
    const { context, clock, looks } = await answering(missing);
    expect(await observeSurely(context, kinds.User, { user: ann })).toMatchObject({ exists: false });
    expect(looks()).toBe(6);
    expect(clock.slept).toEqual([250, 500, 1_000, 2_000, 2_000]);
  });

  test("and is seen is looked at once", async () => {
    const { context, clock, looks } = await answering({ success: true, attributes: {} });
    expect(await observeSurely(context, kinds.User, { user: ann })).toMatchObject({ exists: true });
    expect([looks(), clock.slept]).toEqual([1, []]);
  });

  test.each([
    [0, 6],
    [119, 6],
    [120, 1],
    [3_600, 1],
  ])("counts as such for two minutes: %i seconds ago, it is looked for %i times", async (secondsAgo, times) => {
    const { context, looks } = await answering(missing);
    const frozen = { ...context, clock: { ...context.clock, date: () => 1_700_000_000 } };
    await observeManaged(frozen, kinds.User, written(frozen, secondsAgo));
    expect(looks()).toBe(times);
  });

  test("counts as written long ago where state does not say when", async () => {
    const { context, looks } = await answering(missing);
    await observeManaged(context, kinds.User, { ...written(context, 0), writtenAt: undefined });
    expect(looks()).toBe(1);
  });
});

describe("whether the parent is missing", () => {
  test("is not asked for a kind without one", async () => {
    const { base, received } = await startCanned(() => undefined);
    expect(await isParentMissing(newContext(base), kinds.Company, { company: "Lakeside" })).toBe(false);
    expect(received).toEqual([]);
  });

  test.each([
    [2, true],
    [9, false],
    [3, false],
    [4, false],
  ])("is for the service to say: with %i on the domain, %s", async (number, isMissing) => {
    const { base } = await startCanned(({ method }) => (method === "get_domain" ? refusal(number) : undefined));
    expect(await isParentMissing(newContext(base), kinds.User, { user: ann })).toBe(isMissing);
  });

  test("is not known after a fault", async () => {
    const { base } = await startCanned(({ method }) => (method === "get_domain" ? "reset" : undefined));
    const error = await failureOf(isParentMissing(newContext(base), kinds.User, { user: ann }));
    expect(error).toMatchObject({ name: "OmaNoAnswerError" });
  });
});
