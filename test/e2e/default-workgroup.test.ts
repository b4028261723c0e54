import { company, startTenant, type Tenant, writesTo } from "./support/tenant.js";

let tenant: Tenant;
beforeEach(async () => {
  tenant = await startTenant();
});
afterEach(() => tenant.close());

const domain = "quay.example";
const declared = (more = "") => `const d = new oma.Domain("d", { domain: "${domain}"${more} });`;
const workgroup = (name: string) =>
  `const w = new oma.Workgroup("w", { domain: d.domain, workgroup: "${name}", adopt: true });`;
const user = `new oma.User("u", { user: d.address("ann"), password: "Quartz*Kite-58", workgroup: w.workgroup });`;

const names = async () => (await tenant.stack.resources()).map(({ id }) => id).sort();
const succeeded = (run: { code: number; output: string }) =>
  expect([run.code, run.code === 0 ? "" : run.output]).toEqual([0, ""]);
const exists = () => tenant.service.call("get_domain", { domain }).success;
const workgroups = () => {
  const { workgroups } = tenant.service.call("search_workgroups", { criteria: { domain } });
  return (workgroups as { workgroup: string }[]).map((row) => row.workgroup).sort();
};

test.each([
  ["adopted", declared() + workgroup("staff") + user],
  ["created, and then made the default", `${declared()}${workgroup("Desk")}${user}`],
])("a destroy leaves nothing behind when the default workgroup is %s", async (_, program) => {
  const { service, stack } = tenant;
  succeeded(await stack.program(program).up());
  if (program.includes("Desk")) service.call("change_domain", { domain, attributes: { workgroup: "Desk" } });
  succeeded(await stack.destroy());
  expect(await names()).toEqual([]);
  expect(exists()).toBe(false);
});

test.each([["--run-program"], ["--refresh"], ["--run-program", "--refresh"]])(
  "a destroy with %s %s leaves nothing behind either",
  async (...flags) => {
    const { stack } = tenant;
    succeeded(await stack.program(declared() + workgroup("staff") + user).up());
    succeeded(await stack.destroy(...flags));
    expect(await names()).toEqual([]);
    expect(exists()).toBe(false);
  },
);

test("it goes with its domain when both leave the program, and when the domain is replaced", async () => {
  const { service, stack } = tenant;
  const program = declared() + workgroup("staff");
  succeeded(await stack.program(program).up());
  succeeded(await stack.program(program.replaceAll(domain, "pier.example")).up());
  expect(exists()).toBe(false);
  expect(await names()).toEqual(["pier.example", "pier.example/staff"]);
  succeeded(await stack.program("").up());
  expect(service.call("get_domain", { domain: "pier.example" }).success).toBe(false);
});

test("a domain that stays keeps its default workgroup: the error says how to go on, and that works", async () => {
  const { stack } = tenant;
  succeeded(await stack.program(declared() + workgroup("Desk")).up());
  tenant.service.call("change_domain", { domain, attributes: { workgroup: "Desk" } });
  const refused = await stack.program(declared()).up();
  expect(refused.code).not.toBe(0);
  expect(refused.output).toContain(
    "quay.example/Desk: Workgroup cannot be deleted (18), since it is the default workgroup of quay.example.",
  );
  expect(await names()).toEqual([domain, `${domain}/Desk`]);
  expect(workgroups()).toEqual(["Desk", "staff"]);

  succeeded(await stack.program(declared(', workgroup: "staff"')).up());
  expect(workgroups()).toEqual(["staff"]);
  expect(await names()).toEqual([domain]);
});

test("it is let go of when its domain belongs to another program", async () => {
  const { service, stack } = tenant;
  service.call("change_domain", { domain, attributes: {} });
  succeeded(await stack.program(workgroup("staff").replace("d.domain", `"${domain}"`)).up());
  service.requests.clear();
  succeeded(await stack.destroy());
  expect(writesTo(service)).toEqual([]);
  expect(await names()).toEqual([]);
  expect(workgroups()).toEqual(["staff"]);
});

test("a protected mailbox that stops a destroy is released without bringing back what is destroyed", async () => {
  const { service, stack } = tenant;
  const program = (isProtected: boolean) =>
    `${declared()}new oma.User("u", { user: d.address("ann"), password: "Quartz*Kite-58", protectMailbox: ${isProtected} });
     new oma.User("b", { user: d.address("ben"), password: "Quartz*Kite-58" });`;
  succeeded(await stack.program(program(true)).up());
  const stopped = await stack.destroy("--continue-on-error");
  expect(stopped.code).not.toBe(0);
  expect(stopped.output).toContain("pulumi up --target");
  expect(await names()).toEqual(["ann@quay.example", domain]);

  const urn = (await stack.resources()).find(({ id }) => id.startsWith("ann"))?.urn ?? "";
  service.requests.clear();
  succeeded(await stack.program(program(false)).up("--target", urn));
  expect(writesTo(service)).toEqual([]);
  expect(await names()).toEqual(["ann@quay.example", domain]);
  succeeded(await stack.destroy());
  expect(exists()).toBe(false);
});

test("a destroy that reached the limit of deletions goes on with a higher one in the environment", async () => {
  const { stack } = tenant;
  const users = ["ann", "ben", "cat"].map(
    (name) => `new oma.User("${name}", { user: d.address("${name}"), password: "Quartz*Kite-58" });`,
  );
  await stack.succeed("config", "set", "oma:deleteLimit", "1");
  succeeded(await stack.program(declared() + users.join("")).up());
  // A destroy has the settings of the last up.
  await stack.succeed("config", "set", "oma:deleteLimit", "5");
  const stopped = await stack.destroy();
  expect(stopped.code).not.toBe(0);
  expect(stopped.output).toContain("set OMA_DELETE_LIMIT to a higher number");
  expect(await names()).toHaveLength(3);
  succeeded(await stack.variables({ OMA_DELETE_LIMIT: "5" }).destroy());
  expect(exists()).toBe(false);
});

test("a company whose original values are refused can be let go of without an up", async () => {
  const { service, stack } = tenant;
  service.call("_change_brand", { company, brand: "Blue", attributes: {} });
  service.call("change_company", { company, attributes: { brand: "Blue" } });
  const program = `${declared()}new oma.Company("c", { company: "${company}", brand: "Default Brand", onDelete: "reset" });`;
  succeeded(await stack.program(program).up());
  service.call("_delete_brand", { company, brand: "Blue" });
  const stopped = await stack.destroy("--continue-on-error");
  expect(stopped.code).not.toBe(0);
  expect(stopped.output).toContain(
    `${company}: onDelete: "reset" was not carried out: the service refused the change of brand (6).`,
  );
  expect(stopped.output).toContain("remove it from state with pulumi state delete");
  const [left] = await stack.resources();
  await stack.succeed("state", "delete", left?.urn ?? "", "--yes");
  succeeded(await stack.destroy());
});
