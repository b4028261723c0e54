import { kinds } from "../../../../provider/kinds/index.js";
import { remove } from "../../../../provider/lifecycle/delete.js";
import { refresh } from "../../../../provider/lifecycle/read.js";
import { toWire } from "../../../../provider/lifecycle/state/codec.js";
import type { State } from "../../../../provider/lifecycle/state/state.js";
import type { Values } from "../../../../provider/values.js";
import type { Simulator } from "../../../../simulator/index.js";
import { json } from "../../support/canned.js";
import { createDeclared, fakeClock, newContext, updateDeclared } from "../../support/context.js";
import { failureOf } from "../../support/failure.js";
import { startLossy } from "../../support/lossy.js";
import { given, methodsCalled, writes } from "../../support/service.js";
import { ann, type Part, parts, startServiceForParts } from "../../support/subresources.js";

/** What the state knows, as far as it can be read again. */
const readable = ({ identity, attributes }: State) => ({ identity, attributes });

async function managed({ kind, inputs }: Part, more: Values = {}) {
  const service = await startServiceForParts();
  const state = await createDeclared(newContext(service.url), kind, { ...inputs, ...more });
  service.requests.clear();
  return { service, state, destroy: (base = service.url) => remove(newContext(base), kinds[kind], state) };
}

/** The read of what is known by more than its name: after its create, and before its delete. */
const looksFor = ({ kind, read }: Part) => (kinds[kind].createOnlySecrets === undefined ? [] : [read]);

/** The read after a write of something that is relevant to security. */
const looksBackAt = ({ kind, inputs, read }: Part) =>
  Object.keys(inputs).some((name) => kinds[kind].attributes[name]?.security !== undefined) ? [read] : [];

const making = (service: Simulator, { make, inputs }: Part, changes: Values = {}) =>
  given(service, ...make({ ...inputs, ...changes }));

