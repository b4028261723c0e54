import { Stack } from "./support/stack.js";
import { accountVariables, startTenant, type Tenant } from "./support/tenant.js";

let tenant: Tenant;
beforeAll(async () => {
  tenant = await startTenant();
});
afterAll(() => tenant.close());

const users = (count: number, domain = "example.com") => `
const domain = new oma.Domain("domain", { domain: "${domain}" });
for (let n = 0; n < ${count}; n++) new oma.User("u" + n, { user: domain.address("u" + n), password: "Quartz*Kite-58" });`;

/** A run of a program with many resources, with settings on top of the account's. */
async function run(variables: Record<string, string>, config: Record<string, string> = {}, body = users(30)) {
  const stack = await Stack.create({ ...accountVariables(tenant.service), ...variables });
  for (const [key, value] of Object.entries(config)) await stack.succeed("config", "set", key, value);
  tenant.service.requests.clear();
  stack.program(body);
  const preview = await stack.run("preview");
  const up = await stack.up();
  stack.remove();
  return [preview, up];
}

/** How often words are in the engine's list of diagnostics. It shows each of these as it comes, too. */
const times = (output: string, words: string) => (output.split("\nDiagnostics:\n")[1] ?? "").split(words).length - 1;

test.each<[string, Record<string, string>, Record<string, string>, string]>([
  ["an unknown key", {}, { "oma:deleteLimt": "5" }, "oma:deleteLimt: no such setting."],
  ["a variable that leaves out a care", { OMA_DELETE_LIMT: "5" }, {}, "OMA_DELETE_LIMT: no such setting."],
  ["a bad value", { OMA_ADOPT: "yes" }, {}, 'OMA_ADOPT: is "yes".'],
  ["a bad value of the client", {}, { "oma:parallel": "many" }, 'oma:parallel: is "many".'],
  ["an empty limit", {}, { "oma:deleteLimit": "" }, "oma:deleteLimit: is empty."],
  ["an empty variable", { OMA_DELETE_LIMIT: "" }, {}, "OMA_DELETE_LIMIT: is empty."],
])("%s ends preview and up with one error, and nothing is sent", async (_, variables, config, words) => {
  for (const { code, output } of await run(variables, config)) {
    expect(code).not.toBe(0);
    expect(times(output, words)).toBe(1);
    expect(times(output, "configuration ")).toBe(1);
    expect(output).not.toContain("    at ");
  }
  expect(tenant.service.requests.entries()).toEqual([]);
});

test("a misspelt setting says which one is meant", async () => {
  const [preview] = await run({}, { "oma:pasword": "x" });
  expect(preview?.output).toContain("Did you mean oma:password? Set that, and run: pulumi config rm oma:pasword.");
});

test("a look-up and an explicit provider find the fault, too", async () => {
  const lookUp = 'exports.found = oma.getUser({ user: "ann@example.com" }).user;';
  const provider = 'new oma.Provider("p", { cluster: "a", user: "ops@example.adm", password: "Quartz*Kite-58" });';
  for (const body of [lookUp, provider]) {
    for (const { code, output } of await run({}, { "oma:adpot": "true" }, body)) {
      expect([code === 0, times(output, "oma:adpot: no such setting.")]).toEqual([false, 1]);
    }
  }
});

test.each([
  ["deleteLimt: 1", "Set oma:deleteLimit in the stack's configuration. It holds for the whole run."],
  ["pasword: 1", "Did you mean password?"],
])("an explicit provider refuses %s, which would have no effect", async (argument, remedy) => {
  const [preview] = await run({}, {}, `new oma.Provider("p", { cluster: "a", user: "ops@example.adm", ${argument} });`);
  expect(preview?.code).not.toBe(0);
  expect(times(preview?.output ?? "", `\n      ${remedy}\n`)).toBe(1);
});

test("one line end after a credential is dropped, as a file or a pipeline leaves it", async () => {
  const { user, password } = tenant.service.admin;
  const [, up] = await run({ OMA_USER: `${user}\n`, OMA_PASSWORD: `${password}\r\n` }, {}, users(0));
  expect([up?.code, up?.code === 0 ? "" : up?.output]).toEqual([0, ""]);
});

test("another blank is kept, and named when the service refuses the credentials", async () => {
  const { password } = tenant.service.admin;
  const [, up] = await run(
    { OMA_PASSWORD: `${password} ` },
    {},
    'new oma.Domain("other", { domain: "other.example" });',
  );
  expect(up?.code).not.toBe(0);
  expect(up?.output).toContain(
    "The `password` setting begins or ends with a blank or a line end, which is the likely cause.",
  );
});

test("a damaged hand-over key is named and made anew, and the run goes on", async () => {
  const stack = await Stack.create(accountVariables(tenant.service));
  await stack.program(users(0, "key.example.com")).up();
  stack.write(".home/oma-handoff.key", "damaged");
  const { code, output } = await stack.program(users(1, "key.example.com")).up();
  expect([code, output]).toEqual([
    0,
    expect.stringMatching(/oma-handoff\.key was damaged\. The provider made a new key/),
  ]);
  expect((await stack.destroy()).code).toBe(0);
  stack.remove();
});
