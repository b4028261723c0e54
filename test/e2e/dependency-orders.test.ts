import type { Run } from "./support/stack.js";
import { company, startTenant, type Tenant, writesTo } from "./support/tenant.js";

let tenant: Tenant;
beforeAll(async () => {
  tenant = await startTenant();
  // Each test begins with an empty program, and has the names of the one before.
  await tenant.stack.succeed("config", "set", "oma:restoreDeleted", "ignore");
});
afterAll(() => tenant.close());

const password = "Quartz*Kite-58";
const urn = (kind: string, name: string) => `urn:pulumi:dev::tenant::pulumi-nodejs:dynamic/oma:${kind}::${name}`;
const ids = async () => (await tenant.stack.resources()).map(({ id }) => id).sort();
const isThere = (method: "get_domain" | "get_user", fields: Record<string, string>) =>
  tenant.service.call(method, fields).success;

const writes = () => writesTo(tenant.service).map(({ method, object }) => `${method} ${object}`);

function expectDone({ code, output }: Run): void {
  expect([code, code === 0 ? "" : output]).toEqual([0, ""]);
}

async function upWith(body: string): Promise<void> {
  tenant.service.requests.clear();
  expectDone(await tenant.stack.program(body).up());
}

/** A domain with a brand and two users, of which the program says what depends on what, or does not. */
const tree = (name: string, options = "{}", userOptions = "{}") => `
const domain = new oma.Domain("domain", { domain: "${name}" }, ${options});
for (const name of ["ann", "bob"]) {
  new oma.User(name, { user: domain.address(name), password: "${password}" }, ${userOptions});
}`;

test("a brand, the domain that carries it and its users can leave the program together, though it names no dependency", async () => {
  await upWith(`
const brand = new oma.Brand("brand", { company: "${company}", brand: "Blue" });
const domain = new oma.Domain("domain", { domain: "one.example", brand: "Blue" }, { dependsOn: brand });
for (const name of ["ann", "bob"]) {
  new oma.User(name, { user: name + "@one.example", password: "${password}" }, { dependsOn: domain });
}`);
  // Without the dependencies, the engine deletes all four at once.
  await upWith(`
new oma.Brand("brand", { company: "${company}", brand: "Blue" });
new oma.Domain("domain", { domain: "one.example", brand: "Blue" });
for (const name of ["ann", "bob"]) new oma.User(name, { user: name + "@one.example", password: "${password}" });`);
  expect(writes()).toEqual([]);
  await upWith("");
  expect(writes()).toEqual([
    expect.stringMatching(/^delete_user (ann|bob)@one.example$/),
    expect.stringMatching(/^delete_user (ann|bob)@one.example$/),
    "delete_domain one.example",
    "_delete_brand Blue",
  ]);
  expect(await ids()).toEqual([]);
});

test("a brand that its domain gives up in the same run is deleted after the domain has given it up", async () => {
  await upWith(`
const brand = new oma.Brand("brand", { company: "${company}", brand: "Red" });
new oma.Domain("domain", { domain: "one.example", brand: brand.brand });`);
  await upWith('new oma.Domain("domain", { domain: "one.example" });');
  expect(writes()).toEqual(["change_domain one.example", "_delete_brand Red"]);
  expect(tenant.service.call("get_domain", { domain: "one.example" }).attributes).toMatchObject({ brand: null });
});

test("a user whose address gets another domain is made there before the old one is deleted, and the preview says replace", async () => {
  const { service, stack } = tenant;
  const moved = (home: string, protect = false) => `
const homes = ["one", "two"].map((name) => new oma.Domain(name, { domain: name + ".example", adopt: true }));
new oma.User("ann", { user: homes[${home === "one" ? 0 : 1}].address("ann"), password: "${password}", protectMailbox: ${protect} });`;
  await upWith(moved("one", true));
  const refused = await stack.program(moved("two", true)).preview();
  expect(refused.code).not.toBe(0);
  expect(refused.output).toContain("ann@one.example: User is protected by protectMailbox and was not replaced");
  await upWith(moved("one"));
  const preview = await stack.program(moved("two")).preview();
  expectDone(preview);
  expect(preview.output).toMatch(/\+-1 to replace/);
  await upWith(moved("two"));
  expect(writes()).toEqual(["change_user ann@two.example", "delete_user ann@one.example"]);
  expect(service.requests.filter(({ method }) => method === "change_user")[0]?.createOnly).toBe(true);
  expect(await ids()).toEqual(["ann@two.example", "one.example", "two.example"]);
  await upWith("");
});

