import type { KindName } from "../../../provider/kinds/kind.js";
import type { Values } from "../../../provider/values.js";
import type { Fault, JsonObject, Simulator } from "../../../simulator/index.js";
import { createDeclared, newContext } from "../support/context.js";
import { failureOf } from "../support/failure.js";
import { startLossy } from "../support/lossy.js";
import { admin, company, given, givenUser, held, secretText, startService, writes } from "../support/service.js";
import { ann, parts, startServiceForParts } from "../support/subresources.js";

const eve = "eve@example.com";

/** Deletes an object so that this many reads of it still show it. */
async function deleteUnseen(service: Simulator, reads: number, method: string, fields: JsonObject): Promise<void> {
  const fault = { effect: "stale", reads, method } as const satisfies Fault;
  service.faults.next(fault);
  const body = JSON.stringify({ credentials: admin, ...fields });
  const response = await fetch(`${service.url}/${method}`, { method: "POST", body });
  expect(await response.json()).toMatchObject({ success: true });
  service.requests.clear();
}

/** Reads until the lag is over. */
const caughtUp = (service: Simulator, name: string) => {
  for (let read = 0; read < 100; read++) held(service, "user", name);
  return held(service, "user", name);
};

const guarded: readonly [KindName, Values, [string, JsonObject], [string, JsonObject]][] = [
  ["User", { user: eve, password: secretText }, ["delete_user", { user: eve }], ["get_user", { user: eve }]],
  [
    "Domain",
    { domain: "new.example" },
    ["delete_domain", { domain: "new.example" }],
    ["get_domain", { domain: "new.example" }],
  ],
  ["Brand", { company, brand: "Green" }, ["_delete_brand", { brand: "Green" }], ["_get_brand", { brand: "Green" }]],
];

describe.each(guarded)("a %s that reads still show after its delete", (kind, inputs, [method, fields], [read]) => {
  test.each([
    ["is created, not adopted", {}],
    ["is created, not adopted, where adopting was asked for", { adopt: true }],
  ])("%s", async (_, more) => {
    const service = await startService();
    await createDeclared(newContext(service.url), kind, inputs);
    await deleteUnseen(service, 50, method, fields);
    await createDeclared(newContext(service.url), kind, { ...inputs, ...more });
    expect(writes(service).map(({ createOnly, outcome }) => [createOnly, outcome])).toEqual([[true, "ok"]]);
    for (let nth = 0; nth < 100; nth++) service.call(read, fields);
    expect(service.call(read, fields)).toMatchObject({ success: true });
  });
});

describe.each(parts)(
  "a $kind that reads still show after its delete",
  ({ kind, inputs, unmake, held: shown, expected }) => {
    test.each([
      ["is created", {}],
      ["is created where adopting was asked for", { adopt: true }],
    ])("%s", async (_, more) => {
      const service = await startServiceForParts();
      const asked = kind === "AppPassword" ? {} : more;
      await createDeclared(newContext(service.url), kind, inputs);
      await deleteUnseen(service, 4, ...unmake);
      await createDeclared(newContext(service.url), kind, { ...inputs, ...asked });
      for (let nth = 0; nth < 100; nth++) shown(service);
      expect(shown(service)).toEqual(expected(inputs));
    });
  },
);

test("an adoption that replaces the whole part does not wait", async () => {
  const service = await startServiceForParts();
  given(service, "set_role", { user: ann, role: "mail", object: "place.example" });
  service.requests.clear();
  const declared = { user: ann, role: "domain", objects: ["place.example"], adopt: true };
  await createDeclared(newContext(service.url), "Role", declared);
  // One before, and one that reads the change back.
  expect(service.requests.filter(({ method }) => method === "get_user")).toHaveLength(2);
});

test("a catch-all is not taken for one of an existing domain when that domain is gone", async () => {
  const service = await startService();
  given(service, "change_domain", { domain: "new.example", attributes: {} });
  await deleteUnseen(service, 3, "delete_domain", { domain: "new.example" });
  const declared = { domain: "new.example", adopt: true, restoreDeleted: false, catchall: "a@new.example" };
  expect(await failureOf(createDeclared(newContext(service.url), "Domain", declared))).toMatchObject({
    name: "NotOnCreateError",
  });
  expect(writes(service)).toEqual([]);
});

describe("a create whose answer gets lost, at a name that reads still show after a delete,", () => {
  test.each(["after it was carried out", "before it was carried out"] as const)(
    "is carried out once, and the old account is nobody's (%s)",
    async (when) => {
      // An account that is older than the attempt.
      let now = Date.now() - 3_600_000;
      const service = await startService({}, () => now);
      givenUser(service, eve, { name: "Old" });
      now = Date.now();
      await deleteUnseen(service, 3, "delete_user", { user: eve });
      const lossy = await startLossy(service);
      lossy.loseNext("change_user", when);
      await createDeclared(newContext(lossy.base), "User", { user: eve, password: secretText, name: "Eve" });
      expect(caughtUp(service, eve)).toMatchObject({ name: "Eve" });
      expect(writes(service).filter(({ outcome }) => outcome === "ok")).toHaveLength(1);
    },
  );
});

test("an object without a date that a read has shown is never taken for one's own", async () => {
  const service = await startServiceWithBrand("Green");
  const lossy = await startLossy(service);
  lossy.loseNext("_change_brand", "before it was carried out");
  expect(await failureOf(createDeclared(newContext(lossy.base), "Brand", { company, brand: "Green" }))).toMatchObject({
    name: "ExistsError",
  });
});

async function startServiceWithBrand(brand: string): Promise<Simulator> {
  const service = await startService();
  given(service, "_change_brand", { brand, attributes: {} });
  service.requests.clear();
  return service;
}
