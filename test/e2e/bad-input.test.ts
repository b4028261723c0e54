import { Stack } from "./support/stack.js";
import { accountVariables, startTenant, type Tenant } from "./support/tenant.js";

let tenant: Tenant;
beforeAll(async () => {
  tenant = await startTenant();
  tenant.service.call("change_domain", { domain: "held.example.com", attributes: {} });
  tenant.service.call("change_domain", { domain: "full.example.com", attributes: { limit_users: 0 } });
  tenant.service.call("change_user", { user: "taken@held.example.com", attributes: { password: "Quartz*Kite-58" } });
});
afterAll(() => tenant.close());

const domain = 'new oma.Domain("d", { domain: "new.example.com" });';

describe("configuration", () => {
  const cases: [string, Record<string, string | undefined>, string[]][] = [
    ["no admin", { OMA_USER: undefined }, ["configuration oma:user: is missing", "pulumi config set oma:user"]],
    ["no password", { OMA_PASSWORD: undefined }, ["configuration oma:password: is missing", "OMA_TOKEN"]],
    ["no endpoint", { OMA_ENDPOINT: undefined }, ["configuration oma:cluster: is missing", "oma:cluster a"]],
    ["an unknown cluster", { OMA_ENDPOINT: undefined, OMA_CLUSTER: "c" }, ['oma:cluster: is "c"', "a, b, test"]],
    ["an endpoint that is no address", { OMA_ENDPOINT: "admin.a" }, ["oma:endpoint: is not a web address"]],
    ["a password in the endpoint", { OMA_ENDPOINT: "https://u:hidden@x.org/api" }, ["oma:endpoint: holds credentials"]],
    ["http to another machine", { OMA_ENDPOINT: "http://x.org/api" }, ["without encryption", "Use https"]],
    [
      "a wrong password",
      { OMA_PASSWORD: "not-the-password" },
      ["OMA refused admin provisioner@lakeside-demo.adm with 1"],
    ],
    ["an address without OMA", { OMA_ENDPOINT: "PLAIN" }, ["answered HTTP 404", "ends in /api"]],
    ["a service that is down", { OMA_ENDPOINT: "http://127.0.0.1:9/api" }, ["no connection to http://127.0.0.1:9/api"]],
  ];
  test.each(cases)(
    "%s is told with its setting and the remedy, and corrected by the next up",
    async (_, change, words) => {
      const { service } = tenant;
      const good = accountVariables(service);
      const changed = { ...good, ...change };
      if (changed.OMA_ENDPOINT === "PLAIN") changed.OMA_ENDPOINT = service.url.replace("/api", "/elsewhere");
      const variables = Object.fromEntries(
        Object.entries(changed).filter((entry): entry is [string, string] => entry[1] !== undefined),
      );
      const stack = await Stack.create(variables);
      try {
        const run = await stack.program(domain).up();
        expect(run.code).not.toBe(0);
        for (const word of words) expect(run.output).toContain(word);
        expect(run.output).toContain("pulumi-nodejs:dynamic/oma:Domain (d):");
        expect(run.output).not.toContain("hidden");
        expect(run.output).not.toContain("not-the-password");
        expect(run.output).not.toMatch(/\n\s+at /);
        expect(await stack.resources()).toEqual([]);
        expect(service.call("get_domain", { domain: "new.example.com" }).error_number).toBe(2);
      } finally {
        stack.remove();
      }
    },
  );
});

