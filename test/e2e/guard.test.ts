import { Stack } from "./support/stack.js";
import { startTenant, type Tenant } from "./support/tenant.js";

let tenant: Tenant;
beforeAll(async () => {
  tenant = await startTenant();
  expect((await tenant.stack.program(program(["a", "b", "c", "d"])).up()).code).toBe(0);
});
afterAll(() => tenant.close());

const program = (users: readonly string[], domain = "example.com") => `
const domain = new oma.Domain("domain", { domain: "${domain}" });
for (const name of ${JSON.stringify(users)}) {
  new oma.User(name, { user: domain.address(name), password: "Quartz*Kite-58" });
}`;

/** What the guard says to a program; it runs the preview itself. */
function judged(body: string, ...limits: string[]) {
  return tenant.stack.program(body).oma("guard", ...limits);
}

/** The users that the service holds. */
function users(): number {
  return Number(tenant.service.call("search_users", { criteria: { domain: "example.com" } }).total_count);
}

test("a run that would delete more users than it may is refused, and they are named", async () => {
  const { code, output } = await judged(program(["a"]), "--max-deletes", "User=2");
  expect(code).toBe(1);
  expect(output).toContain("3 of 4 objects would be deleted, and the limit is User=2:");
  for (const name of ["b", "c", "d"]) expect(output).toContain(`User ${name}@example.com`);
});

test("a limit can be a share of what exists", async () => {
  expect((await judged(program(["a", "b", "c"]), "--max-deletes", "User=25%")).code).toBe(0);
  expect((await judged(program(["a", "b"]), "--max-deletes", "User=25%")).code).toBe(1);
  expect((await judged(program(["a", "b"]), "--max-deletes", "40%")).code).toBe(0);
});

test("a kind that no limit is about may lose nothing", async () => {
  const { code, output } = await judged("", "--max-deletes", "User=100");
  expect(code).toBe(1);
  expect(output).toContain("1 of 1 objects of the kind Domain would be deleted, and no --max-deletes allows that:");
  expect((await judged("", "--max-deletes", "User=100", "--max-deletes", "Domain=1")).code).toBe(0);
});

test("a replaced object is deleted, so it needs a limit too", async () => {
  const moved = program(["a", "b", "c", "d"], "example.org");
  const { code, output } = await judged(moved, "--max-deletes", "100");
  expect(code).toBe(1);
  expect(output).toContain("4 of 4 objects of the kind User would be replaced, and no --max-replaces allows that:");
  const domain = await judged(moved, "--max-replaces", "Domain=0", "--max-replaces", "User=4");
  expect([domain.code, domain.output]).toEqual([1, expect.stringContaining("Domain example.com")]);
  expect((await judged(moved, "--max-replaces", "5")).code).toBe(0);
});

test("the guard changes nothing, and a run within the limits goes through it", async () => {
  const { code, output } = await judged(program(["a", "b", "c", "d"]), "--max-deletes", "0", "--max-replaces", "0");
  expect([code, output]).toEqual([0, "Within the limits: 5 objects checked, 0 deleted, 0 replaced, 0 let go.\n"]);
  expect(users()).toBe(4);
});

test("--json says the same to programs", async () => {
  const { code, output } = await judged(program(["a", "b"]), "--max-deletes", "User=1", "--json");
  expect(code).toBe(1);
  expect(JSON.parse(output)).toEqual({
    verdict: "refused",
    objects: 5,
    deleted: 2,
    replaced: 0,
    letGo: 0,
    breaches: [
      {
        fate: "deleted",
        kind: "User",
        limit: "User=1",
        existing: 4,
        objects: expect.arrayContaining([
          { kind: "User", id: "c@example.com" },
          { kind: "User", id: "d@example.com" },
        ]),
      },
    ],
    likelyRenames: [],
  });
});

test("--stack and --cwd say what to preview", async () => {
  const { stack } = tenant;
  stack.program(program(["a"]));
  await stack.succeed("stack", "init", "empty");
  await stack.succeed("stack", "select", "dev");
  expect((await stack.oma("guard", "--max-deletes", "0")).code).toBe(1);
  expect((await stack.oma("guard", "--max-deletes", "0", "--stack", "empty")).code).toBe(0);
  const { code, output } = await stack.oma("guard", "--max-deletes", "0", "--cwd", "elsewhere");
  expect([code, output]).toEqual([1, expect.stringContaining("elsewhere")]);
  expect((await stack.oma("guard", "--max-deletes", "3", "--cwd", stack.folder)).code).toBe(0);
});

