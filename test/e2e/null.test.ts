import { startTenant, type Tenant } from "./support/tenant.js";

let tenant: Tenant;
beforeEach(async () => {
  tenant = await startTenant();
});
afterEach(() => tenant.close());

async function up(attributes: string, ...flags: string[]): Promise<void> {
  const run = await tenant.stack
    .program(`new oma.Domain("domain", { domain: "example.com", ${attributes} });`)
    .up(...flags);
  expect([run.code, run.code === 0 ? "" : run.output]).toEqual([0, ""]);
}

const theirs = () =>
  tenant.service.call("change_domain", { domain: "example.com", attributes: { spamtag: "[theirs]" } });
const held = () => tenant.service.call("get_domain", { domain: "example.com" }).attributes?.spamtag;

test("null that is declared for the first time clears the attribute, and is managed only as long as it is declared", async () => {
  await up("");
  theirs();
  await up("spamtag: null");
  expect(held()).toBeNull();
  await up("spamtag: null", "--expect-no-changes");

  await up("");
  theirs();
  await up("", "--refresh", "--expect-no-changes");
  expect(held()).toBe("[theirs]");
});
