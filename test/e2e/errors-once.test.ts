import type { Fault } from "../../simulator/index.js";
import type { Run } from "./support/stack.js";
import { startTenant, type Tenant } from "./support/tenant.js";

const password = "Quartz*Kite-58";
const user = (name: string, more = "") =>
  `new oma.User("${name}", { user: "${name}@example.com", password: "${password}"${more} });`;
const both = user("ann") + user("bob");

let tenant: Tenant;
beforeAll(async () => {
  tenant = await startTenant();
  for (const domain of ["example.com", "other.example"]) {
    tenant.service.call("change_domain", { domain, attributes: {} });
  }
  await tenant.stack.program(both).succeed("up", "--yes", "--skip-preview");
});
afterAll(() => tenant.close());
afterEach(() => tenant.service.faults.clear());

/** What the engine sums up at the end of a run, without the names of resources that head it. */
function diagnostics({ output }: Run): string[] {
  const [, end = ""] = output.split("\nDiagnostics:\n");
  const [errors = ""] = end.split("\nResources:\n");
  return errors.split("\n").filter((line) => /^ {4}/.test(line));
}

/** The diagnostics in the output of `--json`. */
function diagnosticEvents({ output }: Run): string[] {
  return output
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as { diagnosticEvent?: { severity: string; message: string } })
    .flatMap(({ diagnosticEvent: event }) =>
      event === undefined || event.severity === "debug" ? [] : [event.message],
    );
}

/** Neither a class nor a stack, in whatever part of the output. */
function expectPlain({ output }: Run): void {
  expect(output).not.toMatch(/\w+Error: |\n\s+at .*:\d+:\d+/);
}

const brandForbids = (method: string, object: string): Fault => ({ error_number: 45, method, object });
const told = (method: string, object: string) => [
  `${object}: ${method}: OMA answered 45 (Brand settings prevent this action).`,
  "Change the brand's settings first.",
];

interface Case {
  readonly fault?: Fault;
  readonly program?: string;
  readonly run: (tenant: Tenant, ...flags: string[]) => Promise<Run>;
  /** The lines of the error. */
  readonly lines: readonly string[];
}

const up: Case["run"] = ({ stack }, ...flags) => stack.up(...flags);
const protectedAnn = user("ann", ", protectMailbox: true") + user("bob");
const movedAnn = protectedAnn.replace("ann@example.com", "ann@other.example");
const notReplaced = [
  "ann@example.com: User is protected by protectMailbox and was not replaced.",
  "If you do want that, run pulumi up with protectMailbox: false first.",
];

const cases: Readonly<Record<string, Case>> = {
  "a refused create": {
    program: both + user("cat"),
    fault: brandForbids("change_user", "cat@example.com"),
    run: up,
    lines: told("change_user", "cat@example.com"),
  },
  "a refused update": {
    program: user("ann", ', name: "Ann"') + user("bob"),
    fault: brandForbids("change_user", "ann@example.com"),
    run: up,
    lines: told("change_user", "ann@example.com"),
  },
  "a refused delete of an up": {
    program: user("bob"),
    fault: brandForbids("delete_user", "ann@example.com"),
    run: up,
    lines: told("delete_user", "ann@example.com"),
  },
  "a refused delete of a destroy": {
    program: both,
    fault: brandForbids("delete_user", "ann@example.com"),
    run: ({ stack }, ...flags) => stack.destroy("--target", "**User::ann", ...flags),
    lines: told("delete_user", "ann@example.com"),
  },
  "a refused read of a refresh": {
    program: both,
    fault: brandForbids("get_user", "ann@example.com"),
    run: ({ stack }, ...flags) => stack.refresh(...flags),
    lines: told("get_user", "ann@example.com"),
  },
};

test.each(Object.entries(cases))("%s is told once, in two lines, at its resource", async (_, { program, ...given }) => {
  tenant.stack.program(program ?? both);
  for (const flags of [[], ["--json"]]) {
    if (given.fault !== undefined) tenant.service.faults.add(given.fault);
    const run = await given.run(tenant, ...flags);
    expect(run.code).not.toBe(0);
    if (flags.length === 0) {
      expectPlain(run);
      const said = diagnostics(run).map((line) => line.trim().replace(/^error: /, ""));
      expect(said.filter((line) => line !== "update failed")).toEqual(given.lines);
    } else {
      const said = diagnosticEvents(run).map((message) => message.trim());
      expect(said.filter((message) => message !== "update failed")).toEqual([given.lines.join("\n  ")]);
    }
  }
});

test("an error of a diff, a check or a read is told once in a preview too", async () => {
  const { stack, service } = tenant;
  await stack.program(protectedAnn).succeed("up", "--yes", "--skip-preview");
  const preview = async (...flags: string[]) => {
    const run = await stack.run("preview", ...flags);
    expect(run.code).not.toBe(0);
    expectPlain(run);
    return diagnostics(run).map((line) => line.trim().replace(/^error: (Preview failed: )?/, ""));
  };
  stack.program(movedAnn);
  expect(await preview()).toEqual(notReplaced);
  const said = diagnosticEvents(await stack.run("up", "--yes", "--skip-preview", "--json"));
  expect(said.filter((message) => message.includes("protectMailbox"))).toEqual([`${notReplaced.join("\n  ")}\n`]);

  stack.program(protectedAnn + user("dan", ', quota: "much"'));
  const [check, ...more] = await preview();
  expect([check, more]).toEqual([expect.stringContaining("resource 'dan': property quota"), []]);

  stack.program(protectedAnn);
  service.faults.add(brandForbids("get_user", "ann@example.com"));
  expect((await preview("--refresh")).filter((line) => line !== "preview failed")).toEqual(
    told("get_user", "ann@example.com"),
  );
});

test("a malformed setting is told once by the check that meets it", async () => {
  const { stack } = tenant;
  await stack.succeed("config", "set", "oma:verifyWrites", "always");
  const run = await stack.program(protectedAnn).up();
  await stack.succeed("config", "rm", "oma:verifyWrites");
  expect(run.code).not.toBe(0);
  expectPlain(run);
  const said = diagnostics(run).map((line) => line.trim());
  expect(said).toEqual(['error: configuration oma:verifyWrites: is "always".', "Use one of security, all, off."]);
});

test("a change that was carried out in part is told once, and stays an error until it holds", async () => {
  tenant.service.onCall(({ method, phase, object }) => {
    if (method !== "change_user" || phase !== "after") return;
    tenant.service.call("change_user", { user: object, attributes: { service_pop3: "enabled" } });
  });
  const run = await tenant.stack.program(protectedAnn + user("eve", ', servicePop3: "disabled"')).up();
  expect(run.code).not.toBe(0);
  expectPlain(run);
  expect(run.output.split("eve@example.com: the service accepted the change")).toHaveLength(2);
});