describe("a domain with users that gets another name", () => {
  test("is not replaced while it is protected, and nothing is sent", async () => {
    await upWith(tree("old.example", "{ protect: true }"));
    tenant.service.requests.clear();
    const run = await tenant.stack.program(tree("new.example", "{ protect: true }")).up();
    expect(run.code).not.toBe(0);
    expect(run.output).toContain("protect");
    expect(writes()).toEqual([]);
    expect(await ids()).toEqual(["ann@old.example", "bob@old.example", "old.example"]);
    await upWith(tree("old.example"));
  });

  test("is emptied and deleted before the new one is made, where the program asks for deleteBeforeReplace", async () => {
    const { stack } = tenant;
    const before = "{ deleteBeforeReplace: true }";
    await upWith(tree("old.example", before));
    const preview = await stack.program(tree("new.example", before)).preview();
    expectDone(preview);
    expect(preview.output).toMatch(/\+-3 to replace/);
    await upWith(tree("new.example", before));
    expect(writes()).toEqual([
      expect.stringMatching(/^delete_user (ann|bob)@old.example$/),
      expect.stringMatching(/^delete_user (ann|bob)@old.example$/),
      "delete_domain old.example",
      "change_domain new.example",
      expect.stringMatching(/^change_user (ann|bob)@new.example$/),
      expect.stringMatching(/^change_user (ann|bob)@new.example$/),
    ]);
    expect(await ids()).toEqual(["ann@new.example", "bob@new.example", "new.example"]);
  });

  test("stays on the service with its users, where the program asks for retainOnDelete", async () => {
    const retain = "{ retainOnDelete: true }";
    await upWith(tree("new.example", retain, retain));
    await upWith(tree("kept.example", retain, retain));
    expect(writes().filter((write) => write.startsWith("delete"))).toEqual([]);
    expect(isThere("get_user", { user: "ann@new.example" })).toBe(true);
    expect(await ids()).toEqual(["ann@kept.example", "bob@kept.example", "kept.example"]);
    await upWith(tree("kept.example"));
  });
});

describe("resources that get other names in the program", () => {
  const named = (domain: string, user: string, options: string, adopt: boolean) => `
const domain = new oma.Domain("${domain}", { domain: "kept.example", adopt: ${adopt} }, ${options.replace("OLD", "domain")});
new oma.User("${user}", { user: domain.address("ann"), password: "${password}", adopt: ${adopt} }, ${options.replace("OLD", "ann")});
new oma.User("bob", { user: domain.address("bob"), password: "${password}" });`;

  test("keep their objects, and nothing is sent, when the program gives their old names as aliases", async () => {
    await upWith(named("home", "first", '{ aliases: [{ name: "OLD" }] }', false));
    expect(tenant.service.requests.entries()).toEqual([]);
    expect((await tenant.stack.resources()).map((one) => one.urn.split("::").at(-1)).sort()).toEqual([
      "bob",
      "first",
      "home",
    ]);
  });

  test("keep their objects when they adopt them: a domain with users is neither deleted nor made anew", async () => {
    await upWith(named("house", "second", "{}", true));
    expect(writes().filter((write) => write.startsWith("delete"))).toEqual([]);
    expect(isThere("get_domain", { domain: "kept.example" })).toBe(true);
    expect(await ids()).toEqual(["ann@kept.example", "bob@kept.example", "kept.example"]);
    expect((await tenant.stack.drift()).code).toBe(0);
  });
});

describe("a destroy of one target", () => {
  test("deletes a user alone", async () => {
    tenant.service.requests.clear();
    expectDone(await tenant.stack.destroy("--target", urn("User", "bob")));
    expect(writes()).toEqual(["delete_user bob@kept.example"]);
    expect(await ids()).toEqual(["ann@kept.example", "kept.example"]);
  });

  test("is refused for a domain with users, and nothing is sent, until its dependents are targeted with it", async () => {
    tenant.service.requests.clear();
    const target = ["--target", urn("Domain", "house")];
    expect((await tenant.stack.destroy(...target)).code).not.toBe(0);
    expect(writes()).toEqual([]);
    expectDone(await tenant.stack.destroy(...target, "--target-dependents"));
    expect(writes()).toEqual(["delete_user ann@kept.example", "delete_domain kept.example"]);
    expect(await ids()).toEqual([]);
  });
});
