import { kinds } from "../../../provider/kinds/index.js";
import type { Identity, Kind, KindName } from "../../../provider/kinds/kind.js";
import { reference } from "../support/reference.js";

interface Field {
  readonly name: string;
  readonly required?: boolean;
  readonly type: string;
  readonly values?: string[];
  readonly fields?: Field[];
}
const { methods } = reference<{ methods: { name: string; request: Field[] }[] }>("methods.yaml");

function requestOf(method: string): Field[] {
  const found = methods.find(({ name }) => name === method);
  if (found === undefined) throw new Error(`the reference has no ${method}`);
  return found.request;
}

/** What the reference has against a request. */
function mistakes(method: string, fields: Readonly<Record<string, unknown>>): string[] {
  return mistakesIn(requestOf(method), fields);
}

function mistakesIn(known: Field[], fields: Readonly<Record<string, unknown>>): string[] {
  const missing = known
    .filter(({ name, required }) => required && fields[name] === undefined && !(name === "object" && fields.objects))
    .map(({ name }) => `${name} is missing`);
  const unknown = Object.keys(fields).filter((name) => !known.some((field) => field.name === name));
  const inner = known.flatMap(({ name, fields: nested, values }) => {
    const value = fields[name];
    if (value === undefined) return [];
    if (nested !== undefined && !Array.isArray(value)) return mistakesIn(nested, value as Record<string, unknown>);
    return values === undefined || value === "" || values.includes(String(value)) ? [] : [`${name} is ${value}`];
  });
  return [...missing, ...unknown.map((name) => `${name} is unknown`), ...inner];
}

const ann = { user: "ann@example.com" };
const parts: readonly [KindName, Identity, Record<string, unknown>][] = [
  ["Workgroup", { domain: "example.com", workgroup: "helpdesk" }, {}],
  ["Role", ann, { role: "domain", objects: ["example.com", "example.net"] }],
  ["Role", ann, { role: "workgroup", objects: ["example.com/helpdesk"] }],
  ["CompanyBulletin", { company: "Lakeside", type: "auto", bulletin: "Hello" }, { bulletin_text: "Subject: Hi" }],
  ["DomainBulletin", { domain: "example.com", type: "manual", bulletin: "Hello" }, { bulletin_text: "Subject: Hi" }],
  ["SieveRuleset", { ...ann, ruleset: "main" }, { data: "keep;", active_rule: true }],
  ["SieveRuleset", { ...ann, ruleset: "main" }, { data: "keep;" }],
  ["AppPassword", { ...ann, tag: "phone" }, {}],
];

function callsOf(name: KindName) {
  const kind: Kind = kinds[name];
  const { subresource: part } = kind.verbs;
  if (part === undefined) throw new Error(`${name} is no part of anything`);
  return { kind, part };
}

describe.each(parts)("%s %j", (name, identity, attributes) => {
  const { kind, part } = callsOf(name);
  const { read, change, delete: remove } = kind.verbs;

  test("is read, changed and deleted with requests that the reference knows", () => {
    expect(mistakes(read, part.read?.(identity) ?? identity)).toEqual([]);
    expect(mistakes(change, part.change(identity, attributes))).toEqual([]);
    expect(mistakes(remove as string, part.delete?.(identity, attributes) ?? identity)).toEqual([]);
  });

  test("is named by what the identity of its parent can be taken from", () => {
    const parent = kind.parent && kinds[kind.parent.kind];
    expect(Object.keys(kind.parent?.of(identity) ?? {})).toEqual(Object.keys(parent?.identity ?? { none: "" }));
    for (const value of Object.values(kind.parent?.of(identity) ?? {})) expect(value).toMatch(/\S/);
  });

  test("is never taken for missing when an answer does not tell", () => {
    const tellsNothing = part.found({ success: true }, identity);
    // A bulletin has a call of its own, so an answer without an error number says that there is one.
    if (name.endsWith("Bulletin")) expect(tellsNothing).toEqual({ attributes: {} });
    else expect(tellsNothing).toBeUndefined();
  });
});

const found = (name: KindName, answer: Record<string, unknown>, identity: Identity) =>
  callsOf(name).part.found(answer, identity);

