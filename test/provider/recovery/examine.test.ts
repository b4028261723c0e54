import { kinds } from "../../../provider/kinds/index.js";
import { diff } from "../../../provider/lifecycle/diff.js";
import { fakeClock, newContext } from "../support/context.js";
import { admin, company, given, givenUser, methodsCalled, startService, writes } from "../support/service.js";
import { creating, encrypted, examined, known, now, resource, stateOf } from "./support.js";

const ann = "ann@example.com";
const mailbox = { user: ann, password: encrypted, quota: 1024 };
const create = (inputs: Readonly<Record<string, unknown>>) => stateOf([], [creating("User", "ann", inputs)]);

describe("an interrupted create", () => {
  test("of an object that does not exist is forgotten: the next up makes it", async () => {
    const service = await startService();
    const { settlement } = await examined(newContext(service.url), create(mailbox));
    expect(settlement).toEqual({ how: "drop" });
  });

  test("of an object that appears a moment later is given time: the call may still be on its way", async () => {
    const service = await startService();
    const clock = fakeClock(
      () => service.call("get_user", { user: ann }).success || givenUser(service, ann, { quota: 1024 }),
    );
    const { settlement } = await examined(newContext(service.url, clock), create(mailbox));
    expect(settlement).toMatchObject({ how: "take", id: ann });
  });

  test("that made the object puts it into the state, so that a diff finds nothing to do", async () => {
    const service = await startService();
    const inputs = { ...mailbox, forwardRecipients: ["b@example.org", "a@example.org"], __provider: "code" };
    givenUser(service, ann, { quota: 1024, forward_recipients: ["a@example.org", "b@example.org"] });
    const { settlement } = await examined(newContext(service.url), create(inputs));
    expect(settlement).toMatchObject({
      how: "take",
      id: ann,
      outputs: { __provider: "code", __oma: { service: service.url } },
    });
    expect(writes(service)).toEqual([]);

    // The engine decrypts what it hands to the provider.
    const decrypted = (text: string) =>
      JSON.parse(text.replaceAll(JSON.stringify(encrypted), '{"fingerprint":"scrypt:a:b"}'));
    const { outputs } = settlement as { outputs: object };
    const judged = diff(kinds.User, decrypted(JSON.stringify(outputs)), decrypted(JSON.stringify(inputs)));
    expect(judged.changes).toBe(false);
  });

  describe("with a password from the environment or a file", () => {
    const from = (source: object, sealed?: object) => ({ user: ann, quota: 1024, passwordFrom: source, ...sealed });
    // The engine decrypts what it hands to the provider.
    const decryptedAs = (text: string) => (value: object) =>
      JSON.parse(JSON.stringify(value).replaceAll(JSON.stringify(encrypted), text));
    const inputs = [
      [
        "the fingerprint of one",
        from({ env: "OMA_TEST_UNSET", textRevision: 2 }, { __sealed: { password: encrypted } }),
        decryptedAs('{"fingerprint":"scrypt:a:b","revision":2}'),
      ],
      [
        "the fingerprint that an earlier release left",
        from({ env: "OMA_TEST_UNSET", fingerprint: encrypted }),
        decryptedAs('"scrypt:a:b"'),
      ],
      ["the version of one", from({ file: "no/such/file", version: 3 }), decryptedAs("")],
    ] as const;

    test.each(inputs)(
      "puts %s into the state without reading it, so that a diff finds nothing to do",
      async (...given) => {
        const [, declared, decrypted] = given;
        const service = await startService();
        givenUser(service, ann, { quota: 1024 });
        const { settlement } = await examined(newContext(service.url), create(declared));
        expect(settlement.how).toBe("take");
        const { outputs } = settlement as { outputs: object };
        expect(diff(kinds.User, decrypted(outputs), decrypted(declared)).changes).toBe(false);
      },
    );

    test.each(inputs)(
      "takes %s for unwritten where the operator says that the object is ours, whatever it holds",
      async (...given) => {
        const [, declared, decrypted] = given;
        const service = await startService();
        givenUser(service, ann, { quota: 4711 });
        const { settlement } = await examined(newContext(service.url), create(declared), "ours");
        const { outputs } = settlement as { outputs: object };
        expect(outputs).not.toHaveProperty("passwordFrom");
        expect(outputs).toMatchObject({ __oma: { sealed: {} } });
        const same = { ...declared, quota: 4711 };
        expect(diff(kinds.User, decrypted(outputs), decrypted(same)).changes).not.toBe(false);
      },
    );
  });

  test("takes values that the program made secret for unwritten, and keeps them out of the outputs", async () => {
    const service = await startService();
    givenUser(service, ann, { quota: 1024, notes_external: "quiet" });
    const { settlement } = await examined(newContext(service.url), create({ ...mailbox, notesExternal: encrypted }));
    expect(settlement).toMatchObject({ how: "take" });
    expect(JSON.stringify(settlement)).not.toContain("quiet");
    expect((settlement as { outputs: object }).outputs).not.toHaveProperty("notesExternal");
  });

  test("never takes an object that was there before, and says so", async () => {
    const service = await startService();
    givenUser(service, ann, { quota: 1024 });
    const { settlement, message: says } = await examined(
      newContext(service.url),
      create({ ...mailbox, __begun: now() + 3600 }),
    );
    expect(settlement).toEqual({ how: "drop" });
    expect(says).toContain("created before the attempt began");
    expect(says).toContain("the next up reports that it exists");
  });

  test.each([3600, -3600])("goes by the service's clock, which may be %d s off", async (ahead) => {
    const service = await startService({}, () => Date.now() + ahead * 1000);
    givenUser(service, ann, { quota: 1024 });
    const context = newContext(service.url);
    expect((await examined(context, create(mailbox))).settlement.how).toBe("take");
    const later = create({ ...mailbox, __begun: now() + 1000 });
    expect((await examined(context, later)).settlement.how).toBe("drop");
  });

  test("leaves an object with other values to the operator, with the facts but no value", async () => {
    const service = await startService();
    givenUser(service, ann, { quota: 4711, name: "Quiet Name" });
    const finding = await examined(newContext(service.url), create({ ...mailbox, name: "Ann" }));
    expect(finding.settlement).toEqual({ how: "ask" });
    expect(finding.facts).toMatchObject({
      differing: expect.arrayContaining(["quota", "name"]),
      made: expect.any(String),
      began: expect.any(String),
    });
    expect(JSON.stringify([finding.facts, finding.message])).not.toMatch(/4711|Quiet Name/);
  });

  test("follows what the operator says, and then gives the state what the object really holds", async () => {
    const service = await startService();
    givenUser(service, ann, { quota: 4711 });
    const context = newContext(service.url);
    expect((await examined(context, create(mailbox), "not-ours")).settlement).toEqual({ how: "drop" });
    const { settlement } = await examined(context, create(mailbox), "ours");
    expect(settlement).toMatchObject({ how: "take", outputs: { quota: 4711, __oma: { sealed: {} } } });
  });

  test("leaves an object that the program adopts to the next up", async () => {
    const service = await startService();
    givenUser(service, ann, { quota: 4711 });
    const { settlement, message: says } = await examined(newContext(service.url), create({ ...mailbox, adopt: true }));
    expect([settlement.how, says]).toEqual(["drop", expect.stringContaining("the next up adopts it")]);
  });

  test("of a mailbox that may have been restored is in doubt: its createtime is the old one", async () => {
    const service = await startService();
    givenUser(service, ann, { quota: 1024 });
    const inputs = { ...mailbox, restoreDeleted: true, __begun: now() + 3600 };
    expect((await examined(newContext(service.url), create(inputs))).settlement).toEqual({ how: "ask" });
    const restoring = newContext(service.url, fakeClock(), admin, { restoreDeleted: "restore" });
    const unsaid = { ...mailbox, __begun: now() + 3600 };
    expect((await examined(restoring, create(unsaid))).settlement).toEqual({ how: "ask" });
    expect((await examined(restoring, create({ ...unsaid, restoreDeleted: false }))).settlement).toEqual({
      how: "drop",
    });
  });

  test("on the name of an alias is forgotten", async () => {
    const service = await startService();
    givenUser(service, "bob@example.com", { aliases: [ann] });
    expect((await examined(newContext(service.url), create(mailbox))).settlement).toEqual({ how: "drop" });
  });

  test("that a later run has carried out is forgotten without a call", async () => {
    const service = await startService();
    const state = stateOf([known("User", "ann", ann, { user: ann })], [creating("User", "ann", mailbox)]);
    expect((await examined(newContext(service.url), state)).settlement).toEqual({ how: "drop" });
    expect(methodsCalled(service)).toEqual([]);
  });

  test("of an object whose name is a secret cannot be looked up", async () => {
    const service = await startService();
    expect((await examined(newContext(service.url), create({ user: encrypted }))).settlement).toEqual({ how: "ask" });
    expect(methodsCalled(service)).toEqual([]);
  });

  test("of a brand is for the operator to decide, unless it holds something else", async () => {
    const service = await startService();
    given(service, "_change_brand", { company, brand: "Red", attributes: { page_title: "Mail" } });
    const red = (title: string) =>
      stateOf([], [creating("Brand", "red", { company, brand: "Red", attributes: { page_title: title } })]);
    const context = newContext(service.url);
    expect((await examined(context, red("Mail"))).settlement).toEqual({ how: "ask" });
    expect((await examined(context, red("Post"))).settlement).toEqual({ how: "drop" });
    expect((await examined(context, red("Mail"), "ours")).settlement).toMatchObject({
      how: "take",
      id: `${company}/Red`,
    });
  });

  test("of a company is left to the next up, which takes it over; what a reset would need and is lost is said", async () => {
    const service = await startService();
    const takeover = (more: object) => stateOf([], [creating("Company", "c", { company, spamlevel: "High", ...more })]);
    const context = newContext(service.url);
    expect((await examined(context, takeover({}))).settlement).toEqual({ how: "drop" });
    expect(methodsCalled(service)).toEqual([]);
    expect((await examined(context, takeover({ onDelete: "reset" }))).message).not.toContain("spamlevel");
    given(service, "change_company", { company, attributes: { spamlevel: "High" } });
    expect((await examined(context, takeover({ onDelete: "reset" }))).message).toContain("spamlevel");
  });
});

