import { unknownValues } from "../../../provider/engine-wire.js";
import { kinds } from "../../../provider/kinds/index.js";
import type { KindName } from "../../../provider/kinds/kind.js";
import { check } from "../../../provider/lifecycle/check.js";
import { Vault } from "../../../provider/lifecycle/secrets/vault.js";
import type { Values } from "../../../provider/values.js";

const checked = (kind: KindName, news: Values, olds: Values = {}) => check(kinds[kind], olds, news, new Vault());
/** What the engine prints of failures: the property, its value and the reason. */
const printed = (kind: KindName, news: Values, olds: Values = {}) =>
  checked(kind, news, olds).failures.map(
    ({ property, reason }) => `${property && `${property}=${JSON.stringify(news[property])} `}${reason}`,
  );

const ann = { user: "ann@example.com", password: "Canary*Kite-58" };

test("a sound declaration has no failures", () => {
  expect(
    printed("User", { ...ann, name: "Ann", aliases: ["a@example.com"], quota: 0, deliveryForward: false }),
  ).toEqual([]);
  expect(printed("Domain", { domain: "example.com", spamheader: "X-Spam: yes", allow: ["*@example.org"] })).toEqual([]);
  expect(printed("Company", { company: "Lakeside", contacts: [{ email: "a@b.co", type: "billing" }] })).toEqual([]);
  expect(printed("Brand", { company: "Lakeside", brand: "Blue", attributes: { anything: [1, { of: "it" }] } })).toEqual(
    [],
  );
});

test("all mistakes are reported at once", () => {
  const failures = checked("User", {
    user: "ann",
    password: "two words",
    quota: -1,
    spamlevel: "Low",
    aliases: ["ok@example.com", "no"],
    deliveryLocal: "true",
    onDelete: "archive",
    title: "x".repeat(61),
    colour: "red",
  }).failures;
  const text = failures.map(({ property, reason }) => `${property} ${reason}`).join("\n");
  for (const name of [
    "user",
    "password",
    "quota",
    "spamlevel",
    "aliases",
    "deliveryLocal",
    "onDelete",
    "title",
    "colour",
  ]) {
    expect(text).toContain(name);
  }
  expect(failures.length).toBe(9);
});

describe("a failure says what would be right", () => {
  test.each<[KindName, Values, RegExp]>([
    ["User", { user: undefined }, /user is required: .*local@domain/],
    ["Domain", {}, /domain is required/],
    ["Brand", { brand: "Blue" }, /company is required/],
    ["Brand", { company: " ", brand: "Blue" }, /company=.* not empty/],
    ["Domain", { domain: "example" }, /domain=.*two or more labels/],
    ["Domain", { domain: "a.bc", limitUsers: 1.5 }, /limitUsers=1.5 must be a whole number, 0 or more/],
    [
      "Company",
      { company: "L", quota: 15361 },
      /quota=15361 must be a whole number: 0, or from 10 to 15360, in MB, such as 2048 for 2 GB/,
    ],
    ["Domain", { domain: "a.bc", spamtag: "x".repeat(31) }, /at most 30 characters/],
    ["Domain", { domain: "a.bc", language: "" }, /language=.*one of/],
    ["Domain", { domain: "a.bc", allow: Array.from({ length: 1001 }, () => "a@b.co") }, /at most 1000.*it has 1001/],
    ["Domain", { domain: "a.bc", aliases: ["b.co", "c.co", "d"] }, /entry 2 is not/],
    ["Domain", { domain: "a.bc", aliases: "b.co" }, /aliases=.*a list/],
    ["Company", { company: "L", contacts: [{ email: "a@b.co" }] }, /^contacts must be .*entry 0/],
    ["Company", { company: "L", contacts: [{ email: "a@b.co", type: "other" }] }, /entry 0/],
    ["Company", { company: "L", contacts: [{ email: "a@b.co", type: "abuse", mobile: "1" }] }, /entry 0/],
    ["Domain", { domain: "a.bc", deleteTimeout: -1 }, /deleteTimeout=-1.*seconds/],
    ["Domain", { domain: "a.bc", adopt: "yes" }, /adopt=.*true or false/],
    ["Brand", { company: "L", brand: "B", attributes: ["a"] }, /^attributes must be an object of names/],
    ["SieveRuleset", { user: "ann@example.com", ruleset: "main" }, /^data is required: must be/],
    ["SieveRuleset", { user: "ann@example.com", ruleset: "main", data: null }, /^data=null cannot be null$/],
    ["Domain", { domain: "a.bc", limitUsers: "" }, /^limitUsers="" must be a whole number/],
  ])("%s %j", (kind, news, words) => {
    expect(printed(kind, news).join("\n")).toMatch(words);
  });
});

