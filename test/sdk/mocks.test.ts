import * as pulumi from "@pulumi/pulumi";
import * as oma from "../../sdk/index.js";

const declared: pulumi.runtime.MockResourceArgs[] = [];
const calls: pulumi.runtime.MockCallArgs[] = [];

for (const name of Object.keys(process.env).filter((name) => name.startsWith("OMA_"))) delete process.env[name];

beforeEach(async () => {
  declared.length = 0;
  calls.length = 0;
  await pulumi.runtime.setMocks({
    newResource: (args) => {
      declared.push(args);
      return { id: args.id || `${args.name}-id`, state: { ...args.inputs } };
    },
    call: (args) => {
      calls.push(args);
      return args.token.includes(":search")
        ? { rows: [{ user: "ann@example.com" }] }
        : { ...args.inputs, attributes: {} };
    },
  });
});

const settled = <T>(output: pulumi.Output<T>): Promise<T> => (output as unknown as { promise(): Promise<T> }).promise();

test("a test reads the inputs of a resource as the program gave them, and none of the provider's own", async () => {
  const user = new oma.User("ann", {
    user: "ann@example.com",
    password: "Canary*Kite-58",
    passwordFrom: { env: "PASSWORD_OF_ANN" },
    autoresponderOptionEnddate: new Date("2027-01-01T00:00:00Z"),
  });
  expect(await settled(user.user)).toBe("ann@example.com");
  expect(declared.map(({ type, inputs }) => [type, inputs])).toEqual([
    [
      "pulumi-nodejs:dynamic/oma:User",
      {
        user: "ann@example.com",
        password: "Canary*Kite-58",
        passwordFrom: { env: "PASSWORD_OF_ANN" },
        autoresponderOptionEnddate: Date.UTC(2027, 0) / 1000,
      },
    ],
  ]);
});

test("outputs are what the mock returned, also of a resource that is only read", async () => {
  const domain = new oma.Domain("d", { domain: "example.com" });
  expect(await settled(domain.address("ann"))).toBe("ann@example.com");
  expect(await settled(oma.Domain.get("read", "example.net").id)).toBe("example.net");
});

test("a look-up of one object asks the mocks, and no service", async () => {
  const domain = new oma.Domain("d", { domain: "example.com" });
  const found = oma.getDomain({ domain: domain.domain }, { dependsOn: domain });
  expect(await settled(found)).toEqual({ domain: "example.com", attributes: {} });
  expect(calls).toEqual([{ token: "oma:index:getDomain", inputs: { domain: "example.com" }, provider: "" }]);
});

test("a search gets its rows from the one member of what the mocks return, and tells them the account", async () => {
  const second = new oma.Provider("second", { cluster: "b", user: "ops@second.adm", token: "t" });
  const rows = oma.searchUsers({ domain: "example.com", type: ["mailbox"] }, { provider: second });
  expect(await settled(rows)).toEqual([{ user: "ann@example.com" }]);
  expect(calls).toEqual([
    {
      token: "oma:index:searchUsers",
      inputs: { domain: "example.com", type: ["mailbox"] },
      provider: expect.stringContaining("pulumi-nodejs::second::second-id"),
    },
  ]);
});

test("the resource option import is refused in a test too", () => {
  const existing = { import: "x" };
  const message = "the resource option import does not work with pulumi-oma.";
  expect(() => new oma.Domain("d", { domain: "example.com" }, existing)).toThrow(
    `Domain "d": ${message} Leave it out and set adopt: true to manage the object that exists.`,
  );
  expect(() => new oma.Company("c", { company: "Lakeside" }, existing)).toThrow(
    `Company "c": ${message} Leave it out: a Company manages the object that exists.`,
  );
  expect(() => new oma.AppPassword("a", { user: "ann@example.com", tag: "phone" }, existing)).toThrow(
    `AppPassword "a": ${message} Leave it out and choose another name: an existing one cannot be adopted.`,
  );
  expect(declared).toEqual([]);
});