describe("an interrupted update", () => {
  const user = known("User", "ann", ann, { user: ann, quota: 1024 });
  const updating = (inputs: object, state = user, others = [] as (typeof user)[]) =>
    stateOf([state, ...others], [{ type: "updating", resource: { ...state, inputs: { ...state.inputs, ...inputs } } }]);

  test("gives the state what the object holds, so that the next up writes what is still to be written", async () => {
    const service = await startService();
    givenUser(service, ann, { quota: 2048, name: "Ann" });
    const { settlement } = await examined(newContext(service.url), updating({ quota: 2048, name: "Ann", phone: "1" }));
    expect(settlement).toMatchObject({ how: "follow", id: ann, outputs: { user: ann, quota: 2048, name: "Ann" } });
    expect((settlement as { outputs: object }).outputs).not.toHaveProperty("phone");
  });

  test("of an object that is gone changes nothing: the next up says so", async () => {
    const service = await startService();
    expect((await examined(newContext(service.url), updating({ quota: 1 }))).settlement).toEqual({ how: "drop" });
  });

  test("that has renamed the object lets the state follow", async () => {
    const service = await startService();
    givenUser(service, "eve@example.com", { quota: 1024 });
    const { settlement } = await examined(newContext(service.url), updating({ user: "eve@example.com" }));
    const identity = { user: "eve@example.com" };
    expect(settlement).toMatchObject({
      how: "follow",
      id: "eve@example.com",
      identity,
      outputs: { ...identity, quota: 1024 },
    });
  });

  test("that has not renamed the object yet changes nothing", async () => {
    const service = await startService();
    givenUser(service, ann, { quota: 1024 });
    const context = newContext(service.url);
    expect((await examined(context, updating({ user: "eve@example.com" }))).settlement).toEqual({ how: "drop" });
    givenUser(service, "eve@example.com");
    expect((await examined(context, updating({ user: "eve@example.com" }))).settlement).toEqual({ how: "drop" });
  });

  test("does not follow to an object that another resource has, or that is younger than the resource", async () => {
    const service = await startService();
    givenUser(service, "eve@example.com");
    const context = newContext(service.url);
    const eve = known("User", "eve", "eve@example.com", { user: "eve@example.com" });
    const swapped = updating({ user: "eve@example.com" }, user, [eve]);
    expect((await examined(context, swapped)).settlement).toEqual({ how: "ask" });
    const older = { ...user, created: "2020-01-01T00:00:00Z" };
    expect((await examined(context, updating({ user: "eve@example.com" }, older))).settlement).toEqual({ how: "ask" });
    const decided = await examined(context, updating({ user: "eve@example.com" }, older), "ours");
    expect(decided.settlement).toMatchObject({ how: "follow", id: "eve@example.com" });
  });
});

