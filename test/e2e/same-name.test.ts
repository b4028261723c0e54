import { type Declaration, programOf } from "./support/program.js";
import { callsTo, company, startTenant, type Tenant, writesTo } from "./support/tenant.js";

/** Both readings of the sources on the case of names. */
const readings = [
  { workgroupCase: "ignored", brandCase: "ignored", nameCase: "ignored" },
  { workgroupCase: "exact", brandCase: "exact", nameCase: "exact" },
] as const;

const domain = "quay.example";
const ann = `ann@${domain}`;

let tenant: Tenant | undefined;
afterEach(() => tenant?.close());

async function start(behaviours: (typeof readings)[number]) {
  tenant = await startTenant({ behaviours });
  const { service, stack } = tenant;
  service.call("change_domain", { domain, attributes: {} });
  service.call("change_user", { user: ann, attributes: { password: "Quartz*Kite-58" } });
  return { service, stack };
}

const deletes = (service: Tenant["service"]) =>
  writesTo(service).filter(
    ({ method, attributes, fields }) =>
      /delete/.test(method) ||
      fields.mode === "remove" ||
      (fields.role !== undefined && fields.role === "") ||
      (/bulletin/.test(method) && fields.bulletin_text === undefined && attributes === undefined) ||
      (method === "set_sieve" && fields.data === null),
  );

/** What the state holds, by the names of the resources. */
const ids = async (stack: Tenant["stack"]) =>
  Object.fromEntries((await stack.resources()).map(({ urn, id }) => [urn.split("::").at(-1), id]));

const succeeded = (run: { code: number; output: string }) =>
  expect([run.code, run.code === 0 ? "" : run.output]).toEqual([0, ""]);

/** One resource of each kind. */
const everything = (label: string, spell: (name: string) => string, more: object): Declaration[] => {
  const named = (kind: Declaration["kind"], args: object): Declaration => ({
    kind,
    name: `${label}-${kind}`,
    args: { ...args, ...more },
  });
  return [
    {
      kind: "Company",
      name: `${label}-Company`,
      args: { company: spell(company), spamlevel: "High", onDelete: "reset" },
    },
    named("Brand", { company, brand: spell("Blue") }),
    named("Domain", { domain: spell("Pier.example") }),
    named("Workgroup", { domain, workgroup: spell("Desk") }),
    named("User", { user: spell(`Ben@${domain}`), password: "Quartz*Kite-58" }),
    named("Role", { user: spell(ann), role: "domain", objects: [spell(domain)] }),
    named("CompanyBulletin", {
      company,
      type: "manual",
      bulletin: spell("News"),
      bulletinText: "Subject: News\n\nHello.",
    }),
    named("DomainBulletin", {
      domain,
      type: "manual",
      bulletin: spell("Tides"),
      bulletinText: "Subject: Tides\n\nLow.",
    }),
    named("SieveRuleset", { user: ann, ruleset: spell("Main"), data: "keep;" }),
    { kind: "AppPassword", name: `${label}-AppPassword`, args: { user: ann, tag: spell("Phone") } },
  ];
};
const asIs = (name: string) => name;
const lower = (name: string) => name.toLowerCase();

test.each(readings)("a name that is declared in another case is the same name: %j", async (behaviours) => {
  const { service, stack } = await start(behaviours);
  succeeded(await stack.program(programOf(everything("one", asIs, {}))).up());
  const before = await ids(stack);
  service.requests.clear();

  const lowered = stack.program(programOf(everything("one", lower, {})));
  const preview = await lowered.preview();
  expect([preview.code, preview.output]).toEqual([0, expect.stringMatching(/Resources:\s+11 unchanged\s*$/)]);
  succeeded(await lowered.up());
  expect(callsTo(service)).toEqual([]);
  expect(await ids(stack)).toEqual(before);

  expect((await stack.drift()).code).toBe(0);
  succeeded(await stack.up("--refresh"));
  expect(writesTo(service)).toEqual([]);

  // Each object is changed and deleted under the name that the service has for it.
  succeeded(await stack.destroy());
  expect(service.call("search_workgroups", { criteria: { domain } }).total_count).toBe(1);
  expect(service.call("_get_brand", { company, brand: "Blue" }).success).toBe(false);
  expect(service.call("get_domain_bulletin", { domain, type: "manual", bulletin: "Tides" }).success).toBe(false);
  expect(service.call("get_sieve", { user: ann }).rulesets).toEqual({});
});

/** App Passwords cannot be adopted. Where the service finds a brand or a part by its exact name only, there is nothing to adopt. */
const adoptable: readonly (readonly Declaration["kind"][])[] = [
  ["Company", "Brand", "Domain", "Workgroup", "User", "Role", "CompanyBulletin", "DomainBulletin", "SieveRuleset"],
  ["Domain", "Workgroup", "User", "Role", "SieveRuleset"],
];
const adopting = (kinds: readonly Declaration["kind"][]) =>
  everything("new", lower, { adopt: true }).filter(({ kind }) => kinds.includes(kind));
