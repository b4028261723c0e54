import { readdirSync } from "node:fs";
import { join } from "node:path";
import { bringTo, oldStack, passwordOfFixtures as password, takeIn, timeOfFixtures } from "./support/old-state.js";
import { callsTo, company, startTenant, type Tenant } from "./support/tenant.js";

const fixtures = readdirSync(join(__dirname, "fixtures"))
  .filter((file) => file.endsWith(".json"))
  .map((file) => file.slice(0, -".json".length));

test("the state of every release up to this one is kept as a fixture", () => {
  expect(fixtures).toEqual(["state-format-1"]);
});

describe.each(fixtures)("%s", (fixture) => {
  const { program, state } = oldStack(fixture);
  let tenant: Tenant;
  beforeAll(async () => {
    tenant = await startTenant({ now: () => timeOfFixtures });
    bringTo(tenant.service);
    await takeIn(tenant.stack, tenant.service, state);
  });
  afterAll(() => tenant.close());

  test("holds no password, not even under its encryption", async () => {
    expect(state).not.toContain(password);
    expect(await tenant.stack.export("--show-secrets")).not.toContain(password);
  });

  test("is taken over by an up that changes nothing and sends nothing", async () => {
    const { service, stack } = tenant;
    const up = await stack.program(program).up("--expect-no-changes");
    expect([up.code, up.code === 0 ? "" : up.output]).toEqual([0, ""]);
    expect(callsTo(service)).toEqual([]);
  });

  test("is found in sync by a refresh, which reads each object once and changes nothing", async () => {
    const { service, stack } = tenant;
    // Encrypted texts differ each time that the engine writes them.
    const before = await stack.resources("--show-secrets");
    const refresh = await stack.refresh("--expect-no-changes");
    expect([refresh.code, refresh.code === 0 ? "" : refresh.output]).toEqual([0, ""]);
    expect(callsTo(service)).toHaveLength(1 + before.length);
    // The code of a resource comes back from its outputs, where it stays as an older release wrote it. The engine takes no notice.
    const own = { __provider: undefined };
    const plain = (all: typeof before) => all.map(({ urn, id, inputs }) => ({ urn, id, ...inputs, ...own }));
    expect(plain(await stack.resources("--show-secrets"))).toEqual(plain(before));
    const drift = await stack.drift();
    expect([drift.code, drift.code === 0 ? "" : drift.output]).toEqual([0, ""]);
    expect((await stack.up("--expect-no-changes")).code).toBe(0);
  });

  test("is gone on with: a changed attribute and a changed password are written, and nothing else", async () => {
    const { service, stack } = tenant;
    service.requests.clear();
    const run = await stack
      .program(program.replace(password, "Violet#Road-93").replace("by code", "by newer code"))
      .up();
    expect([run.code, run.code === 0 ? "" : run.output]).toEqual([0, ""]);
    const written = service.requests.filter(({ method }) => method.includes("change_"));
    expect(written.map(({ object, attributes }) => [object, attributes]).sort()).toEqual([
      [company, { notes_external: "by newer code" }],
      ["ann@example.com", { password: "[secret]" }],
    ]);
  });

  test("can be destroyed, and brings back the values that the company had before", async () => {
    const { service, stack } = tenant;
    const run = await stack.destroy();
    expect([run.code, run.code === 0 ? "" : run.output]).toEqual([0, ""]);
    expect(await stack.resources()).toEqual([]);
    expect(service.call("get_domain", { domain: "example.com" }).error_number).toBe(2);
    expect(service.call("get_company", { company }).attributes).toMatchObject({
      contacts: [],
      notes_external: null,
      spamlevel: null,
    });
  });
});