describe("an interrupted delete", () => {
  const deleting = (kind: string, id: string, outputs: Readonly<Record<string, unknown>>) => {
    const gone = known(kind, "x", id, outputs);
    return stateOf([gone], [{ type: "deleting", resource: gone }]);
  };

  test("of an object that is gone takes it out of the state", async () => {
    const service = await startService();
    expect((await examined(newContext(service.url), deleting("User", ann, { user: ann }))).settlement).toEqual({
      how: "remove",
    });
  });

  test("of an object that is still there leaves it to the next run", async () => {
    const service = await startService();
    givenUser(service, ann);
    expect((await examined(newContext(service.url), deleting("User", ann, { user: ann }))).settlement).toEqual({
      how: "drop",
    });
  });

  test("that was to suspend is done when everything is suspended", async () => {
    const service = await startService();
    givenUser(service, ann);
    const state = deleting("User", ann, { user: ann, onDelete: "suspend" });
    const context = newContext(service.url);
    expect((await examined(context, state)).settlement).toEqual({ how: "drop" });
    given(service, "change_user", { user: ann, attributes: { ...kinds.User.verbs.suspend } as Record<string, string> });
    expect((await examined(context, state)).settlement).toEqual({ how: "remove" });
  });

  test("that was to reset a company is done when it no longer holds what was declared", async () => {
    const service = await startService();
    const state = deleting("Company", company, { company, spamlevel: "High", onDelete: "reset" });
    const context = newContext(service.url);
    expect((await examined(context, state)).settlement).toEqual({ how: "remove" });
    given(service, "change_company", { company, attributes: { spamlevel: "High" } });
    expect((await examined(context, state)).settlement).toEqual({ how: "drop" });
  });
});

test("an operation that changes nothing is forgotten without a call", async () => {
  const service = await startService();
  const state = stateOf([], [{ type: "reading", resource: resource("User", "ann", { id: ann }) }]);
  expect((await examined(newContext(service.url), state)).settlement).toEqual({ how: "drop" });
  expect(methodsCalled(service)).toEqual([]);
});
