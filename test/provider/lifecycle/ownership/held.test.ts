import { kinds } from "../../../../provider/kinds/index.js";
import type { Identity, KindName } from "../../../../provider/kinds/kind.js";
import { isHeldByAnother } from "../../../../provider/lifecycle/ownership/held.js";
import type { Behaviours, JsonObject } from "../../../../simulator/index.js";
import { newContext } from "../../support/context.js";
import { company, given, givenUser, methodsCalled, startService } from "../../support/service.js";

const domain = "example.com";
const ann = "ann@example.com";
const bulletin = (bulletin: string) => ({ type: "auto", bulletin });

/** Of each kind whose names may differ in case: the identity of a name, and the call that makes it. */
const named: readonly [KindName, (name: string) => Identity, (name: string) => [string, JsonObject]][] = [
  [
    "Brand",
    (brand) => ({ company, brand }),
    (brand) => ["_change_brand", { brand, attributes: {}, create_only: false }],
  ],
  ["Workgroup", (workgroup) => ({ domain, workgroup }), (workgroup) => ["create_workgroup", { domain, workgroup }]],
  [
    "CompanyBulletin",
    (name) => ({ company, ...bulletin(name) }),
    (name) => ["change_company_bulletin", { company, ...bulletin(name), bulletin_text: "x" }],
  ],
  [
    "DomainBulletin",
    (name) => ({ domain, ...bulletin(name) }),
    (name) => ["change_domain_bulletin", { domain, ...bulletin(name), bulletin_text: "x" }],
  ],
  [
    "SieveRuleset",
    (ruleset) => ({ user: ann, ruleset }),
    (ruleset) => ["set_sieve", { user: ann, ruleset, data: "keep;" }],
  ],
  ["AppPassword", (tag) => ({ user: ann, tag }), (tag) => ["app_password", { user: ann, tag, mode: "add" }]],
];

async function held(kind: KindName, holder: Identity, own: Identity, calls: readonly [string, JsonObject][]) {
  const service = await startService({ nameCase: "exact" } satisfies Partial<Behaviours>);
  givenUser(service, ann);
  for (const call of calls) given(service, ...call);
  service.requests.clear();
  const context = newContext(service.url);
  context.claims.claim(kinds[kind], { identity: holder, attributes: {} });
  return { isHeld: await isHeldByAnother(context, kinds[kind], { identity: own }), service };
}

describe.each(named)("a %s", (kind, identity, create) => {
  const [own, other] = [identity("News"), identity("NEWS")];

  test("that another resource holds in the same case is held, which no call has to tell", async () => {
    const { isHeld, service } = await held(kind, own, own, [create("News")]);
    expect(isHeld).toBe(true);
    expect(methodsCalled(service)).toEqual([]);
  });

  test.each(["News", "NEWS", "news"])("is held in another case when the service has %s alone", async (name) => {
    expect((await held(kind, other, own, [create(name)])).isHeld).toBe(true);
  });

  test("is not held by a resource of another name", async () => {
    expect((await held(kind, identity("Other"), own, [create("News")])).isHeld).toBe(false);
  });
});

// Two brands, or two workgroups, whose names differ only in case always clash.
describe.each(named.filter(([kind]) => kind !== "Brand" && kind !== "Workgroup"))("a %s", (kind, identity, create) => {
  test("whose name the service lists beside the one in another case is an object of its own", async () => {
    const both = [create("News"), create("NEWS")];
    expect((await held(kind, identity("NEWS"), identity("News"), both)).isHeld).toBe(false);
  });
});

test("a name that is always lowered is one name", async () => {
  const { isHeld } = await held("User", { user: ann }, { user: ann }, []);
  expect(isHeld).toBe(true);
});

test("what went with its parent counts as held: there is nothing to delete", async () => {
  const gone = (user: string, tag: string) => ({ user, tag });
  const [own, holder] = [gone("eve@example.com", "phone"), gone("eve@example.com", "Phone")];
  expect((await held("AppPassword", holder, own, [])).isHeld).toBe(true);
});