describe("a long value is not repeated by the engine, which prints what belongs to a name", () => {
  test.each<[KindName, Values, RegExp]>([
    [
      "Domain",
      { domain: "a.bc", aliases: Array.from({ length: 2001 }, (_, n) => `d${n}.bc`) },
      /^aliases must be a list of at most 2000, .* \(it has 2001\)$/,
    ],
    [
      "Company",
      { company: "L", contacts: [{ email: "ann", type: "abuse" }] },
      /^contacts must be a list .* \(entry 0 is not\)$/,
    ],
    [
      "User",
      { ...ann, autoresponder: "x".repeat(4001), deliveryAutoresponder: true },
      /^autoresponder must be a string of at most 4000/,
    ],
  ])("%s", (kind, news, words) => {
    const { failures } = checked(kind, news);
    expect(failures).toEqual([{ property: "", reason: expect.stringMatching(words) }]);
    expect(failures[0]?.reason.length).toBeLessThan(250);
  });
});

test("a length counts characters, not what they take in memory", () => {
  expect(printed("User", { ...ann, title: "🪁".repeat(60) })).toEqual([]);
  expect(printed("User", { ...ann, title: "🪁".repeat(61) })).toHaveLength(1);
});

describe("a name that is no attribute", () => {
  test.each([
    ["spam_level", /^spam_level is not an attribute of Domain; did you mean spamlevel\?$/],
    ["qouta", /^qouta is not an attribute of Domain; did you mean quota\?$/],
    ["adoptt", /^adoptt is not an attribute of Domain; did you mean adopt\?$/],
    ["osrsId", /^osrsId is not an attribute of Domain$/],
    ["dkim_keys", /^dkim_keys is not an attribute of Domain$/],
    ["quota_maximum", /quota_maximum is not an attribute of Domain; did you mean quotaMaximum\?/],
    ["password", /password is not an attribute of Domain/],
    ["constructor", /constructor is not an attribute of Domain/],
    ["toString", /toString is not an attribute of Domain/],
  ])("such as %s is refused", (name, words) => {
    expect(printed("Domain", { domain: "example.com", [name]: "x" }).join()).toMatch(words);
  });

  test("is taken for the place of a secret where it is like that", () => {
    expect(printed("User", { ...ann, password_from: { env: "A" } }).join()).toMatch(/did you mean passwordFrom\?$/);
  });

  test("is refused without its value, which may be a secret in the wrong place", () => {
    expect(printed("User", { ...ann, passwort: "Canary" }).join()).not.toContain("Canary");
    expect(printed("Domain", { domain: "a.bc", dkimKey: "Canary" }).join()).not.toContain("Canary");
  });

  test("is let through when it is the engine's own", () => {
    expect(printed("User", { ...ann, __provider: "x", __defaults: [] })).toEqual([]);
  });
});

test.each<["User" | "Domain" | "Company", string]>([
  ["Domain", "dkimSelector"],
  ["Domain", "dkimKey"],
  ["User", "2faRequiredOma"],
  ["User", "account"],
  ["Company", "osrsId"],
])("%s.%s is known but cannot be declared, and the failure says why", (kind, name) => {
  const identity = { User: { ...ann }, Domain: { domain: "a.bc" }, Company: { company: "L" } }[kind];
  expect(printed(kind, { ...identity, [name]: "x" }).join()).toMatch(new RegExp(`^${name} cannot be declared: \\w`));
});

describe("values that are not known yet", () => {
  test.each([...unknownValues])("such as %s are let through everywhere", (unknown) => {
    const news = Object.fromEntries(
      ["user", "password", "quota", "aliases", "deliveryLocal", "spamlevel", "onDelete", "adopt"].map((name) => [
        name,
        unknown,
      ]),
    );
    expect(printed("User", news)).toEqual([]);
    expect(printed("Domain", { domain: "a.bc", company: unknown }, { domain: "a.bc", company: "L" })).toEqual([]);
  });

  test("inside a list or a record are let through, and stay as they are", () => {
    const [unknown] = unknownValues;
    const news = { company: unknown, allow: ["a@b.co", unknown], contacts: [{ email: unknown, type: "abuse" }] };
    expect(checked("Company", news)).toEqual({ inputs: news, failures: [] });
  });

  test("inside a list leave the whole list for later", () => {
    expect(printed("User", { ...ann, aliases: ["a@example.com", [...unknownValues][0]] })).toEqual([]);
  });

  test("do not make a password look missing", () => {
    expect(printed("User", { user: "ann@example.com", type: [...unknownValues][0] })).toEqual([]);
  });
});

test("why an attribute cannot be declared is said in the words of its table", () => {
  const { notOffered } = kinds.User.attributes["2faRequiredOma"] ?? {};
  expect(printed("User", { ...ann, "2faRequiredOma": true })).toEqual([
    `2faRequiredOma cannot be declared: ${notOffered}`,
  ]);
});

test("what is left out of the inputs is not there at all", () => {
  const { inputs } = checked("User", { ...ann, password: 5, name: undefined });
  expect(Object.keys(inputs)).toEqual(["user"]);
});

test("a changed attribute needs no option", () => {
  expect(printed("Domain", { domain: "a.bc", limitUsers: 6 }, { domain: "a.bc", limitUsers: 5 })).toEqual([]);
});

