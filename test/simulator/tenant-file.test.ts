import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readFaultsFile, readTenantFile, SeedError } from "../../simulator/index.js";
import { done, refused, start } from "./support.js";

const folder = mkdtempSync(join(tmpdir(), "oma-tenant-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(text: string): string {
  const path = join(folder, "file.yaml");
  writeFileSync(path, text);
  return path;
}

const ADMIN = "    admins: [{ user: boss@lake.adm, role: company }]\n";

test("companies, admins, brands, domains, workgroups, users and roles come from the file", async () => {
  const { tenant } = await readTenantFile(
    file(`companies:
  - name: Lake Mail
    osrs_id: lake
    attributes: { spamlevel: High }
    brands: [First, Second]
${ADMIN}    domains:
      - domain: example.com
        attributes: { aliases: [example.net], limit_users: 5 }
        workgroups: [desk]
        users:
          - { user: iris, attributes: { name: Iris, workgroup: desk, password: Quartz*Kite-58 }, role: { role: domain, object: example.com } }
          - { user: info@example.com, attributes: { type: forward, forward_recipients: [iris@example.com] } }
          - user: otto
`),
  );
  const sim = await start({ tenant });
  expect(sim.admin.user).toBe("boss@lake.adm");
  const iris = { user: "iris@example.com", password: "Quartz*Kite-58" };
  expect(await done(sim, "search_users", { criteria: { domain: "example.com" } }, iris)).toMatchObject({
    total_count: 3,
  });
  expect((await done(sim, "get_company", { company: "Lake Mail" })).attributes).toMatchObject({ spamlevel: "High" });
  expect(await refused(sim, "get_user", { user: "x@example.net" })).toBe(3);
});

test("JSON is taken too, and an admin without a password gets one", async () => {
  const { tenant } = await readTenantFile(
    file(JSON.stringify({ companies: [{ name: "J", admins: [{ user: "a@j.adm", role: "company" }] }] })),
  );
  const sim = await start({ tenant });
  expect(sim.admin.password.length).toBeGreaterThan(12);
  await done(sim, "get_company", { company: "J" });
});

test.each([
  ["companies: [", ":1: "],
  ["- name: x", ":1: must be a tenant, an object with companies"],
  ["companies:\n  - name: A\n", ":2: companies[0]: admins is missing: a company needs name, admins"],
  [
    "companies:\n  - name: A\n    admins:\n      - user: a@a.adm\n        role: boss\n",
    ":5: companies[0].admins[0].role: must be one of company, company_view",
  ],
  [`companies:\n  - name: A\n${ADMIN}    domain: []\n`, ":4: companies[0].domain: unknown field: a company has name,"],
  [
    `companies:\n  - name: A\n${ADMIN}    generate: { domains: -1, users: 5 }\n`,
    ":4: companies[0].generate.domains: must be a whole",
  ],
])("what does not fit is told with its line: %j", async (text, words) => {
  const path = file(text);
  await expect(readTenantFile(path)).rejects.toThrow(path + words);
});

test.each([
  [
    "attributes: { spamlevel: Often }",
    ":4: companies[0].attributes: 6 (One or more attributes badly formatted.), spamlevel: ",
  ],
  [
    "domains: [{ domain: x }]",
    ":4: companies[0].domains[0]: change_domain was refused: 6 (One or more attributes badly",
  ],
  [
    "domains:\n      - domain: example.com\n        users:\n          - user: iris\n            attributes: { quota: much }",
    ":7: companies[0].domains[0].users[0]: change_user was refused: 6 (One or more attributes badly formatted.), quota: ",
  ],
])("what the service refuses is told with its line: %j", async (more, words) => {
  const path = file(`companies:\n  - name: A\n${ADMIN}    ${more}\n`);
  const { tenant, explain } = await readTenantFile(path);
  const error: unknown = await start({ tenant }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(SeedError);
  expect(explain(error as SeedError).message).toContain(path + words);
});

test("a file that is not there is named", async () => {
  await expect(readTenantFile(join(folder, "none.yaml"))).rejects.toThrow("none.yaml cannot be read (ENOENT)");
});

test("faults come from a file, and one that cannot be is told with its line", async () => {
  expect(await readFaultsFile(file("- { error_number: 20, times: 3 }\n- { effect: half }\n"))).toEqual([
    { error_number: 20, times: 3 },
    { effect: "half" },
  ]);
  await expect(readFaultsFile(file("- { error_number: 20 }\n- { effect: huff }\n"))).rejects.toThrow(
    ":2: fault 2: unknown effect `huff`",
  );
  await expect(readFaultsFile(file("error_number: 20\n"))).rejects.toThrow(":1: must be a list of faults");
});
