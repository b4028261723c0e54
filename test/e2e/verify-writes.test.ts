import type { Simulator } from "../../simulator/index.js";
import { callsTo, startTenant, type Tenant } from "./support/tenant.js";

let tenant: Tenant;
beforeEach(async () => {
  tenant = await startTenant();
});
afterEach(() => tenant.close());

/** From now on the service accepts that POP3 is switched off, and leaves it on. */
function ignorePop3(service: Simulator): void {
  service.onCall(({ method, phase, object: user }) => {
    if (method !== "change_user" || phase !== "after") return;
    service.call("change_user", { user, attributes: { service_pop3: "enabled" } });
  });
}

const program = (attributes: string) => `
const domain = new oma.Domain("domain", { domain: "example.com" });
new oma.User("ann", { user: domain.address("ann"), password: "Quartz*Kite-58", ${attributes} });
`;
const says = "ann@example.com: the service accepted the change but still reports a different value for servicePop3.";
const ids = async () => (await tenant.stack.resources()).map(({ id }) => id).sort();

test("a new mailbox of which an attribute was ignored is an error that names it, and is in state", async () => {
  const { service, stack } = tenant;
  ignorePop3(service);
  const run = await stack.program(program("servicePop3: 'disabled', serviceImap4: 'disabled'")).up();
  expect(run.code).not.toBe(0);
  expect(run.output).toContain(says);
  expect(await ids()).toEqual(["ann@example.com", "example.com"]);

  // The same program goes on from there: an update, no second create.
  service.requests.clear();
  const again = await stack.up();
  expect([again.code === 0, again.output.includes(says)]).toEqual([false, true]);
  const written = service.requests.filter(({ method }) => method === "change_user");
  expect(written.map(({ attributes, createOnly }) => [attributes, createOnly])).toEqual([
    [{ service_pop3: "disabled" }, false],
  ]);

  const mended = await stack.program(program("serviceImap4: 'disabled'")).up();
  expect([mended.code, mended.code === 0 ? "" : mended.output]).toEqual([0, ""]);
  service.requests.clear();
  expect((await stack.up()).code).toBe(0);
  expect(callsTo(service)).toEqual([]);
  expect((await stack.drift()).code).toBe(0);
});

test("what is security-relevant is read back once per changed object, and nothing else is", async () => {
  const { service, stack } = tenant;
  expect((await stack.program(program("name: 'Ann', serviceImap4: 'enabled'")).up()).code).toBe(0);
  const calls = async (attributes: string) => {
    service.requests.clear();
    expect((await stack.program(program(attributes)).up()).code).toBe(0);
    return callsTo(service).filter((call) => call.endsWith("ann@example.com"));
  };
  const [look, write] = ["get_user ann@example.com", "change_user ann@example.com"];
  expect(await calls("name: 'Anne', serviceImap4: 'enabled'")).toEqual([look, write]);
  expect(await calls("name: 'Anne', serviceImap4: 'disabled'")).toEqual([look, write, look]);
  expect(await calls("name: 'Anne', serviceImap4: 'disabled'")).toEqual([]);
});

test("oma:verifyWrites widens that to all attributes, or switches it off", async () => {
  const { service, stack } = tenant;
  ignorePop3(service);
  await stack.succeed("config", "set", "oma:verifyWrites", "off");
  expect((await stack.program(program("name: 'Ann', servicePop3: 'disabled'")).up()).code).toBe(0);
  await stack.succeed("config", "set", "oma:verifyWrites", "all");
  service.requests.clear();
  expect((await stack.program(program("name: 'Anne', servicePop3: 'disabled'")).up()).code).toBe(0);
  expect(callsTo(service).filter((call) => call.startsWith("get_user"))).toHaveLength(2);
  await stack.succeed("config", "set", "oma:verifyWrites", "sometimes");
  const run = await stack.program(program("name: 'Ann'")).up();
  expect([run.code === 0, run.output.includes("oma:verifyWrites")]).toEqual([false, true]);
});

describe("a role", () => {
  const ann = "ann@example.com";
  const withRole = (role: string) => `
const domain = new oma.Domain("domain", { domain: "example.com" });
const ann = new oma.User("ann", { user: domain.address("ann"), password: "Quartz*Kite-58" });
new oma.Role("role", { user: ann.user, role: "${role}", objects: [domain.domain] });
`;
  const rolesOfAnn = () => (tenant.service.call("get_user", { user: ann }).metadata as { roles?: object }).roles;
  /** Whatever role is given, the service has this one before it answers. */
  const keep = (role: string) =>
    tenant.service.onCall(({ method, phase }) => {
      if (method === "set_role" && phase === "after") {
        tenant.service.call("set_role", { user: ann, role, object: "example.com" });
      }
    });

  test("that stays another one is an error that names it, and is written again by the next up", async () => {
    const { service, stack } = tenant;
    expect((await stack.program(withRole("mail")).up()).code).toBe(0);
    const unhook = keep("mail");
    const run = await stack.program(withRole("domain")).up();
    unhook();
    expect(run.code).not.toBe(0);
    expect(run.output).toContain(
      `${ann}: the service accepted the change but still reports a different value for role.`,
    );
    const [known] = (await stack.resources()).filter(({ type }) => type.endsWith(":Role"));
    expect(known?.outputs).toMatchObject({ role: "mail", objects: ["example.com"] });

    service.requests.clear();
    expect((await stack.up()).code).toBe(0);
    expect(callsTo(service).filter((call) => call.startsWith("set_role"))).toHaveLength(1);
    expect(rolesOfAnn()).toEqual({ domain: ["example.com"] });
    expect((await stack.drift()).code).toBe(0);
  });

  test("that a new resource does not get is an error that names it, and is made by the next up --refresh", async () => {
    const { stack } = tenant;
    const unhook = keep("");
    const run = await stack.program(withRole("domain")).up();
    unhook();
    expect(run.code).not.toBe(0);
    expect(run.output).toContain(`${ann}: the service accepted the change but does not report the Role`);
    const again = await stack.up("--refresh");
    expect([again.code, again.code === 0 ? "" : again.output]).toEqual([0, ""]);
    expect(rolesOfAnn()).toEqual({ domain: ["example.com"] });
  });
});