describe.each(parts.map((part): [string, Part] => [part.kind, part]))("a %s", (_, part) => {
  const kind = kinds[part.kind];
  const { inputs, other, read, write, held, expected } = part;
  const looksBack = looksBackAt(part);

  test("is created with one write, after a look that it is not there", async () => {
    const service = await startServiceForParts();
    const state = await createDeclared(newContext(service.url), part.kind, inputs);
    expect(methodsCalled(service)).toEqual(["authenticate", read, write, ...looksBack, ...looksFor(part)]);
    expect(held(service)).toEqual(expected(inputs));
    expect(await refresh(newContext(service.url), kind, state)).toEqual(state);
  });

  test("that exists is not taken over, not even one that is just as declared", async () => {
    for (const changes of other === undefined ? [{}] : [{}, other]) {
      const service = await startServiceForParts();
      making(service, part, changes);
      const before = held(service);
      const failure = await failureOf(createDeclared(newContext(service.url), part.kind, inputs));
      expect(failure).toMatchObject({ name: "ExistsError", code: "OMA_OBJECT_EXISTS" });
      expect(failure.message.includes("adopt: true")).toBe(part.kind !== "AppPassword");
      expect(writes(service)).toEqual([]);
      expect(held(service)).toEqual(before);
    }
  });

  test("is read with one call, and one that is gone is gone", async () => {
    const { service, state } = await managed(part);
    expect(await refresh(newContext(service.url), kind, state)).toEqual(state);
    expect(methodsCalled(service)).toEqual(["authenticate", read]);
    given(service, ...part.unmake);
    expect(await refresh(newContext(service.url), kind, state)).toBeUndefined();
  });

  test("is never taken for gone when an answer lacks the member that would tell", async () => {
    const { service, state } = await managed(part);
    const lossy = await startLossy(service);
    lossy.loseNext(read, "before it was carried out", json({ success: true }));
    const reading = refresh(newContext(lossy.base), kind, state);
    // The text of a bulletin may be missing from answers for good: no drift then.
    if (part.kind.endsWith("Bulletin")) expect(await reading).toEqual(state);
    else expect(await failureOf(reading)).toMatchObject({ code: "OMA_RESPONSE_INCOMPLETE" });
  });

  test("is deleted with one call", async () => {
    const { service, destroy } = await managed(part);
    await destroy();
    expect(methodsCalled(service)).toEqual(["authenticate", ...looksFor(part), part.remove]);
    expect(held(service)).toBeUndefined();
  });

  test("that is gone already is done", async () => {
    const { service, destroy } = await managed(part);
    given(service, ...part.unmake);
    await destroy();
    expect(held(service)).toBeUndefined();
  });

  test.each(["after it was carried out", "before it was carried out"] as const)(
    "whose delete got no answer %s is gone at last",
    async (when) => {
      const { service, destroy } = await managed(part);
      const lossy = await startLossy(service);
      lossy.loseNext(part.remove, when);
      await destroy(lossy.base);
      expect(held(service)).toBeUndefined();
      expect(lossy.count(part.remove)).toBe(when === "after it was carried out" ? 1 : 2);
      expect(lossy.count(read)).toBe(1 + looksFor(part).length);
    },
  );

  test.each([4, 5, 11, 4711])("that the service refuses to delete with %i is not forgotten", async (number) => {
    const { service, destroy } = await managed(part);
    service.faults.next({ error_number: number, method: part.remove });
    expect(await failureOf(destroy())).toMatchObject({ number });
    expect(held(service)).toEqual(expected(inputs));
  });

  test("whose delete is refused with 6 is not taken for gone while it is there", async () => {
    const { service, destroy } = await managed(part);
    service.faults.next({ error_number: 6, method: part.remove });
    expect(await failureOf(destroy())).toMatchObject({ number: 6 });
    expect(held(service)).toEqual(expected(inputs));
  });

  test("is not forgotten when the admin may not touch it", async () => {
    const { service, state, destroy } = await managed(part);
    for (const method of [part.remove, read]) {
      service.faults.next({ error_number: 9, method });
      const attempt = method === read ? refresh(newContext(service.url), kind, state) : destroy();
      expect(await failureOf(attempt)).toMatchObject({ name: "OmaApiError", number: 9 });
    }
  });

  test("whose create got no answer before it was carried out is made once", async () => {
    const service = await startServiceForParts();
    const lossy = await startLossy(service);
    lossy.loseNext(write, "before it was carried out");
    const state = await createDeclared(newContext(lossy.base), part.kind, inputs);
    expect(held(service)).toEqual(expected(inputs));
    expect(writes(service)).toHaveLength(1);
    expect(await refresh(newContext(service.url), kind, state)).toEqual(state);
  });

  const { orphan } = part;
  if (orphan !== undefined) {
    test("that went with what it was a part of is done, and gone", async () => {
      const { service, state, destroy } = await managed(part);
      given(service, ...part.unmake);
      orphan(service);
      await destroy();
      expect(await refresh(newContext(service.url), kind, state)).toBeUndefined();
    });

    test("of something that is missing is refused naming that", async () => {
      const service = await startServiceForParts();
      orphan(service);
      const failure = await failureOf(createDeclared(newContext(service.url), part.kind, inputs));
      expect(failure).toMatchObject({ name: "ParentMissingError", code: "OMA_PARENT_MISSING" });
      expect(failure.message).toMatch(/needs (user ann@place\.example|domain place\.example), which does not exist/);
    });
  }
});

describe.each(
  parts.filter(({ kind }) => "user" in kinds[kind].identity).map((part): [string, Part] => [part.kind, part]),
)("a %s of a user", (_, part) => {
  const kind = kinds[part.kind];

  test("is gone when the user went with the whole domain", async () => {
    const { service, state, destroy } = await managed(part);
    given(service, "delete_user", { user: ann });
    given(service, "delete_domain", { domain: "place.example" });
    await destroy();
    expect(await refresh(newContext(service.url), kind, state)).toBeUndefined();
    expect(await failureOf(createDeclared(newContext(service.url), part.kind, part.inputs))).toMatchObject({
      name: "ParentMissingError",
    });
  });

  test("is left alone when the user's address has become an alias of another one", async () => {
    const { service, state, destroy } = await managed(part);
    given(service, "rename_user", { user: ann, new_name: "anne@place.example" });
    given(service, "change_user", { user: "anne@place.example", attributes: { aliases: [ann] } });
    for (const attempt of [destroy, () => refresh(newContext(service.url), kind, state)]) {
      const failure = await failureOf(attempt());
      expect(failure).toMatchObject({ name: "AliasError", object: ann });
      expect(failure.message).toContain("an alias of another user");
    }
    expect(writes(service).filter(({ outcome }) => outcome === "ok")).toEqual([]);
  });
});

