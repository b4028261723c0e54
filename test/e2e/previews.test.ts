import type { Run } from "./support/stack.js";
import { company, startTenant, type Tenant, writesTo } from "./support/tenant.js";

let tenant: Tenant;
beforeAll(async () => {
  tenant = await startTenant();
});
afterAll(() => tenant.close());

interface Choice {
  readonly notes?: string;
  readonly domain?: string;
  readonly local?: string;
}

/** One of each kind. All that name another object take the name from its outputs, which a preview may not know. */
const program = ({ notes = "First", domain = "example.com", local = "ann" }: Choice = {}) => `
const company = new oma.Company("company", { company: "${company}", notesExternal: "${notes}" });
const brand = new oma.Brand("brand", { company: company.company, brand: "Red" });
const domain = new oma.Domain("domain", { domain: "${domain}", brand: brand.brand, notesExternal: "${notes}" });
const night = new oma.Workgroup("night", { domain: domain.domain, workgroup: "night" });
const ann = new oma.User("ann", {
  user: domain.address("${local}"), password: "Quartz*Kite-58", workgroup: night.workgroup, notesExternal: "${notes}",
});
new oma.Role("role", { user: ann.user, role: "workgroup", objects: [night.id] });
new oma.CompanyBulletin("all", { company: company.company, type: "manual", bulletin: "All", bulletinText: "Subject: Hi" });
new oma.DomainBulletin("new", { domain: domain.domain, type: "auto", bulletin: "New", bulletinText: "Subject: Hi" });
new oma.SieveRuleset("main", { user: ann.user, ruleset: "main", data: "keep;", activeRule: true });
new oma.AppPassword("phone", { user: ann.user, tag: "phone" });
`;

/** What the preview would do, as "operation kind", without what stays the same. */
async function planned(choice: Choice): Promise<string[]> {
  const { output } = await tenant.stack.program(program(choice)).succeed("preview", "--json");
  const { steps } = JSON.parse(output.slice(output.indexOf("{"))) as { steps: { op: string; urn: string }[] };
  const shown = steps.filter(({ op, urn }) => op !== "same" && urn.includes("dynamic/oma:"));
  return shown.map(({ op, urn }) => `${op} ${urn.replace(/^.*oma:(\w+)::.*$/, "$1")}`).sort();
}

const guard = (): Promise<Run> => tenant.stack.oma("guard", "--max-replaces", "0", "--max-deletes", "0");

function expectDone({ code, output }: Run): void {
  expect([code, code === 0 ? "" : output]).toEqual([0, ""]);
}

test("a change of attributes is previewed as updates of their objects alone, passes a guard without replacements, and is no more than that", async () => {
  expectDone(await tenant.stack.program(program()).up());
  const changed = { notes: "Second" };
  expect(await planned(changed)).toEqual(["update Company", "update Domain", "update User"]);
  expectDone(await guard());
  tenant.service.requests.clear();
  expectDone(await tenant.stack.up());
  expect(writesTo(tenant.service).map(({ method, object }) => `${method} ${object}`)).toEqual([
    `change_company ${company}`,
    "change_domain example.com",
    "change_user ann@example.com",
  ]);
  expect(await planned(changed)).toEqual([]);
});

test("a rename of an account is previewed as its update and as updates of what follows it", async () => {
  expect(await planned({ notes: "Second", local: "anna" })).toEqual([
    "update AppPassword",
    "update Role",
    "update SieveRuleset",
    "update User",
  ]);
});

test("a domain that gets another name is previewed as replaced with all that is in it, and a guard without replacements refuses it", async () => {
  expect(await planned({ notes: "Second", domain: "example.org" })).toEqual(
    ["AppPassword", "Domain", "DomainBulletin", "Role", "SieveRuleset", "User", "Workgroup"].map(
      (kind) => `replace ${kind}`,
    ),
  );
  const refused = await guard();
  expect(refused.code).toBe(1);
  expect(refused.output).toContain("Domain example.com");
});
