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
        // What the settings alone show is told before any resource is declared.
        expect(run.output).toMatch(/(dynamic\/oma:Domain \(d\)|pulumi:Stack \(tenant-dev\)):\n/);
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
    ["a misspelt name", user("qouta: oma.gib(2)"), ["qouta is not an attribute of User; did you mean quota?"]],
    ["a wrong type", user('quota: "1 GB"'), ["quota", "must be a whole number: 0, or from 1048576", "in bytes"]],
    [
      "a number in another unit",
      user("quota: 5"),
      ["property quota value {5}", "in bytes, such as oma.mib(512) or oma.gib(2)"],
    ],
    [
      "bytes where megabytes are meant",
      'new oma.Company("u", { company: "Lakeside Demo Mail", quota: oma.gib(2) });',
      ["must be a whole number: 0, or from 10 to 15360, in MB, such as 2048 for 2 GB"],
    ],
    [
      "a time in milliseconds",
      user("deliveryAutoresponder: false, autoresponderOptionEnddate: Date.UTC(2027, 0)"),
      ["must be a Date, or a whole number of UNIX seconds (not milliseconds)"],
    ],
    [
      "recipients that nothing is forwarded to",
      user('forwardRecipients: ["team@example.org"]'),
      ["forwardRecipients has no effect without deliveryForward: declare deliveryForward: true"],
    ],
    [
      "a flag that the type decides",
      user("deliveryFilter: true"),
      ['deliveryFilter is always false where type is "mailbox"'],
    ],
    [
      "the own address as an alias",
      user('aliases: ["ANN@held.example.com"]'),
      ["aliases: entry 0 is the user itself; leave it out"],
    ],
    [
      "a name with letters outside ASCII",
      'new oma.Domain("u", { domain: "münchen.example" });',
      ["must be a domain name", "; write xn--mnchen-3ya.example"],
    ],
    [
      "a time zone that is none",
      user('timezone: "Europe/Amsterdm"'),
      ["OMA refused timezone with 6", "For timezone the service offers: Europe/Amsterdam, "],
    ],
    [
      "a language by its name",
      user('language: "pt-br"'),
      ["OMA refused language with 6", "For language the service offers: pt_BR, "],
    ],
    [
      "a role over a domain that does not exist",
      'new oma.Role("u", { user: "taken@held.example.com", role: "domain", objects: ["nowhere.example.com"] });',
      ["objects names the domain nowhere.example.com, which does not exist", "Declare nowhere.example.com first"],
    ],
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
      "a password that turns out to be undefined",
      'new oma.User("u", { user: "ann@held.example.com", password: pulumi.secret(undefined) });',
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
      ["OMA refused brand with 6", "For brand the service offers: Default Brand."],
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

  test("a list that is too long is told in one line, without its entries", async () => {
    const aliases = "aliases: Array.from({ length: 2001 }, (_, n) => 'alias' + n + '@held.example.com')";
    const run = await tenant.stack.program(user(aliases)).preview();
    expect(run.code).not.toBe(0);
    expect(run.output).toMatch(/aliases must be a list of at most 2000, .* \(it has 2001\)/);
    expect(run.output).not.toContain("alias1000@");
    expect(run.output.length).toBeLessThan(3000);
  });

  test("a run that adopts what exists tells a mailbox without a password that there is none to adopt", async () => {
    const { service } = tenant;
    const stack = await Stack.create({ ...accountVariables(service), OMA_ADOPT: "true" });
    try {
      const taken = 'new oma.User("taken", { user: "taken@held.example.com", name: "Taken" });';
      const ann = 'new oma.User("ann", { user: "ann@held.example.com", name: "Ann", password: undefined });';
      service.requests.clear();
      const run = await stack.program(`${taken}\n${ann}`).up();
      expect(run.code).not.toBe(0);
      expect(run.output).toContain("ann@held.example.com: password is missing: a mailbox needs a password");
      expect(run.output).toContain("Declare password or passwordFrom on the resource.");
      expect(service.call("get_user", { user: "ann@held.example.com" }).error_number).toBe(2);
      expect(service.call("get_user", { user: "taken@held.example.com" }).attributes).toMatchObject({ name: "Taken" });
      expect(service.requests.filter(({ outcome }) => typeof outcome === "number" && outcome !== 2)).toEqual([]);
      expect((await stack.destroy()).code).toBe(0);
      service.call("change_user", { user: "taken@held.example.com", attributes: { password: "Quartz*Kite-58" } });
    } finally {
      stack.remove();
    }
  });

  test("the resource option import is refused before the engine asks for anything", async () => {
    const { service, stack } = tenant;
    const existing = 'new oma.User("u", { user: "taken@held.example.com" }, { import: "taken@held.example.com" });';
    service.requests.clear();
    const run = await stack.program(existing).up();
    expect(run.code).not.toBe(0);
    expect(run.output).toContain(
      'User "u": the resource option import does not work with pulumi-oma. Leave it out and set adopt: true',
    );
    expect(run.output).not.toContain("code must be a string");
    expect(run.output).not.toMatch(/\n\s+at /);
    expect(service.requests.entries()).toEqual([]);
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