describe.each(parts.filter(({ kind }) => kind !== "AppPassword").map((part): [string, Part] => [part.kind, part]))(
  "a %s that exists",
  (_, part) => {
    const kind = kinds[part.kind];

    test("is taken over with adopt: true, and brought to what is declared", async () => {
      const service = await startServiceForParts();
      making(service, part, part.other);
      const context = newContext(service.url);
      const state = await createDeclared(context, part.kind, { ...part.inputs, adopt: true });
      expect(part.held(service)).toEqual(part.expected(part.inputs));
      expect(writes(service)).toHaveLength(part.other === undefined ? 0 : 1);
      expect(await refresh(newContext(service.url), kind, state)).toEqual(state);
      // The resource that had it before under another name in the program is deleted at the end of the run.
      await remove(context, kind, state);
      expect(part.held(service)).toEqual(part.expected(part.inputs));
    });

    test("just as declared is taken over without a write", async () => {
      const service = await startServiceForParts();
      making(service, part);
      await createDeclared(newContext(service.url), part.kind, { ...part.inputs, adopt: true });
      expect(writes(service)).toEqual([]);
    });

    test("since a create whose answer got lost is known as our own", async () => {
      const service = await startServiceForParts();
      const lossy = await startLossy(service);
      lossy.loseNext(part.write, "after it was carried out");
      const state = await createDeclared(newContext(lossy.base), part.kind, part.inputs);
      expect(writes(service)).toHaveLength(1);
      expect(await refresh(newContext(service.url), kind, state)).toEqual(state);
    });
  },
);

describe.each(parts.flatMap((part): [string, Part, Values][] => (part.other ? [[part.kind, part, part.other]] : [])))(
  "a changed %s",
  (_, part, other) => {
    const kind = kinds[part.kind];
    const changed = { ...part.inputs, ...other };

    async function updated(service: Simulator, state: State, inputs: Values = changed, base = service.url) {
      const context = newContext(base);
      return updateDeclared(context, part.kind, state, inputs, part.inputs);
    }

    test("is written with one call, after a look that it is there", async () => {
      const { service, state } = await managed(part);
      const after = await updated(service, state);
      expect(methodsCalled(service)).toEqual(["authenticate", part.read, part.write, ...looksBackAt(part)]);
      expect(part.held(service)).toEqual(part.expected(changed));
      expect(await refresh(newContext(service.url), kind, after)).toEqual(after);
    });

    test("is seen as drift when somebody else changed it, and brought back", async () => {
      const { service, state } = await managed(part);
      making(service, part, other);
      const drifted = (await refresh(newContext(service.url), kind, state)) as State;
      expect(readable(drifted)).not.toEqual(readable(state));
      expect(drifted.attributes).toMatchObject(toWire(kind, other));
      await updated(service, drifted, part.inputs);
      expect(part.held(service)).toEqual(part.expected(part.inputs));
    });

    test("that somebody deleted is not made anew by an update", async () => {
      const { service, state } = await managed(part);
      given(service, ...part.unmake);
      expect(await failureOf(updated(service, state))).toMatchObject({ name: "GoneError", code: "OMA_OBJECT_GONE" });
      expect(writes(service)).toEqual([]);
      expect(part.held(service)).toBeUndefined();
    });

    test.each(["after it was carried out", "before it was carried out"] as const)(
      "whose answer got lost %s holds what is declared",
      async (when) => {
        const { service, state } = await managed(part);
        const lossy = await startLossy(service);
        lossy.loseNext(part.write, when);
        await updated(service, state, changed, lossy.base);
        expect(part.held(service)).toEqual(part.expected(changed));
        expect(writes(service)).toHaveLength(1);
      },
    );

    test("by somebody else, found after a create whose answer got lost, is not taken for our own", async () => {
      const service = await startServiceForParts();
      const lossy = await startLossy(service);
      lossy.loseNext(part.write, "before it was carried out");
      const clock = fakeClock(() => making(service, part, other));
      const failure = await failureOf(createDeclared(newContext(lossy.base, clock), part.kind, part.inputs));
      expect(failure).toMatchObject({ name: "ExistsError" });
      expect(part.held(service)).toEqual(part.expected(changed));
    });
  },
);

describe("a bulletin of a company that the service does not know", () => {
  const bulletin = { company: "Nowhere Mail", type: "auto", bulletin: "Hello", bulletinText: "Subject: Hi" };

  test("is refused naming the company where the service says that it is missing", async () => {
    const service = await startServiceForParts({ missingCompany: 2 });
    const failure = await failureOf(createDeclared(newContext(service.url), "CompanyBulletin", bulletin));
    expect(failure).toMatchObject({ name: "ParentMissingError" });
    expect(failure.message).toContain("needs company Nowhere Mail");
  });

  test("is a matter of permission where the service says no more", async () => {
    const service = await startServiceForParts({ missingCompany: 9 });
    expect(await failureOf(createDeclared(newContext(service.url), "CompanyBulletin", bulletin))).toMatchObject({
      name: "OmaApiError",
      number: 9,
    });
  });
});
