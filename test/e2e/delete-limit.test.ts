import type { Simulator } from "../../simulator/index.js";
import { startService } from "./support/service.js";
import { Stack } from "./support/stack.js";

const accounts = ["north", "south"] as const;

let service: Simulator;
beforeEach(async () => {
  service = await startService({
    tenant: accounts.map((name) => ({
      name,
      admins: [{ user: `ops@${name}.adm`, password: `Quartz-${name}-4711`, role: "company" as const }],
    })),
  });
});
afterEach(() => service.close());

/** Two accounts, each with a provider of its own, which the engine gives a process of its own. */
const providers = () =>
  accounts
    .map(
      (name) =>
        `const ${name} = { provider: new oma.Provider("${name}", { endpoint: "${service.url}", user: "ops@${name}.adm", password: "Quartz-${name}-4711" }) };`,
    )
    .join("\n");
const domains = (options: (name: string) => string = (name) => name) =>
  accounts
    .map(
      (name) => `const ${name}Domain = new oma.Domain("${name}", { domain: "${name}.example.com" }, ${options(name)});`,
    )
    .join("\n");

const deleted = () => service.requests.filter(({ method, outcome }) => method === "delete_domain" && outcome === "ok");

async function stackOf(variables: Record<string, string> = {}): Promise<Stack> {
  const stack = await Stack.create(variables);
  const run = await stack.program(providers() + domains()).up();
  expect([run.code, run.code === 0 ? "" : run.output]).toEqual([0, ""]);
  return stack;
}

test("the limit is one for all providers of a run, and each run has its own", async () => {
  const stack = await stackOf({ OMA_DELETE_LIMIT: "1" });
  const first = await stack.program(providers()).up("--continue-on-error");
  expect(first.code).not.toBe(0);
  expect(first.output).toContain(
    "Domain was not deleted: this run has deleted 1, the most that oma:deleteLimit allows",
  );
  expect(deleted()).toHaveLength(1);
  expect(await stack.resources()).toHaveLength(1);

  expect((await stack.up()).code).toBe(0);
  expect(deleted()).toHaveLength(2);
  stack.remove();
});

test("a limit in the stack's configuration holds for explicit providers too, and a new limit replaces no resource", async () => {
  const stack = await stackOf();
  await stack.succeed("config", "set", "oma:deleteLimit", "1");
  service.requests.clear();
  expect((await stack.up()).code).toBe(0);
  expect(service.requests.entries()).toEqual([]);
  const run = await stack.program(providers()).up("--continue-on-error");
  expect(run.code).not.toBe(0);
  expect(deleted()).toHaveLength(1);
  stack.remove();
});

test("a provider that starts after another one has ended counts on", async () => {
  const variables = { OMA_DELETE_LIMIT: "1" };
  const stack = await Stack.create(variables);
  // What hangs on the other is deleted first, then its provider, and only then does the engine need the other's.
  const hanging = `${providers()}\n${domains((name) => (name === "south" ? "{ ...south, dependsOn: [northDomain] }" : name))}`;
  const up = await stack.program(hanging).up();
  expect([up.code, up.code === 0 ? "" : up.output]).toEqual([0, ""]);
  const run = await stack.destroy("--continue-on-error");
  expect(run.code).not.toBe(0);
  expect(deleted().map(({ object }) => object)).toEqual(["south.example.com"]);
  stack.remove();
});

test("two runs at the same time have a limit each", async () => {
  const one = await stackOf({ OMA_DELETE_LIMIT: "1" });
  const two = await Stack.create({ OMA_DELETE_LIMIT: "1" });
  const account = `{ provider: new oma.Provider("p", { endpoint: "${service.url}", user: "ops@north.adm", password: "Quartz-north-4711" }) }`;
  await two.program(`new oma.Domain("d", { domain: "second.example.com" }, ${account});`).up();
  one.program(`${providers()}\nnew oma.Domain("south", { domain: "south.example.com" }, south);`);
  two.program("");
  const runs = await Promise.all([one.up(), two.up()]);
  expect(runs.map(({ code, output }) => [code, code === 0 ? "" : output])).toEqual([
    [0, ""],
    [0, ""],
  ]);
  expect(deleted()).toHaveLength(2);
  one.remove();
  two.remove();
});

test("where the deletions cannot be counted, nothing is deleted", async () => {
  const stack = await stackOf({ OMA_DELETE_LIMIT: "1" });
  stack.write(".home/oma-runs", "in the way");
  const run = await stack.program(providers()).up();
  expect(run.code).not.toBe(0);
  expect(run.output).toContain("Domain was not deleted: the deletions of this run cannot be counted, since ");
  expect(deleted()).toEqual([]);
  stack.remove();
});
