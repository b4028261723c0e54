import type { Simulator } from "../../simulator/index.js";
import { programOf } from "./support/program.js";
import { startRelay } from "./support/relay.js";
import { startService } from "./support/service.js";
import { type Run, Stack } from "./support/stack.js";
import { accountVariables, callsTo } from "./support/tenant.js";

const password = "Quartz*Kite-58";
const names = (count: number) => Array.from({ length: count }, (_, nth) => `u${nth}@example.com`);
const declaring = (users: readonly string[], more: object = {}) =>
  programOf(users.map((user) => ({ kind: "User", name: user, args: { user, password, ...more } })));

async function start(variables: Readonly<Record<string, string>> = {}): Promise<{ service: Simulator; stack: Stack }> {
  const service = await startService();
  service.call("change_domain", { domain: "example.com", attributes: { limit_users: 900 } });
  // 200 checkpoints of 200 resources would take longer than all calls.
  const stack = await Stack.create({
    ...accountVariables(service),
    PULUMI_SKIP_CHECKPOINTS: "true",
    ...variables,
  });
  return { service, stack };
}

async function expectDone(run: Promise<Run>): Promise<void> {
  const { code, output } = await run;
  expect([code, code === 0 ? "" : output]).toEqual([0, ""]);
}

test("a service that is away for two seconds ends no up, no refresh and no destroy", async () => {
  const { service, stack } = await start();
  const users = names(30);
  const goAway = (method: string) => {
    for (const when of ["before", "after"] as const) {
      const object = when === "before" ? "u9@example.com" : "u20@example.com";
      service.faults.next({ effect: "restart", when, down_ms: 2_000, method, object });
    }
  };
  goAway("change_user");
  await expectDone(stack.program(declaring(users)).up());
  expect(service.faults.list()).toEqual([]);
  const { users: held } = service.call("search_users", { criteria: { domain: "example.com" } });
  expect(held).toHaveLength(users.length);

  goAway("change_user");
  await expectDone(stack.program(declaring(users, { name: "Changed" })).up());
  for (const user of users) expect(service.call("get_user", { user }).attributes?.name).toBe("Changed");

  goAway("get_user");
  await expectDone(stack.refresh("--expect-no-changes"));
  goAway("delete_user");
  await expectDone(stack.destroy());
  expect(service.faults.list()).toEqual([]);
  expect(service.call("search_users", { criteria: { domain: "example.com" } }).users).toEqual([]);
  stack.remove();
}, 300_000);

/** The errors at the resources, whole, without the lines that the engine itself has for each resource. */
function errorsIn({ output }: Run): string[] {
  const [, end = ""] = output.split("\nDiagnostics:\n");
  return `\n${end}`
    .split("\n  pulumi-nodejs:dynamic/oma:User (")
    .slice(1)
    .map((block) => block.slice(block.indexOf("\n"), block.search(/\n\n|$/)))
    .map((error) => error.replace(/^\s*error: /, "").trim());
}

/** One error tells why in two lines, and each of the others refers to it in one. */
function expectOneTeller(errors: readonly string[], count: number, reason: string, first: RegExp): void {
  expect(errors).toHaveLength(count);
  const [teller, ...more] = errors.filter((error) => error.includes("\n"));
  expect(more).toEqual([]);
  expect(teller).toMatch(first);
  for (const error of errors) {
    if (error !== teller)
      expect(error).toMatch(new RegExp(`: not sent, since ${reason} \\(see u\\d+@example\\.com\\)\\.$`));
  }
}

describe("203 resources", () => {
  const users = names(203);
  let service: Simulator;
  let stack: Stack;
  let unplug: () => Promise<void>;
  beforeAll(async () => {
    ({ service, stack } = await start());
    const relay = await startRelay(service.url, () => true);
    ({ unplug } = relay);
    stack.remove();
    stack = await Stack.create({
      ...accountVariables(service),
      OMA_ENDPOINT: relay.url,
      PULUMI_SKIP_CHECKPOINTS: "true",
    });
    await expectDone(stack.program(declaring(users)).up());
  }, 300_000);
  afterAll(() => stack.remove());

  test("of an admin whose credentials are refused: one login, one error, and one line for each of the others", async () => {
    service.faults.add({ error_number: 32, method: "authenticate" });
    service.requests.clear();
    const run = await stack.refresh();
    service.faults.clear();
    expect(run.code).not.toBe(0);
    const first = /OMA refused admin .* with 32 \(Admin is disabled\).*\n.*Have the admin enabled/;
    expectOneTeller(errorsIn(run), users.length, "the service refused the credentials", first);
    expect(callsTo(service)).toEqual(["authenticate"]);
  }, 300_000);

  test("of a service that is down: one error, and one line for each of the others", async () => {
    await unplug();
    const first =
      /no connection to http:\S+ \(ECONNREFUSED\)\.\n\s+Check the `endpoint` or `cluster` setting and that the service is up/;
    for (const command of [() => stack.refresh(), () => stack.destroy("--continue-on-error")]) {
      const run = await command();
      expect(run.code).not.toBe(0);
      expectOneTeller(errorsIn(run), users.length, "the service cannot be reached", first);
      // What the engine prints of each resource itself: three rows of progress, and two lines around its error.
      expect(run.output.split("\n").length).toBeLessThan(6 * users.length + 60);
    }
    const { output } = await stack.refresh("--json");
    const events = output
      .split("\n")
      .filter((line) => line.includes('"diagnosticEvent"'))
      .map((line) => (JSON.parse(line) as { diagnosticEvent: { message: string } }).diagnosticEvent.message.trim());
    expectOneTeller(
      events.filter((message) => message.includes("@")),
      users.length,
      "the service cannot be reached",
      first,
    );
    expect(await stack.resources()).toHaveLength(users.length);
  }, 300_000);
});