test("a preview from a file is judged if it shows all objects and steps", async () => {
  const { stack } = tenant;
  const judgedFile = async (limit: string, ...flags: string[]) => {
    stack.write("preview.json", (await stack.succeed("preview", "--json", ...flags)).output);
    return stack.oma("guard", "--preview", "preview.json", "--max-deletes", limit);
  };
  stack.program(program(["a", "b", "c"]));
  expect((await judgedFile("1", "--show-sames", "--show-replacement-steps")).code).toBe(0);
  expect((await judgedFile("0", "--show-sames", "--show-replacement-steps")).code).toBe(1);
  const partial = await judgedFile("9");
  expect([partial.code, partial.output]).toEqual([1, expect.stringContaining("--show-sames")]);

  stack.program(program(["a", "b", "c"], "example.org"));
  const stepless = await judgedFile("9", "--show-sames");
  expect([stepless.code, stepless.output]).toEqual([1, expect.stringContaining("--show-replacement-steps")]);
});

describe("a preview with an error in it is no permission, and the cause is all that is shown:", () => {
  test("a program that crashes", async () => {
    const { code, output } = await judged('throw new Error("Boom");', "--max-deletes", "9");
    expect(code).toBe(1);
    expect(output).toMatch(/^oma: pulumi preview failed: Running program '.*' failed with an unhandled exception:\n/);
    expect(output).toMatch(/\nError: Boom\n$/);
  });

  test("a resource that the provider refuses, in a program with many others", async () => {
    const body = `${program(["a", "b", "c", "d"])}\nnew oma.User("x", { user: "none", password: "Quartz*Kite-58" });`;
    const { code, output } = await judged(body, "--max-deletes", "9");
    expect(code).toBe(1);
    expect(output).toMatch(/^oma: pulumi preview failed: .*resource 'x'.*must be an address.*\n$/);
  });

  test("a program that logs an error and goes on, for which pulumi ends with 0", async () => {
    const { code, output } = await judged('pulumi.log.error("not today");', "--max-deletes", "100");
    expect([code, output]).toEqual([1, "oma: pulumi preview failed: not today\n"]);
  });

  test("the output of a crash in a file", async () => {
    const { stack } = tenant;
    stack.program(`${program(["a", "b", "c", "d"])}\nthrow new Error("Boom");`);
    const { output } = await stack.run("preview", "--json", "--show-sames", "--show-replacement-steps");
    stack.write("crash.json", output);
    const guard = await stack.oma("guard", "--preview", "crash.json", "--max-deletes", "100", "--json");
    expect(guard.code).toBe(1);
    expect(guard.output).toContain('"verdict": "not judged"');
  });

  test("no project at all", async () => {
    const { code, output } = await tenant.stack.oma("guard", "--max-deletes", "9", "--cwd", "/");
    expect([code, output]).toEqual([1, expect.stringContaining("pulumi preview failed: error: no Pulumi.yaml")]);
  });
});

describe("what the run lets go of", () => {
  let other: Tenant;
  beforeAll(async () => {
    other = await startTenant();
  });
  afterAll(() => other.close());

  test("is counted apart, and the service keeps it", async () => {
    const { stack, service } = other;
    const users = `
new oma.User("gone", { user: domain.address("gone"), password: "Quartz*Kite-58" });
new oma.User("kept", { user: domain.address("kept"), password: "Quartz*Kite-58", onDelete: "retain" });
new oma.User("held", { user: domain.address("held"), password: "Quartz*Kite-58" }, { retainOnDelete: true });
new oma.Company("company", { company: "Lakeside Demo Mail" });`;
    const domain = 'const domain = new oma.Domain("domain", { domain: "example.com" });';
    expect((await stack.program(domain + users).up()).code).toBe(0);
    const guard = await stack.program(domain).oma("guard", "--max-deletes", "User=1");
    expect([guard.code, guard.output]).toEqual([
      0,
      "Within the limits: 5 objects checked, 1 deleted, 0 replaced, 3 let go.\n",
    ]);
    expect((await stack.up()).code).toBe(0);
    const left = service.call("search_users", { criteria: { domain: "example.com" } });
    expect(left.total_count).toBe(2);
  });
});

test("what an earlier run replaced and could not delete counts, though a plain preview hides it", async () => {
  const { service } = tenant;
  const stack = await Stack.create({
    OMA_ENDPOINT: service.url,
    OMA_USER: service.admin.user,
    OMA_PASSWORD: service.admin.password,
  });
  const named = (domain: string) => `new oma.Domain("d", { domain: "${domain}" });`;
  await stack.program(named("left.example.com")).up();
  await stack.succeed("config", "set", "oma:deleteLimit", "0");
  expect((await stack.program(named("right.example.com")).up()).code).not.toBe(0);
  await stack.succeed("config", "rm", "oma:deleteLimit");
  const { code, output } = await stack.oma("guard", "--max-deletes", "0", "--max-replaces", "0");
  expect([code, output]).toEqual([1, expect.stringContaining("  Domain left.example.com\n")]);
  expect((await stack.up()).code).toBe(0);
  expect(service.call("get_domain", { domain: "left.example.com" }).error_number).toBe(2);
  stack.remove();
});
