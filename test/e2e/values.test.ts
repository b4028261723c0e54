import { callsTo, company, startTenant, type Tenant, writesTo } from "./support/tenant.js";

let tenant: Tenant;
beforeAll(async () => {
  tenant = await startTenant();
  tenant.service.call("change_domain", { domain: "held.example.com", attributes: {} });
});
afterAll(() => tenant.close());

const user = (args: string) =>
  `new oma.User("ann", { user: "ann@held.example.com", password: "Quartz*Kite-58", ${args} });`;

test("a Date is written and kept as UNIX seconds, whether it is known at once or later", async () => {
  const { service, stack } = tenant;
  const end = Date.UTC(2027, 0, 1, 12) / 1000;
  const held = () => service.call("get_user", { user: "ann@held.example.com" }).attributes;
  const away = 'deliveryAutoresponder: true, autoresponder: "Away."';
  const declared = (date: string) => user(`${away}, autoresponderOptionEnddate: ${date}`);
  expect((await stack.program(declared('new Date("2027-01-01T12:00:00.900Z")')).up()).code).toBe(0);
  expect(held()).toMatchObject({ autoresponder_option_enddate: end });
  expect((await stack.resources())[0]?.inputs).toMatchObject({ autoresponderOptionEnddate: end });

  for (const same of [
    `${end}`,
    `Promise.resolve(new Date(${end * 1000}))`,
    `pulumi.output(${end}).apply((at) => new Date(at * 1000))`,
  ]) {
    const again = await stack.program(declared(same)).up("--expect-no-changes");
    expect([again.code, again.code === 0 ? "" : again.output]).toEqual([0, ""]);
  }
  expect((await stack.program(declared('new Date("2027-02-01T12:00:00Z")')).up()).code).toBe(0);
  expect(held()).toMatchObject({ autoresponder_option_enddate: Date.UTC(2027, 1, 1, 12) / 1000 });
  expect((await stack.drift()).code).toBe(0);
});

test("an invalid Date is told by its name, and nothing is sent", async () => {
  const { service, stack } = tenant;
  service.requests.clear();
  const run = await stack
    .program(user('deliveryAutoresponder: true, autoresponderOptionEnddate: new Date("24.12.2027")'))
    .up();
  expect(run.code).not.toBe(0);
  expect(run.output).toContain('User "ann": autoresponderOptionEnddate is an invalid Date');
  expect(run.output).not.toMatch(/\n\s+at /);
  expect(callsTo(service)).toEqual([]);
});

test("sizes are written in mebibytes and gibibytes", async () => {
  const { service, stack } = tenant;
  expect((await stack.program(user("quota: oma.mib(512)")).up()).code).toBe(0);
  expect(service.call("get_user", { user: "ann@held.example.com" }).attributes).toMatchObject({ quota: 536_870_912 });
  expect((await stack.program(user("quota: oma.gib(0.5)")).up("--expect-no-changes")).code).toBe(0);
});

test("to declare what holds for an option anyway is no change, and no drift either", async () => {
  const { service, stack } = tenant;
  const both = (options: string, companyOptions: string, domainOptions: string) => `
    new oma.Company("c", { company: "${company}", notesExternal: "x", ${companyOptions} });
    new oma.Domain("d", { domain: "quay.example.com", ${domainOptions} });
    ${user(options)}`;
  const usual = [
    'adopt: false, adoptPassword: false, protectMailbox: false, onDelete: "delete"',
    'onDelete: "release"',
    "adopt: false, allowMove: false, deleteTimeout: 300",
  ] as const;
  const quiet = async () => {
    service.requests.clear();
    const drift = await stack.drift();
    expect([drift.code, drift.code === 0 ? "" : drift.output]).toEqual([0, ""]);
    const up = await stack.up("--expect-no-changes");
    expect([up.code, up.code === 0 ? "" : up.output]).toEqual([0, ""]);
    expect(writesTo(service)).toEqual([]);
  };
  expect((await stack.program(both("", "", "")).up()).code).toBe(0);
  const declared = await stack.program(both(...usual)).up("--expect-no-changes");
  expect([declared.code, declared.code === 0 ? "" : declared.output]).toEqual([0, ""]);
  await quiet();
  expect((await stack.program(both("", "", "")).up("--expect-no-changes")).code).toBe(0);
  await quiet();

  expect((await stack.destroy()).code).toBe(0);
  await stack.succeed("config", "set", "oma:restoreDeleted", "ignore");
  expect((await stack.program(both(...usual)).up()).code).toBe(0);
  expect((await stack.program(both("", "", "")).up("--expect-no-changes")).code).toBe(0);
  await quiet();

  const other = await stack.program(both("protectMailbox: true", 'onDelete: "reset"', "deleteTimeout: 30")).up();
  expect([other.code, other.output]).toEqual([0, expect.stringContaining("3 updated")]);
  expect((await stack.program(both(...usual)).up()).output).toContain("3 updated");
  expect((await stack.destroy()).code).toBe(0);
});
