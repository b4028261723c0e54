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

test("replaced objects have a limit of their own", async () => {
  const moved = program(["a", "b", "c", "d"], "example.org");
  expect((await judged(moved, "--max-deletes", "0")).code).toBe(0);
  const { code, output } = await judged(moved, "--max-replaces", "Domain=0");
  expect(code).toBe(1);
  expect(output).toContain("Domain example.com");
});

test("the guard changes nothing, and a run within the limits goes through it", async () => {
  expect((await judged(program(["a", "b", "c", "d"]), "--max-deletes", "0", "--max-replaces", "0")).code).toBe(0);
  const users = tenant.service.call("search_users", { criteria: { domain: "example.com" } });
  expect(users.total_count).toBe(4);
});

test("a preview from a file is judged if it shows all objects", async () => {
  const { stack } = tenant;
  stack.program(program(["a", "b", "c"]));
  const whole = await stack.succeed("preview", "--json", "--show-sames");
  stack.write("preview.json", whole.output);
  expect((await stack.oma("guard", "--preview", "preview.json", "--max-deletes", "1")).code).toBe(0);
  expect((await stack.oma("guard", "--preview", "preview.json", "--max-deletes", "0")).code).toBe(1);

  const partial = await stack.succeed("preview", "--json");
  stack.write("preview.json", partial.output);
  const { code, output } = await stack.oma("guard", "--preview", "preview.json", "--max-deletes", "9");
  expect(code).toBe(1);
  expect(output).toContain("--show-sames");
});

test("a preview that fails is no permission", async () => {
  const { code, output } = await judged('new oma.User("x", { user: "none" });', "--max-deletes", "9");
  expect(code).toBe(1);
  expect(output).toContain("pulumi preview failed");
});
