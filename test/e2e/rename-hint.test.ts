import { startTenant, type Tenant, writesTo } from "./support/tenant.js";

// A program whose resources are named after addresses gives a person another address: to the engine, a create and a delete.

let tenant: Tenant;
beforeEach(async () => {
  tenant = await startTenant();
  for (const domain of ["example.com", "example.org"]) {
    tenant.service.call("change_domain", { domain, attributes: {} });
  }
  await succeed(tenant.stack.program(program("ann", "ann@example.com")).up());
  // Nothing that a program declares: it stays with the account, as mail does.
  tenant.service.call("change_user", { user: "ann@example.com", attributes: { title: "Mail of Ann" } });
  tenant.service.requests.clear();
});
afterEach(() => tenant.close());

const program = (resource: string, user: string, opts = "{}") => `
new oma.User("${resource}", { user: "${user}", password: "Quartz*Kite-58", name: "Ann Moreau" }, ${opts});
new oma.User("ben", { user: "ben@example.com", password: "Quartz*Kite-58", name: "Ben Okafor" });`;

const mailAt = (user: string) => tenant.service.call("get_user", { user }).attributes?.title;
const writes = () => writesTo(tenant.service).map(({ method, object }) => `${method} ${object}`);

async function succeed(run: Promise<{ code: number; output: string }>): Promise<string> {
  const { code, output } = await run;
  expect([code, code === 0 ? "" : output]).toEqual([0, ""]);
  return output;
}

test("oma guard refuses the run before anything happens, and its remedy renames the mailbox in place", async () => {
  const { stack } = tenant;
  const guarded = await stack.program(program("anne", "anne@example.com")).oma("guard", "--max-deletes", "User=1");
  expect(guarded.code).toBe(1);
  expect(guarded.output).toContain(
    "Refused: User ann@example.com would be deleted, and anne@example.com created with the same name. This may be a rename:",
  );
  const [, aliases] = /set (aliases: \[.*\]) in its options/.exec(guarded.output) ?? [];
  stack.program(program("anne", "anne@example.com", `{ ${aliases} }`));
  await succeed(stack.oma("guard", "--max-deletes", "User=0"));
  await succeed(stack.up());
  expect(writes()).toEqual(["rename_user ann@example.com"]);
  expect(mailAt("anne@example.com")).toBe("Mail of Ann");
});

test("without the guard the mailbox is kept, run after run, until the edit is taken back or the delete is confirmed", async () => {
  const { stack } = tenant;
  for (const flags of [[], ["--refresh"]]) {
    const refused = await stack.program(program("anne", "anne@example.com")).up(...flags);
    expect(refused.code).not.toBe(0);
    expect(refused.output).toContain(
      "ann@example.com: User was not deleted: the program declares a new anne@example.com with the same name, so this may be a rename.",
    );
    expect(writes()).toEqual(["change_user anne@example.com"]);
  }
  await succeed(stack.program(program("ann", "ann@example.com")).up());
  await succeed(stack.program(program("ann", "anne@example.com")).up());
  expect(mailAt("anne@example.com")).toBe("Mail of Ann");
});

test("a delete that is meant goes through pulumi destroy --target", async () => {
  const { stack, service } = tenant;
  expect((await stack.program(program("anne", "anne@example.com")).up()).code).not.toBe(0);
  const { urn = "" } = (await stack.resources()).find(({ outputs }) => outputs.user === "ann@example.com") ?? {};
  await succeed(stack.destroy("--target", urn));
  expect(service.call("get_user", { user: "ann@example.com" }).success).toBe(false);
  await succeed(stack.up("--expect-no-changes"));
  await succeed(stack.destroy());
});

test("the preview of a move to another domain tells once that the mail stays behind", async () => {
  const { stack } = tenant;
  const preview = await stack.program(program("ann", "ann@example.org")).preview();
  const notice = "ann@example.com: ann@example.org will be a new User, and its mail stays with the old one";
  expect(preview.output.split(notice)).toHaveLength(2);
  await succeed(stack.up());
  expect(writes()).toEqual(["change_user ann@example.org", "delete_user ann@example.com"]);
});
