import { type Declaration, programOf } from "./support/program.js";
import { company, startTenant, type Tenant } from "./support/tenant.js";

let tenant: Tenant;
beforeEach(async () => {
  tenant = await startTenant();
  const { service } = tenant;
  service.call("change_domain", { domain, attributes: {} });
  service.call("change_user", { user: ann, attributes: { password: "Quartz*Kite-58" } });
});
afterEach(() => tenant.close());

const domain = "quay.example";
const ann = `ann@${domain}`;
const bulletin = { type: "manual", bulletin: "Tides" } as const;
const bulletinText = "Subject: Tides\n\nLow.";

type Call = [method: string, fields: Parameters<Tenant["service"]["call"]>[1]];
interface Thing {
  readonly kind: Declaration["kind"];
  readonly args: Readonly<Record<string, unknown>>;
  /** The call that deletes it, and the one that shows it. */
  readonly remove: string;
  readonly read: Call;
  readonly isShown?: (answer: Readonly<Record<string, unknown>>) => boolean;
}

/** Kinds whose creating call refuses what exists: it decides, however long reads lag. */
const guarded: readonly Thing[] = [
  { kind: "Brand", args: { company, brand: "Blue" }, remove: "_delete_brand", read: ["_get_brand", { brand: "Blue" }] },
  {
    kind: "Domain",
    args: { domain: "pier.example", restoreDeleted: false },
    remove: "delete_domain",
    read: ["get_domain", { domain: "pier.example" }],
  },
  {
    kind: "Workgroup",
    args: { domain, workgroup: "Desk" },
    remove: "delete_workgroup",
    read: ["search_workgroups", { criteria: { domain, match: "Desk" } }],
    isShown: ({ total_count }) => total_count === 1,
  },
  {
    kind: "User",
    args: { user: `ben@${domain}`, password: "Quartz*Kite-58", restoreDeleted: false },
    remove: "delete_user",
    read: ["get_user", { user: `ben@${domain}` }],
  },
];
/** Kinds that only reads tell about. */
const unguarded: readonly Thing[] = [
  {
    kind: "Role",
    args: { user: ann, role: "domain", objects: [domain] },
    remove: "set_role",
    read: ["get_user", { user: ann }],
    isShown: ({ metadata }) => Object.keys((metadata as { roles: object }).roles).length === 1,
  },
  {
    kind: "CompanyBulletin",
    args: { company, ...bulletin, bulletinText },
    remove: "change_company_bulletin",
    read: ["get_company_bulletin", { company, ...bulletin }],
  },
  {
    kind: "DomainBulletin",
    args: { domain, ...bulletin, bulletinText },
    remove: "change_domain_bulletin",
    read: ["get_domain_bulletin", { domain, ...bulletin }],
  },
  {
    kind: "SieveRuleset",
    args: { user: `cat@${domain}`, ruleset: "main", data: "keep;" },
    remove: "set_sieve",
    read: ["get_sieve", { user: `cat@${domain}` }],
    isShown: ({ rulesets }) => Object.keys(rulesets as object).length === 1,
  },
  {
    kind: "AppPassword",
    args: { user: `dan@${domain}`, tag: "phone" },
    remove: "app_password",
    read: ["get_user", { user: `dan@${domain}` }],
    isShown: ({ metadata }) => (metadata as { app_passwords: unknown[] }).app_passwords.length === 1,
  },
];

const programFor = (things: readonly Thing[], more: object) =>
  programOf(
    things.map(({ kind, args }) => ({ kind, name: kind, args: { ...args, ...(kind === "AppPassword" ? {} : more) } })),
  );

const succeeded = (run: { code: number; output: string }) =>
  expect([run.code, run.code === 0 ? "" : run.output]).toEqual([0, ""]);

/** The kinds of the things that the service holds, once reads have caught up. */
function there(things: readonly Thing[]): string[] {
  const found = things.filter(({ read: [method, fields], isShown = () => true }) => {
    for (let read = 0; read < 200; read++) tenant.service.call(method, fields);
    const answer = tenant.service.call(method, fields);
    return answer.success && isShown(answer);
  });
  return found.map(({ kind }) => kind).sort();
}

const kindsOf = (things: readonly Thing[]) => things.map(({ kind }) => kind).sort();

/** The second look at a kind that has no guarded create takes six reads, so reads may lag that much. */
describe.each([
  ["three reads", 3, [...guarded, ...unguarded]],
  ["a hundred reads", 100, guarded],
] as const)("while reads lag behind a delete by %s", (_, reads, things) => {
  test.each([
    ["that exists is an error", {}],
    ["that exists is adopted", { adopt: true }],
  ])("what is declared again is created, where one %s", async (_, more) => {
    const { service, stack } = tenant;
    for (const name of ["cat", "dan"]) {
      service.call("change_user", { user: `${name}@${domain}`, attributes: { password: "Quartz*Kite-58" } });
    }
    succeeded(await stack.program(programFor(things, more)).up());
    expect(there(things)).toEqual(kindsOf(things));

    for (const { remove } of things) service.faults.next({ effect: "stale", reads, method: remove });
    succeeded(await stack.program("").up());
    succeeded(await stack.program(programFor(things, more)).up());
    expect((await stack.resources()).map(({ urn }) => urn.split("::").at(-1)).sort()).toEqual(kindsOf(things));
    expect(there(things)).toEqual(kindsOf(things));
    succeeded(await stack.up("--refresh"));
    expect((await stack.drift()).code).toBe(0);
  });
});
