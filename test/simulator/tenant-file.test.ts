import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readBehavioursFile, readFaultsFile, readTenantFile, SeedError } from "../../simulator/index.js";
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

test("deleted users and domains, mail and contacts come from the file", async () => {
  const { tenant } = await readTenantFile(
    file(`companies:
  - name: Lake Mail
${ADMIN}    domains:
      - domain: example.com
        users:
          - user: iris
            mail:
              - { from: otto@quay.example, subject: Hello, date: 2026-02-28T12:00:00Z, bytes: 2048, seen: true }
              - { folder: Work, subject: Plans }
              - { folder: Old, subject: Gone, deleted: true }
            contacts: [{ name: Otto, email: otto@quay.example, deleted: true }]
          - { user: left, deleted: true, mail: [{ subject: Kept }] }
      - domain: gone.example
        deleted: true
        users: [{ user: last }]
`),
  );
  const sim = await start({ tenant });
  const iris = { user: "iris@example.com" };
  const inbox = await done(sim, "get_user_messages", iris);
  expect(inbox).toMatchObject({ count: 1 });
  expect(JSON.stringify(inbox)).toContain("Hello");
  expect(await done(sim, "get_user_folders", iris)).toMatchObject({
    folders: ["INBOX", "Work", ".Spam"],
    deleted_folders: ["Old"],
  });
  expect(JSON.stringify(await done(sim, "get_deleted_messages", iris))).toContain("Gone");
  expect(JSON.stringify(await done(sim, "get_deleted_contacts", iris))).toContain("Otto");

  const { users } = await done(sim, "search_users", { criteria: { domain: "example.com", deleted: true } });
  const [left] = users as { user: string; id: string }[];
  expect(left?.user).toBe("left@example.com");
  await done(sim, "restore_user", { user: "left@example.com", id: left?.id ?? "", new_name: "left@example.com" });
  expect(JSON.stringify(await done(sim, "get_user_messages", { user: "left@example.com" }))).toContain("Kept");

  const { domains } = await done(sim, "search_domains", { criteria: { deleted: true } });
  const [gone] = domains as { domain: string; id: string }[];
  expect(gone?.domain).toBe("gone.example");
  await done(sim, "restore_domain", { domain: "gone.example", id: gone?.id ?? "", new_name: "gone.example" });
  const restored = await done(sim, "search_users", { criteria: { domain: "gone.example", deleted: true } });
  expect(restored).toMatchObject({ total_count: 1 });
});

test("calls of the file are played in their order, as whom it says", async () => {
  const { tenant } = await readTenantFile(
    file(`companies:
  - name: Lake Mail
${ADMIN}    domains: [{ domain: example.com, users: [{ user: iris, role: { role: domain, object: example.com } }] }]
    calls:
      - { method: create_workgroup, fields: { domain: example.com, workgroup: desk } }
      - { method: change_user, as: iris@example.com, fields: { user: iris@example.com, attributes: { workgroup: desk } } }
      - { method: rename_user, fields: { user: iris@example.com, new_name: anna@example.com } }
`),
  );
  const sim = await start({ tenant });
  const { attributes } = await done(sim, "get_user", { user: "anna@example.com" });
  expect(attributes).toMatchObject({ workgroup: "desk" });
  const { changes } = await done(sim, "get_user_changes", { user: "anna@example.com" });
  expect(JSON.stringify(changes)).toContain('"user":"iris@example.com"');
  expect(sim.requests.entries().some(({ method }) => method === "create_workgroup")).toBe(false);
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
  [
    `companies:\n  - name: A\n${ADMIN}    domains: [{ domain: a.example, users: [{ user: a, mail: [{ date: soon }] }] }]\n`,
    ":4: companies[0].domains[0].users[0].mail[0].date: must be a date as a string, such as 2026-02-28T12:00:00Z",
  ],
  [
    `companies:\n  - name: A\n${ADMIN}    calls: [{ fields: {} }]\n`,
    ":4: companies[0].calls[0]: method is missing: a call needs method",
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
  ["calls: [{ method: get_usr }]", ":4: companies[0].calls[0].method: unknown method `get_usr`"],
  ["calls: [{ method: echo, as: no@a.example }]", ":4: companies[0].calls[0].as: unknown user `no@a.example`"],
  [
    "calls:\n      - { method: delete_domain, fields: { domain: none.example } }",
    ":5: companies[0].calls[0]: delete_domain was refused: 2",
  ],
])("what the service refuses is told with its line: %j", async (more, words) => {
  const path = file(`companies:\n  - name: A\n${ADMIN}    ${more}\n`);
  const { tenant, explain } = await readTenantFile(path);
  const error: unknown = await start({ tenant }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(SeedError);
  expect(explain(error as SeedError).message).toContain(path + words);
});

test("aliases serve to repeat values, and a bomb of them is told in a sentence", async () => {
  const users = Array.from({ length: 200 }, (_, n) => `          - { user: u${n}, attributes: *usual }\n`).join("");
  const path = file(
    `companies:\n  - name: A\n${ADMIN}    domains:\n      - domain: a.example\n        users:\n          - { user: first, attributes: &usual { language: nl } }\n${users}`,
  );
  const sim = await start({ tenant: (await readTenantFile(path)).tenant });
  expect(await done(sim, "search_users", { criteria: { domain: "a.example" } })).toMatchObject({ total_count: 201 });

  const levels = Array.from({ length: 9 }, (_, n) => `l${n + 1}: &l${n + 1} [${`*l${n},`.repeat(9)}]`).join("\n");
  const bomb = file(`l0: &l0 [x,x,x]\n${levels}\ncompanies: *l9\n`);
  await expect(readTenantFile(bomb)).rejects.toThrow(`${bomb}: its aliases repeat values more than 10000 times`);
  await expect(readFaultsFile(bomb)).rejects.toThrow(`${bomb}: its aliases repeat`);
  await expect(readBehavioursFile(bomb)).rejects.toThrow(`${bomb}: its aliases repeat`);
});

test("a file that is nested without end is told in a sentence", async () => {
  const path = file(`companies: ${"[".repeat(50_000)}${"]".repeat(50_000)}\n`);
  await expect(readTenantFile(path)).rejects.toThrow(/file\.yaml(:1)?: it is nested too deep$/);
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