describe("null", () => {
  test.each(["spamlevel", "brand", "notesExternal", "limitUsers", "smtpSentLimit", "catchall", "regenPasswords"])(
    "unsets %s",
    (name) => expect(printed("Domain", { domain: "a.bc", [name]: null })).toEqual([]),
  );

  test.each(["language", "aliases", "quota", "disabled", "serviceImap4", "company", "workgroup"])(
    "cannot be %s",
    (name) => {
      expect(printed("Domain", { domain: "a.bc", [name]: null })).toEqual([
        `${name}=null cannot be null; leave it out to leave it as it is`,
      ]);
    },
  );

  test("cannot be a password", () => {
    expect(printed("User", { ...ann, type: "forward", password: null })).toHaveLength(1);
  });
});

test("an empty text empties a text that may be unset, and is refused elsewhere", () => {
  expect(printed("Domain", { domain: "a.bc", spamtag: "", spamheader: "", catchall: "" })).toEqual([]);
  expect(printed("Domain", { domain: "a.bc", workgroup: "" })).toHaveLength(1);
});

describe("a mailbox", () => {
  const user = "ann@example.com";
  test("needs a password when it is created", () => {
    expect(printed("User", { user }).join()).toMatch(/^password is missing: /);
    expect(printed("User", { user, type: "mailbox" }).join()).toMatch(/^password is missing: /);
  });
  test.each([undefined, null])("that is given %p for a password has none", (password) => {
    expect(printed("User", { user, password })).toEqual([expect.stringMatching(/^password is missing: /)]);
  });
  test("has one when it is found somewhere else", () => {
    process.env.PASSWORD_OF_ANN = ann.password;
    expect(printed("User", { user, passwordFrom: { env: "PASSWORD_OF_ANN" } })).toEqual([]);
    delete process.env.PASSWORD_OF_ANN;
  });
  test("needs none when it may be adopted, once it exists, or when it only forwards", () => {
    expect(printed("User", { user, adopt: true })).toEqual([]);
    expect(printed("User", { user }, { user })).toEqual([]);
    expect(printed("User", { user, type: "forward" })).toEqual([]);
  });
});

test("names that OMA lowers are lowered, and no other", () => {
  expect(checked("User", { ...ann, user: "Ann.Lee@Example.COM", name: "Ann" }).inputs).toMatchObject({
    user: "ann.lee@example.com",
    name: "Ann",
  });
  expect(checked("Domain", { domain: "Example.COM", brand: "Blue" }).inputs).toEqual({
    domain: "example.com",
    brand: "Blue",
  });
  expect(checked("Brand", { company: "Lakeside", brand: "Blue" }).inputs).toEqual({
    company: "Lakeside",
    brand: "Blue",
  });
});

describe("a domain's company", () => {
  const olds = { domain: "a.bc", company: "Lakeside" };
  test("is not changed without the option that asks for the move", () => {
    expect(printed("Domain", { domain: "a.bc", company: "Hillside" }, olds).join()).toMatch(
      /was "Lakeside"; a change needs allowMove: true/,
    );
    expect(printed("Domain", { domain: "a.bc", company: "Hillside", allowMove: false }, olds)).toHaveLength(1);
  });
  test("is changed with that option", () => {
    expect(printed("Domain", { domain: "a.bc", company: "Hillside", allowMove: true }, olds)).toEqual([]);
  });
  test("that was not declared before may be a change, which is said", () => {
    expect(printed("Domain", olds, { domain: "a.bc" })).toEqual([
      'company="Lakeside" was not declared before; a change needs allowMove: true on the resource',
    ]);
  });
  test("is given to a new domain, kept and left out without it", () => {
    expect(printed("Domain", { domain: "a.bc", company: "Hillside" })).toEqual([]);
    expect(printed("Domain", olds, olds)).toEqual([]);
    expect(printed("Domain", { domain: "a.bc" }, olds)).toEqual([]);
  });
});

describe("a value that no program may declare", () => {
  const found = { user: "ann@a.bc", ruleset: "main", data: "keep;", activeRule: false };
  test("passes where a refresh found it and the program is told to ignore it, since it comes back as an input then", () => {
    expect(printed("SieveRuleset", found, found)).toEqual([]);
    const quota = { company: "L", quota: 15361, language: null };
    expect(printed("Company", quota, quota)).toEqual([]);
  });
  test("passes as an option that an earlier release let pass", () => {
    const workgroup = { domain: "a.bc", workgroup: "sales", deleteTimeout: 300_000 };
    expect(printed("Workgroup", workgroup, workgroup)).toEqual([]);
    expect(printed("Workgroup", workgroup)).toHaveLength(1);
  });
  test("is refused on a new object, and as a change", () => {
    expect(printed("SieveRuleset", found)).toHaveLength(1);
    expect(printed("SieveRuleset", found, { ...found, activeRule: true })).toHaveLength(1);
    expect(printed("Company", { company: "L", quota: 15362 }, { company: "L", quota: 15361 })).toHaveLength(1);
  });
});
