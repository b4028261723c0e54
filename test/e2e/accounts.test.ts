import type { Simulator } from "../../simulator/index.js";
import { startService } from "./support/service.js";
import { Stack } from "./support/stack.js";

let service: Simulator;
let stack: Stack;
beforeAll(async () => {
  const admin = (name: string) => ({
    user: `ops@${name}.adm`,
    password: `Canary-${name}-4711`,
    role: "company" as const,
  });
  service = await startService({
    tenant: [
      { name: "North", admins: [admin("north")] },
      { name: "South", admins: [admin("south")] },
    ],
  });
  stack = await Stack.create({});
  await stack.succeed("config", "set", "oma:endpoint", service.url);
  await stack.succeed("config", "set", "oma:user", "ops@north.adm");
  await stack.succeed("config", "set", "--secret", "oma:password", "Canary-north-4711");
});
afterAll(async () => {
  stack.remove();
  await service.close();
});

test("a program can hold objects of two accounts, each reached with its own credentials", async () => {
  const run = await stack
    .program(`
const south = new oma.Provider("south", { endpoint: "${service.url}", user: "ops@south.adm", password: "Canary-south-4711" });
for (const [name, opts] of Object.entries({ north: {}, south: { provider: south } })) {
  const domain = new oma.Domain(name, { domain: name + ".example.com" }, opts);
  new oma.User(name, { user: domain.address("ann"), password: "Quartz*Kite-58" }, opts);
}`)
    .up();
  expect([run.code, run.code === 0 ? "" : run.output]).toEqual([0, ""]);
  const creators = service.requests
    .filter(({ method }) => method.startsWith("change_"))
    .map(({ object, user }) => `${object} by ${user}`);
  expect(creators.sort()).toEqual([
    "ann@north.example.com by ops@north.adm",
    "ann@south.example.com by ops@south.adm",
    "north.example.com by ops@north.adm",
    "south.example.com by ops@south.adm",
  ]);
  expect(
    service.call("search_domains", { criteria: { company: "South", match: "*example.com" } }, "ops@south.adm").count,
  ).toBe(1);

  service.requests.clear();
  expect((await stack.up()).code).toBe(0);
  expect(service.requests.entries()).toEqual([]);
  expect(await stack.export()).not.toContain("Canary-");
  expect((await stack.destroy()).code).toBe(0);
  expect(service.call("get_domain", { domain: "south.example.com" }, "ops@south.adm").error_number).toBe(2);
});