describe("an answer", () => {
  test("tells of a workgroup by its name in any case, as it is spelled, and of no other one that a wildcard in the name matches", () => {
    const rows = (...names: string[]) => ({ workgroups: names.map((workgroup) => ({ workgroup, counts: {} })) });
    const named = (workgroup: string) => ({ domain: "example.com", workgroup });
    expect(found("Workgroup", rows("staff", "Helpdesk"), named("helpDesk"))).toEqual({
      spelled: { workgroup: "Helpdesk" },
      attributes: {},
    });
    expect(found("Workgroup", rows("staff"), named("st*"))).toBeNull();
    expect(found("Workgroup", rows(), named("staff"))).toBeNull();
  });

  test("tells of a role with what it is over, and of none when the user has none", () => {
    const roles = (held: unknown) => found("Role", { metadata: { roles: held } }, ann);
    expect(roles({ domain: ["example.com"] })).toEqual({ attributes: { role: "domain", objects: ["example.com"] } });
    expect(roles({ company: "Lakeside" })).toEqual({ attributes: { role: "company", objects: ["Lakeside"] } });
    expect(roles({})).toBeNull();
    // An empty object of PHP or Perl.
    expect(roles([])).toBeNull();
    expect(roles(null)).toBeUndefined();
  });

  test("tells of one ruleset among several, also of one that is named like something every object has", () => {
    const answer = { rulesets: { main: "keep;", old: "discard;" }, active_rule: "old" };
    const named = (ruleset: string) => found("SieveRuleset", answer, { ...ann, ruleset });
    const main = { spelled: { ruleset: "main" }, attributes: { data: "keep;", active_rule: false } };
    expect(named("main")).toEqual(main);
    expect(named("old")).toEqual({
      spelled: { ruleset: "old" },
      attributes: { data: "discard;", active_rule: true },
    });
    // Whether the service takes this for the same name stands in no source.
    expect(named("Main")).toEqual(main);
    const both = { rulesets: { main: "keep;", Main: "stop;" }, active_rule: "main" };
    expect(found("SieveRuleset", both, { ...ann, ruleset: "Main" })).toMatchObject({ attributes: { data: "stop;" } });
    expect(named("constructor")).toBeNull();
    expect(found("SieveRuleset", { rulesets: [], active_rule: "main" }, { ...ann, ruleset: "main" })).toBeNull();
  });

  test("tells of an App Password by its tag, and when it was made, never what it is", () => {
    const answer = { metadata: { app_passwords: [{ created: 1764500000, tag: "phone" }] } };
    const phone = { spelled: { tag: "phone" }, attributes: {}, createtime: 1764500000 };
    expect(found("AppPassword", answer, { ...ann, tag: "phone" })).toEqual(phone);
    expect(found("AppPassword", answer, { ...ann, tag: "Phone" })).toEqual(phone);
    expect(found("AppPassword", answer, { ...ann, tag: "tablet" })).toBeNull();
  });
});

test("every part that is a change's to delete is deleted by name, never by what a create would send", () => {
  const deletedByChange = parts.filter(([name]) => kinds[name].verbs.delete === kinds[name].verbs.change);
  expect(deletedByChange.length).toBeGreaterThan(4);
  for (const [name, identity, attributes] of deletedByChange) {
    const { part } = callsOf(name);
    const sent = part.delete?.(identity, attributes) ?? identity;
    expect(sent).toMatchObject(identity);
    expect(sent).not.toEqual(part.change(identity, attributes));
  }
});

test("a call to set a ruleset always has its rules, since nothing says what it does without", () => {
  const { part } = callsOf("SieveRuleset");
  expect(part.change({ ...ann, ruleset: "main" }, { data: "keep;", active_rule: true })).toEqual({
    ...ann,
    ruleset: "main",
    data: "keep;",
    active_rule: "main",
  });
  expect(kinds.SieveRuleset.attributes.data?.required).toBe(true);
});

test("the roles are those of the reference", () => {
  const value = kinds.Role.attributes.role?.value;
  const documented = requestOf("set_role").find(({ name }) => name === "role")?.values;
  expect(value?.shape === "choice" && [...value.values].sort()).toEqual(documented?.sort());
});

test("a bulletin is auto or manual and nothing else", () => {
  for (const kind of [kinds.CompanyBulletin, kinds.DomainBulletin]) {
    const documented = requestOf(kind.verbs.change).find(({ name }) => name === "type")?.values;
    expect(kind.identity.type?.values).toEqual(documented);
    for (const type of documented ?? []) expect(kind.identity.type?.pattern.test.test(type)).toBe(true);
    for (const type of ["", "AUTO", "auto ", "automatic"])
      expect(kind.identity.type?.pattern.test.test(type)).toBe(false);
  }
});

test("no alias list is a kind of its own", () => {
  expect(Object.keys(kinds).filter((name) => name.includes("Alias"))).toEqual([]);
});
