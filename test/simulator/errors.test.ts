import type { Simulator } from "../../simulator/index.js";
import { admin, COMPANY, domain, done, GOOD, HILLSIDE, post, refused, start, TWO_COMPANIES, user } from "./support.js";

let sim: Simulator;

beforeEach(async () => {
  sim = await start(TWO_COMPANIES);
  await domain(sim);
});

const change = (address: string, attributes: Record<string, never> | object) =>
  ({ user: address, attributes }) as never;

describe("each number is answered for its documented condition", () => {
  test("1: a wrong password, an unknown user and an unknown token", async () => {
    const company = { company: COMPANY };
    expect(await refused(sim, "get_company", company, { user: sim.admin.user, password: "wrong" })).toBe(1);
    expect(await refused(sim, "get_company", company, { user: "nobody@nowhere.example", password: GOOD })).toBe(1);
    expect(await refused(sim, "get_company", company, { user: sim.admin.user, token: "0b9e77d3" })).toBe(1);
  });

  test("2: what is read, changed or deleted is not there", async () => {
    expect(await refused(sim, "get_domain", { domain: "absent.example" })).toBe(2);
    expect(await refused(sim, "get_domain", { domain: "nodot" })).toBe(2);
    expect(await refused(sim, "delete_domain", { domain: "absent.example" })).toBe(2);
    expect(await refused(sim, "get_user", { user: "nobody@example.com" })).toBe(2);
    expect(await refused(sim, "delete_user", { user: "nobody@example.com" })).toBe(2);
    expect(await refused(sim, "rename_user", { user: "nobody@example.com", new_name: "x@example.com" })).toBe(2);
    expect(await refused(sim, "delete_workgroup", { domain: "example.com", workgroup: "none" })).toBe(2);
    expect(await refused(sim, "create_workgroup", { domain: "absent.example", workgroup: "x" })).toBe(2);
    expect(await refused(sim, "search_users", { criteria: { domain: "absent.example" } })).toBe(2);
    expect(await refused(sim, "_delete_brand", { brand: "None" })).toBe(2);
  });

  test("3: the name is an alias", async () => {
    await done(sim, "change_domain", { domain: "example.com", attributes: { aliases: ["example.net"] } });
    await user(sim, "iris@example.com", { aliases: ["i@example.com"] });
    expect(await refused(sim, "change_domain", { domain: "example.net", attributes: {} })).toBe(3);
    expect(await refused(sim, "get_domain", { domain: "example.net" })).toBe(3);
    expect(await refused(sim, "delete_domain", { domain: "EXAMPLE.net" })).toBe(3);
    expect(await refused(sim, "change_user", change("i@example.com", { name: "I" }))).toBe(3);
    expect(await refused(sim, "delete_user", { user: "i@example.com" })).toBe(3);
    expect(await refused(sim, "get_user", { user: "iris@example.net" })).toBe(3);
  });

  test("4: a known attribute this admin may not set, named in the hints", async () => {
    const answer = await post(sim, "change_company", {
      company: COMPANY,
      attributes: { smtp_sent_limit: 900, quota: 5 },
    });
    expect(answer).toMatchObject({ error_number: 4, hints: { smtp_sent_limit: expect.any(String) } });
    expect(Object.keys(answer.hints ?? {})).toEqual(["smtp_sent_limit"]);
    expect(sim.call("get_company", { company: COMPANY }).attributes?.quota).not.toBe(5);
    expect(await refused(sim, "change_company", { company: COMPANY, attributes: { account: "Other" } })).toBe(4);
    expect(await refused(sim, "change_domain", { domain: "new.example", attributes: { catchall: "x" } })).toBe(4);
  });

  test("5: a request field is missing or has the wrong type, named in the hints", async () => {
    expect(await post(sim, "get_domain", {})).toMatchObject({ error_number: 5, hints: { domain: "missing" } });
    expect(await refused(sim, "get_domain", { domains: "example.com" })).toBe(5);
    expect(await refused(sim, "get_domain", { domain: 7 })).toBe(5);
    expect(await refused(sim, "get_domain", { domain: "" })).toBe(5);
    expect(await refused(sim, "change_user", { user: "a@example.com" })).toBe(5);
    expect(await refused(sim, "change_user", { user: "a@example.com", attributes: [] })).toBe(5);
    expect(await refused(sim, "change_user", { user: "a@example.com", attributes: {}, create_only: "yes" })).toBe(5);
    expect(await post(sim, "search_users", { criteria: {} })).toMatchObject({
      error_number: 5,
      hints: { "criteria.domain": "missing" },
    });
    expect(await refused(sim, "search_users", { criteria: { domain: "example.com" }, range: { limit: "three" } })).toBe(
      5,
    );
    expect(await refused(sim, "restore_user", { user: "a@example.com", ids: "1", new_name: "a@example.com" })).toBe(5);
    expect(await refused(sim, "set_role", { user: sim.admin.user, role: "domain" })).toBe(5);
  });

  test("6: an unknown attribute or a bad value, named in the hints", async () => {
    const answer = await post(sim, "change_domain", {
      domain: "example.com",
      attributes: { spam_level: "High", spamlevel: "high", limit_users: -1, language: "en" },
    });
    expect(answer.error_number).toBe(6);
    expect(Object.keys(answer.hints ?? {}).sort()).toEqual(["limit_users", "spam_level", "spamlevel"]);
    expect(answer.hints?.spam_level).toBe("unknown attribute");
  });

  test.each([
    ["quota", "10"],
    ["quota", 1.5],
    ["quota", null],
    ["spamheader", "lower: x"],
    ["spamheader", "NoColon"],
    ["spamtag", "x".repeat(31)],
    ["allow", "a@b.example"],
    ["allow", ["white space"]],
    ["allow", Array.from({ length: 1001 }, (_, n) => `a${n}@b.example`)],
    ["wm_domainalias", 1],
    ["regen_passwords", 0],
    ["timezone", "Mars/Base"],
    ["service_pop3", null],
    ["disabled", null],
    ["aliases", ["-bad.example"]],
    ["brand", "No Such Brand"],
    ["workgroup", "none"],
    ["catchall", "nobody@example.com"],
    ["smtprelay", "enabled"],
    ["spam_header", "X: y"],
    ["__proto__", 1],
  ])("6: a domain does not take %s = %j", async (name, value) => {
    const attributes = JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(value)}}`);
    const answer = await post(sim, "change_domain", { domain: "example.com", attributes });
    expect(answer.error_number).toBe(6);
    expect(Object.keys(answer.hints ?? {})).toEqual([name]);
  });

  test.each([
    ["type", "alias"],
    ["type", null],
    ["delivery_local", null],
    ["autoresponder_option_interval", 1095],
    ["phone", "0".repeat(31)],
    ["title", "t".repeat(61)],
    ["recipients", ["a@b.example"]],
    ["max_users", 3],
    ["password", "with space-1A"],
    ["password", ""],
    ["password", `Aa1!${"x".repeat(51)}`],
    ["forward_recipients", ["nonsense"]],
    ["aliases", ["_a@example.com"]],
    ["workgroup", "none"],
    ["quota", 10240 * 1024 * 1024 + 1],
    ["delivery_forward", true],
  ])("6: a user does not take %s = %j", async (name, value) => {
    await user(sim);
    expect(await refused(sim, "change_user", change("iris@example.com", { [name]: value }))).toBe(6);
  });

  test("6: a mailbox without a password, a forward without recipients, names that cannot be", async () => {
    expect(await refused(sim, "change_user", change("new@example.com", {}))).toBe(6);
    expect(await refused(sim, "change_user", change("new@example.com", { type: "forward" }))).toBe(6);
    expect(await refused(sim, "change_user", change(".new@example.com", { password: GOOD }))).toBe(6);
    expect(await refused(sim, "change_user", change("a..b@example.com", { password: GOOD }))).toBe(6);
    expect(await refused(sim, "change_domain", { domain: "nodot", attributes: {} })).toBe(6);
    expect(await refused(sim, "create_workgroup", { domain: "example.com", workgroup: "a/b" })).toBe(6);
  });

  test("6: contacts need their email and a known type", async () => {
    const contact = { email: "noc@example.org", type: "technical", name: "Rosa", phone: "1", notes: "" };
    const set = (entry: object) =>
      post(sim, "change_company", { company: COMPANY, attributes: { contacts: [entry] } } as never);
    expect(await set(contact)).toMatchObject({ success: true });
    expect(await set({ ...contact, type: "boss" })).toMatchObject({ error_number: 6 });
    expect(await set({ type: "abuse" })).toMatchObject({ error_number: 6 });
    expect(await set({ ...contact, fax: "1" })).toMatchObject({ error_number: 6 });
  });

  test("7: a workgroup, an address or an alias that is taken", async () => {
    await done(sim, "create_workgroup", { domain: "example.com", workgroup: "helpdesk" });
    expect(await refused(sim, "create_workgroup", { domain: "example.com", workgroup: "HelpDesk" })).toBe(7);
    await user(sim, "iris@example.com", { aliases: ["i@example.com"] });
    await user(sim, "lea@example.com");
    expect(await refused(sim, "rename_user", { user: "lea@example.com", new_name: "iris@example.com" })).toBe(7);
    expect(await refused(sim, "rename_user", { user: "lea@example.com", new_name: "i@example.com" })).toBe(7);
    expect(await refused(sim, "change_user", change("lea@example.com", { aliases: ["iris@example.com"] }))).toBe(7);
    expect(await refused(sim, "change_user", change("lea@example.com", { aliases: ["i@example.com"] }))).toBe(7);
    expect(
      await refused(sim, "change_user", { user: "i@example.com", create_only: true, attributes: { password: GOOD } }),
    ).toBe(7);
    await domain(sim, "second.example");
    const aliases = ["second.example"];
    expect(await refused(sim, "change_domain", { domain: "example.com", attributes: { aliases } })).toBe(7);
  });

  test("9: what is somebody else's, and a user in a domain that is not there", async () => {
    await domain(sim, "mine.example");
    expect(await refused(sim, "get_company", { company: COMPANY }, HILLSIDE)).toBe(9);
    expect(await refused(sim, "get_company", { company: "Nobody Ltd" })).toBe(9);
    expect(await refused(sim, "change_company", { company: "Nobody Ltd", attributes: {} })).toBe(9);
    expect(await refused(sim, "get_domain", { domain: "example.com" }, HILLSIDE)).toBe(9);
    expect(await refused(sim, "change_domain", { domain: "example.com", attributes: {} }, HILLSIDE)).toBe(9);
    expect(
      await refused(sim, "change_domain", { domain: "example.com", create_only: true, attributes: {} }, HILLSIDE),
    ).toBe(9);
    expect(await refused(sim, "get_user", { user: "iris@example.com" }, HILLSIDE)).toBe(9);
    expect(await refused(sim, "get_user", { user: "iris@unknown.example.org" })).toBe(9);
    expect(await refused(sim, "change_user", change("iris@unknown.example.org", { password: GOOD }))).toBe(9);
    expect(await refused(sim, "search_domains", { criteria: { company: COMPANY } }, HILLSIDE)).toBe(9);
  });

  test("10: a domain or workgroup that still has users", async () => {
    await done(sim, "create_workgroup", { domain: "example.com", workgroup: "helpdesk" });
    await user(sim, "iris@example.com", { workgroup: "helpdesk" });
    expect(await refused(sim, "delete_domain", { domain: "example.com" })).toBe(10);
    expect(await refused(sim, "delete_workgroup", { domain: "example.com", workgroup: "helpdesk" })).toBe(10);
  });

  test("11: a containing company that is not there", async () => {
    const company = "Nobody Ltd";
    expect(await refused(sim, "search_domains", { criteria: { company } })).toBe(11);
    expect(await refused(sim, "search_brands", { criteria: { company } })).toBe(11);
    expect(await refused(sim, "search_admins", { criteria: { company } })).toBe(11);
    expect(await refused(sim, "change_domain", { domain: "new.example", attributes: { company } })).toBe(11);
    expect(await refused(sim, "_change_brand", { company, brand: "X", attributes: {} })).toBe(11);
  });

  test("12 and 17: a role that is not there, and a user who is no member of the object", async () => {
    await user(sim);
    await domain(sim, "second.example");
    await done(sim, "create_workgroup", { domain: "example.com", workgroup: "helpdesk" });
    const give = (role: string, object: string) => refused(sim, "set_role", { user: "iris@example.com", role, object });
    expect(await give("king", "example.com")).toBe(12);
    expect(await give("domain", "second.example")).toBe(17);
    expect(await give("workgroup", "example.com/helpdesk")).toBe(17);
    expect(await give("workgroup", "example.com/none")).toBe(2);
  });

  test("14: a brand that a user, a domain or the company carries", async () => {
    await done(sim, "_change_brand", { brand: "Blue", attributes: {} });
    await user(sim);
    const carriers: Array<[string, Record<string, string>]> = [
      ["change_user", { user: "iris@example.com" }],
      ["change_domain", { domain: "example.com" }],
      ["change_company", { company: COMPANY }],
    ];
    for (const [method, name] of carriers) {
      await done(sim, method, { ...name, attributes: { brand: "Blue" } });
      expect(await refused(sim, "_delete_brand", { brand: "Blue" })).toBe(14);
      await done(sim, method, { ...name, attributes: { brand: null } });
    }
    await done(sim, "_delete_brand", { brand: "Blue" });
  });

  test("15: a domain at its user limit; lowering the limit removes nobody", async () => {
    await user(sim, "one@example.com");
    await user(sim, "two@example.com", { type: "forward", forward_recipients: ["a@b.example"] });
    await done(sim, "change_domain", { domain: "example.com", attributes: { limit_users: 1 } });
    expect(await refused(sim, "change_user", change("three@example.com", { password: GOOD }))).toBe(15);
    await done(sim, "change_user", change("two@example.com", { name: "Two" }));
    await done(sim, "delete_user", { user: "one@example.com" });
    const id = deletedId("example.com");
    expect(await refused(sim, "restore_user", { user: "one@example.com", id, new_name: "one@example.com" })).toBe(15);
    await done(sim, "change_domain", { domain: "example.com", attributes: { limit_users: 2 } });
    await done(sim, "restore_user", { user: "one@example.com", id, new_name: "one@example.com" });
  });

  test("16: a domain at its alias limit; lowering the limit removes nothing", async () => {
    await user(sim, "iris@example.com", { aliases: ["a@example.com", "b@example.com"] });
    await user(sim, "lea@example.com");
    await done(sim, "change_domain", { domain: "example.com", attributes: { limit_aliases: 1 } });
    expect(await refused(sim, "change_user", change("lea@example.com", { aliases: ["c@example.com"] }))).toBe(16);
    expect(sim.call("get_user", { user: "iris@example.com" }).attributes?.aliases).toHaveLength(2);
    await done(sim, "change_user", change("iris@example.com", { aliases: ["a@example.com", "b@example.com"] }));
    await done(sim, "change_user", change("iris@example.com", { aliases: [] }));
    await done(sim, "change_user", change("lea@example.com", { aliases: ["c@example.com"] }));
  });

  test("18: the default workgroup stays until the domain names another", async () => {
    expect(await refused(sim, "delete_workgroup", { domain: "example.com", workgroup: "staff" })).toBe(18);
    await done(sim, "create_workgroup", { domain: "example.com", workgroup: "team" });
    await done(sim, "change_domain", { domain: "example.com", attributes: { workgroup: "TEAM" } });
    expect(sim.call("get_domain", { domain: "example.com" }).attributes?.workgroup).toBe("team");
    await done(sim, "delete_workgroup", { domain: "example.com", workgroup: "staff" });
  });

  test("23: create_only, true or 1, never touches what exists", async () => {
    await user(sim);
    for (const create_only of [true, 1]) {
      const language = { create_only, attributes: { language: "de" } };
      expect(await refused(sim, "change_domain", { domain: "example.com", ...language })).toBe(23);
      expect(await refused(sim, "change_user", { user: "Iris@Example.com", ...language })).toBe(23);
      expect(await refused(sim, "_change_brand", { brand: "default brand", create_only, attributes: {} })).toBe(23);
    }
    expect(sim.call("get_domain", { domain: "example.com" }).attributes?.language).toBe("en");
    expect(sim.call("get_user", { user: "iris@example.com" }).attributes?.language).toBe("en");
  });

  test("24: a domain or workgroup that admins elsewhere control", async () => {
    await domain(sim, "second.example");
    await user(sim, "lead@example.com");
    const objects = ["example.com", "second.example"];
    await done(sim, "set_role", { user: "lead@example.com", role: "domain", objects });
    expect(await refused(sim, "delete_domain", { domain: "second.example" })).toBe(24);
    await done(sim, "set_role", { user: "lead@example.com", role: "" });
    await done(sim, "delete_domain", { domain: "second.example" });

    await done(sim, "create_workgroup", { domain: "example.com", workgroup: "helpdesk" });
    await admin(sim, "desk@example.com", "workgroup", "example.com/helpdesk", { workgroup: "helpdesk" });
    await done(sim, "change_user", change("desk@example.com", { workgroup: "staff" }));
    expect(await refused(sim, "delete_workgroup", { domain: "example.com", workgroup: "helpdesk" })).toBe(24);
  });

  test("27: a filter account needs the filtermx of its domain", async () => {
    expect(await refused(sim, "change_user", change("scan@example.com", { type: "filter" }))).toBe(27);
    await done(sim, "change_domain", { domain: "example.com", attributes: { filtermx: "mx.example.org:25" } });
    await done(sim, "change_user", change("scan@example.com", { type: "filter" }));
  });

  test("32: an admin whose domain is disabled", async () => {
    const lead = await admin(sim, "lead@example.com", "domain", "example.com");
    await done(sim, "change_domain", { domain: "example.com", attributes: { disabled: true } });
    expect(await refused(sim, "get_domain", { domain: "example.com" }, lead)).toBe(32);
  });

  test("37: an alias in a domain that is no alias of this one", async () => {
    await domain(sim, "second.example");
    await user(sim);
    for (const alias of ["i@unknown.example", "i@second.example"]) {
      expect(await refused(sim, "change_user", change("iris@example.com", { aliases: [alias] }))).toBe(37);
    }
    await done(sim, "change_domain", { domain: "example.com", attributes: { aliases: ["example.net"] } });
    await done(sim, "change_user", change("iris@example.com", { aliases: ["i@example.net"] }));
  });

  test("38: more than 1000 forward recipients", async () => {
    const forward_recipients = Array.from({ length: 1001 }, (_, n) => `r${n}@b.example`);
    const forward = (list: string[]) => change("sales@example.com", { type: "forward", forward_recipients: list });
    expect(await refused(sim, "change_user", forward(forward_recipients))).toBe(38);
    await done(sim, "change_user", forward(forward_recipients.slice(1)));
  });

  test("40, 41, 48: a weak password, a banned one, one that tells the account", async () => {
    await user(sim, "iris@example.com", { name: "Iris Moreau" });
    const set = (password: string) => refused(sim, "change_user", change("iris@example.com", { password }));
    expect(await set("abc")).toBe(40);
    expect(await set("abcdefghij")).toBe(40);
    expect(await set("Password123!")).toBe(41);
    expect(await set("Iris-2025-Spring!")).toBe(48);
    expect(await set("7-EXAMPLE.COM-7x")).toBe(48);
    expect(await set("Big-moreau-99")).toBe(48);
    await done(sim, "change_user", change("iris@example.com", { password: "{SSHA}c29tZXRoaW5nIGhhc2hlZA==" }));
  });

  test("40: the level comes from the domain, else the company, else the cluster", async () => {
    await user(sim);
    const set = (password: string) => post(sim, "change_user", change("iris@example.com", { password }));
    expect(await set("kite-road")).toMatchObject({ success: true });
    await done(sim, "change_company", { company: COMPANY, attributes: { password_strength: "strong" } });
    expect(await set("kite-road-77")).toMatchObject({ error_number: 40 });
    await done(sim, "change_domain", { domain: "example.com", attributes: { password_strength: "weak" } });
    expect(await set("k")).toMatchObject({ success: true });
    await done(sim, "change_domain", { domain: "example.com", attributes: { password_strength: null } });
    expect(await set("k")).toMatchObject({ error_number: 40 });
  });

  test("47: a user cannot be renamed into an alias domain", async () => {
    await done(sim, "change_domain", { domain: "example.com", attributes: { aliases: ["example.net"] } });
    await user(sim);
    expect(await refused(sim, "rename_user", { user: "iris@example.com", new_name: "iris@example.net" })).toBe(47);
  });
});

test("a refused change leaves no trace", async () => {
  await user(sim, "iris@example.com", { aliases: ["i@example.com"] });
  const before = sim.call("get_user", { user: "iris@example.com" });
  expect(
    await refused(sim, "change_user", change("iris@example.com", { name: "New", aliases: ["x@nowhere.example"] })),
  ).toBe(37);
  expect(sim.call("get_user", { user: "iris@example.com" })).toEqual(before);
});

test("bad values are told before names that may not be set", async () => {
  const attributes = { smtp_sent_limit: 900, nonsense: 1 };
  expect(await refused(sim, "change_company", { company: COMPANY, attributes })).toBe(6);
});

test("a password in a hint would be a leak: hints never repeat the value", async () => {
  const answer = await post(sim, "change_user", change("a@example.com", { password: "has space-A1", name: 5 }));
  expect(answer.error_number).toBe(6);
  expect(JSON.stringify(answer)).not.toContain("has space-A1");
});

function deletedId(name: string): string {
  const rows = sim.call("search_users", { criteria: { domain: name, deleted: true } }).users as unknown as Array<{
    id: string;
  }>;
  return rows[0]?.id ?? "";
}
