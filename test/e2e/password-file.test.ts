import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { callsTo, startTenant, type Tenant } from "./support/tenant.js";

let tenant: Tenant;
beforeEach(async () => {
  tenant = await startTenant();
  mkdirSync(join(tenant.stack.folder, "program"));
});
afterEach(() => tenant.close());

const program = (source: string) => `
const pulumi = require("@pulumi/pulumi");
const oma = require("pulumi-oma");
const domain = new oma.Domain("domain", { domain: "example.com" });
new oma.User("ann", { user: domain.address("ann"), passwordFrom: ${source} });
`;

test("a relative path starts at the folder of the program, which is that of the project or its main", async () => {
  const { service, stack } = tenant;
  stack.write("ann.txt", "Quartz*Kite-58\n");
  stack.write("index.js", program('{ file: "ann.txt" }'));
  expect((await stack.up()).code).toBe(0);

  stack.write("Pulumi.yaml", "name: tenant\nruntime: nodejs\nmain: program/\n");
  stack.write("program/package.json", '{ "main": "index.js" }');
  stack.write("program/index.js", program('{ file: "ann.txt" }'));
  const lost = await stack.up();
  expect(lost.output).toContain("passwordFrom: the file ann.txt cannot be read (ENOENT); a relative path starts at ");
  expect(lost.output).toContain(`${join(stack.folder, "program")}`);
  stack.write("program/index.js", program('{ file: "../ann.txt" }'));
  service.requests.clear();
  const found = await stack.up();
  expect([found.code, found.code === 0 ? "" : found.output]).toEqual([0, ""]);
  // Another path to the same password.
  expect(callsTo(service)).toEqual([]);
});

test("a file with a version is needed when the mailbox is made and when the version changes, and at no other time", async () => {
  const { service, stack } = tenant;
  const file = join(stack.folder, "ann.txt");
  const versioned = (version: number) => program(`{ file: ${JSON.stringify(file)}, version: ${version} }`);
  const up = (version: number) => {
    stack.write("index.js", versioned(version));
    return stack.up();
  };
  const missing = await up(1);
  expect([missing.code === 0, missing.output.includes(`passwordFrom: the file ${file} cannot be read`)]).toEqual([
    false,
    true,
  ]);
  expect(callsTo(service)).not.toContain("change_user ann@example.com");

  stack.write("ann.txt", "Quartz*Kite-58");
  expect((await up(1)).code).toBe(0);
  rmSync(file);
  expect((await up(1)).code).toBe(0);
  expect((await stack.refresh()).code).toBe(0);
  expect((await stack.drift()).code).toBe(0);
  expect((await up(2)).code).not.toBe(0);

  stack.write("ann.txt", "Violet#Road-93");
  service.requests.clear();
  expect((await up(2)).code).toBe(0);
  expect(callsTo(service).filter((call) => call.startsWith("change_"))).toEqual(["change_user ann@example.com"]);
  rmSync(file);
  expect((await stack.destroy()).code).toBe(0);
});