const held = everything("old", asIs, {});

describe.each(readings.map((behaviours, nth) => [behaviours, adoptable[nth] ?? []] as const))(
  "%j",
  (behaviours, kinds) => {
    const old = programOf(held.filter(({ kind }) => kinds.includes(kind)));

    test("the delete of a resource does not reach the object that another one adopted in another case", async () => {
      const { service, stack } = await start(behaviours);
      succeeded(await stack.program(old).up());
      service.requests.clear();
      succeeded(await stack.program(programOf(adopting(kinds))).up());
      expect(deletes(service)).toEqual([]);
      expect(Object.keys(await ids(stack)).sort()).toEqual(kinds.map((kind) => `new-${kind}`).sort());
      // Nothing of it is missing or drifted.
      expect((await stack.drift()).code).toBe(0);
      expect(service.call("get_company", { company }).attributes?.spamlevel).toBe(
        kinds.includes("Company") ? "High" : null,
      );
    });

    test("nor does it in a later run, when the first one failed before its deletes", async () => {
      const { service, stack } = await start(behaviours);
      succeeded(await stack.program(old).up());
      // After everything else, so that all is adopted when the failure ends the run.
      const all = adopting(kinds).map((one) => programOf([one]).replace(/;$/, ""));
      const impossible = `new oma.User("lost", { user: "lost@nowhere.example", password: "Quartz*Kite-58" }, { dependsOn: all });`;
      const failed = await stack.program(`const all = [${all.join(",\n")}];\n${impossible}`).up();
      expect(failed.code).not.toBe(0);
      expect(Object.keys(await ids(stack))).toHaveLength(2 * kinds.length);

      service.requests.clear();
      succeeded(await stack.program(programOf(adopting(kinds))).up("--refresh"));
      expect(deletes(service)).toEqual([]);
      expect(Object.keys(await ids(stack)).sort()).toEqual(kinds.map((kind) => `new-${kind}`).sort());
      expect((await stack.drift()).code).toBe(0);
    });
  },
);

test.each(readings)(
  "a replacement that was not finished does not reach what took its place in another case: %j",
  async (behaviours) => {
    const { service, stack } = await start(behaviours);
    const declared = (label: string, workgroup: string): Declaration => ({
      kind: "Workgroup",
      name: label,
      args: { domain, workgroup, adopt: true },
    });
    succeeded(await stack.program(programOf([declared("desk", "Desk")])).up());
    // As an older release left it: replaced by itself in another case, and not deleted yet.
    const exported = JSON.parse(await stack.export());
    const { resources } = exported.deployment;
    const desk = resources.find(({ type }: { type: string }) => type.endsWith(":Workgroup"));
    resources.push({ ...desk, delete: true });
    stack.write("state.json", JSON.stringify(exported));
    await stack.succeed("stack", "import", "--file", "state.json");

    service.requests.clear();
    succeeded(await stack.program(programOf([declared("desk", "desk")])).up());
    expect(deletes(service)).toEqual([]);
    expect(service.call("search_workgroups", { criteria: { domain, match: "desk" } }).total_count).toBe(1);
    expect(await ids(stack)).toEqual({ desk: `${domain}/Desk` });
    expect((await stack.drift()).code).toBe(0);
  },
);

test("an attribute that refers to a name in another case does not drift", async () => {
  const { service, stack } = await start(readings[0]);
  const declared = [
    { kind: "Workgroup", name: "sales", args: { domain, workgroup: "Sales" } },
    { kind: "User", name: "ann", args: { user: ann, workgroup: "sales", adopt: true }, opts: {} },
    { kind: "Domain", name: "domain", args: { domain, workgroup: "SALES", adopt: true } },
  ] as const;
  const program = `const sales = ${programOf([declared[0]])}\n${programOf(declared.slice(1)).replaceAll(", {});", ", { dependsOn: sales });")}`;
  succeeded(await stack.program(program).up());
  expect(service.call("get_user", { user: ann }).attributes?.workgroup).toBe("Sales");
  service.requests.clear();
  succeeded(await stack.up("--refresh"));
  succeeded(await stack.up("--refresh"));
  expect(writesTo(service)).toEqual([]);
  expect((await stack.drift()).code).toBe(0);
});

test("where the service tells names in different case apart, the one that leaves the program is deleted", async () => {
  const { service, stack } = await start(readings[1]);
  const bulletin = (name: string, type = "manual"): Declaration => ({
    kind: "DomainBulletin",
    name,
    args: { domain, type, bulletin: name, bulletinText: `Subject: ${name}\n\nHello.` },
  });
  succeeded(await stack.program(programOf([bulletin("Tides"), bulletin("TIDES")])).up());
  succeeded(await stack.program(programOf([bulletin("TIDES")])).up());
  const there = (name: string) =>
    service.call("get_domain_bulletin", { domain, type: "manual", bulletin: name }).success;
  expect(["Tides", "TIDES"].map(there)).toEqual([false, true]);
  expect(await ids(stack)).toEqual({ TIDES: `${domain}/manual/TIDES` });
});