describe("declarations", () => {
  const user = (args: string) =>
    `new oma.User("u", { user: "ann@held.example.com", password: "Quartz*Kite-58", ${args} });`;
  const cases: [string, string, string[]][] = [
    ["an unknown attribute", user('display_name: "Ann"'), ["display_name is not an attribute of User"]],
    ["a name of the wire", user("service_imap4: true"), ["did you mean serviceImap4?"]],
    ["a wrong type", user('quota: "1 GB"'), ["quota", "must be a whole number, 0 or more, in bytes"]],
    [
      "a value out of range",
      user("autoresponderOptionInterval: 2000"),
      ["must be a whole number from 1 to 1094, in hours"],
    ],
    ["a value of no choice", user('spamlevel: "Extreme"'), ['must be one of "Normal", "High", "Very High"']],
    ["a bad entry of a list", user('forwardRecipients: ["a@x.org", "b"]'), ["forwardRecipients", "entry 1 is not"]],
    ["an address that is none", 'new oma.User("u", { user: "ann", password: "x" });', ["an address local@domain"]],
    [
      "a missing password",
      'new oma.User("u", { user: "ann@held.example.com" });',
      ["password is missing: a mailbox needs a password"],
    ],
    [
      "a catchall on a new domain",
      'new oma.Domain("u", { domain: "new.example.com", catchall: "a@new.example.com" });',
      ["catchall cannot be set on a new object"],
    ],
    [
      "a domain that does not exist",
      'new oma.User("u", { user: "ann@nowhere.example.com", password: "Quartz*Kite-58" });',
      ["User needs domain nowhere.example.com, which does not exist"],
    ],
    ["a weak password", user('password: "abc"'), ["OMA refused password with 40", "Use a longer password"]],
    ["a password with the user's name", user('password: "Ann-held-2026!"'), ["OMA refused password with 48"]],
    ["a full domain", user("").replace("@held", "@full"), ["OMA answered 15 (Domain users full)", "limitUsers"]],
    [
      "a taken name",
      user("").replace("ann@", "taken@"),
      ["taken@held.example.com: User already exists", "adopt: true"],
    ],
    [
      "an unknown company",
      'new oma.Company("u", { company: "Nobody Ltd", spamlevel: "High" });',
      ["Nobody Ltd: get_company: OMA answered 9", "Check the name"],
    ],
    [
      "an unknown brand",
      'new oma.Domain("u", { domain: "new.example.com", brand: "None" });',
      ["OMA refused brand with 6"],
    ],
  ];
  test.each(cases)(
    "%s is told with the resource, the attribute and the remedy, and nothing is written",
    async (_, body, words) => {
      const { service, stack } = tenant;
      const before = service.call("search_users", { criteria: { domain: "held.example.com" } }).total_count;
      const run = await stack.program(body).up();
      expect(run.code).not.toBe(0);
      for (const word of words) expect(run.output).toContain(word);
      expect(run.output).toMatch(/oma:\w+ \(u\):|resource 'u'/);
      expect(run.output).not.toMatch(/\n\s+at /);
      expect(
        service.requests.filter(({ method, outcome }) => /^(_?change|rename|delete)/.test(method) && outcome === "ok"),
      ).toEqual([]);
      expect(service.call("search_users", { criteria: { domain: "held.example.com" } }).total_count).toBe(before);
      expect(await stack.resources()).toEqual([]);
    },
  );

  test("all mistakes of a resource are told at once, in the preview already", async () => {
    const run = await tenant.stack
      .program(user('spamlevel: "Extreme", quota: -1, nickname: "A", aliases: "a"'))
      .preview();
    expect(run.code).not.toBe(0);
    for (const name of ["spamlevel", "quota", "nickname", "aliases"]) expect(run.output).toContain(name);
  });

  test("a value that breaks its rules is not printed when it is a secret", async () => {
    const run = await tenant.stack.program(user('password: "with a space"')).up();
    expect(run.output).toContain("password must be 1 to 54 printable ASCII characters");
    expect(run.output).not.toContain("with a space");
  });

  test("after the correction the next up converges", async () => {
    const { service, stack } = tenant;
    expect((await stack.program(user('password: "abc"')).up()).code).not.toBe(0);
    expect((await stack.program(user('name: "Ann"')).up()).code).toBe(0);
    expect(service.call("get_user", { user: "ann@held.example.com" }).attributes).toMatchObject({ name: "Ann" });
  });
});
