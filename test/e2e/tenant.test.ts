import { callsTo, company, startTenant, type Tenant } from "./support/tenant.js";

let tenant: Tenant;
beforeAll(async () => {
  tenant = await startTenant();
});
afterAll(() => tenant.close());

const program = (extra = "") => `
const company = new oma.Company("company", { company: "${company}", spamlevel: "High", notesExternal: "by code" });
const brand = new oma.Brand("brand", { company: company.company, brand: "Blue" });
const domain = new oma.Domain("domain", { domain: "Example.com", brand: brand.brand, limitUsers: 10 });
new oma.User("ann", { user: domain.address("ann"), password: "Quartz*Kite-58", name: "Ann" ${extra} });
new oma.User("sales", { user: domain.address("sales"), type: "forward", deliveryForward: true, forwardRecipients: ["b@x.org", "a@x.org"] });
exports.ann = domain.address("ann");
`;

test("an up provisions the whole tenant on the service", async () => {
  const run = await tenant.stack.program(program()).up();
  console.log(run.output);
  expect(run.code).toBe(0);
  console.log(callsTo(tenant.service));
  console.log(JSON.stringify((await tenant.stack.resources())[3], null, 1));
});

test("a second up sends nothing", async () => {
  tenant.service.requests.clear();
  const run = await tenant.stack.up();
  console.log(run.output);
  expect(callsTo(tenant.service)).toEqual([]);
});
test("a drift check is clean", async () => {
  tenant.service.requests.clear();
  const run = await tenant.stack.drift();
  console.log(run.output);
  console.log(callsTo(tenant.service));
});
test("a change", async () => {
  tenant.service.requests.clear();
  const run = await tenant.stack.program(program(', title: "Dr"')).up();
  console.log(run.output);
  console.log(tenant.service.requests.entries());
});
test("a destroy", async () => {
  tenant.service.requests.clear();
  const run = await tenant.stack.destroy();
  console.log(run.output);
  console.log(callsTo(tenant.service));
});
