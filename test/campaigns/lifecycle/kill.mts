import type { KilledStack, Phase } from "./killed-stack.mts";

/** A run of twelve objects that is killed at each boundary of a call, and what has to hold afterwards. */

const COMPANY = "Lakeside Demo Mail";
const PASSWORD = "Quartz*Kite-58";
const domains = ["one.example.com", "two.example.com", "three.example.com"];
const brands = ["Blue", "Red"];
const locals = ["ann", "bob"];
const users = domains.flatMap((domain) => locals.map((local) => `${local}@${domain}`));

/** A company, two brands, three domains and six users. What a killed destroy has deleted comes back in the next up. */
export const twelveObjects = `
const company = new oma.Company("company", { company: "${COMPANY}", spamlevel: "High", onDelete: "reset" });
const brands = ${JSON.stringify(brands)}.map((brand) =>
  new oma.Brand(brand, { company: company.company, brand, attributes: { page_title: brand } }));
${JSON.stringify(domains)}.forEach((name, at) => {
  const domain = new oma.Domain(name, { domain: name, brand: brands[at % 2].brand, quota: 1073741824, restoreDeleted: true });
  for (const local of ${JSON.stringify(locals)}) {
    new oma.User(local + "@" + name, { user: domain.address(local), password: "${PASSWORD}", name: local, restoreDeleted: true });
  }
});`;

export interface Outcome {
  /** The call at which it was killed; undefined when the run came to its end before. */
  readonly killedAt: string | undefined;
  /** How the operator had to help: the ids that were declared ours. */
  readonly asked: readonly string[];
  /** What `oma recover` did to each pending operation. */
  readonly actions: readonly string[];
  readonly complaints: readonly string[];
}

interface Report {
  readonly outcome: string;
  readonly operations: readonly { id: string; kind: string; operation: string; action: string }[];
}

/** Kills a run at a call, recovers, goes on with `up`, and says what is not as it has to be. */
export async function killAndRecover(
  stack: KilledStack,
  command: "up" | "destroy",
  phase: Phase,
  call: number,
): Promise<Outcome> {
  const killedAt = await stack.killAt(phase, call, command);
  if (killedAt === undefined) return { killedAt, asked: [], actions: [], complaints: [] };
  await stack.unlock();
  const { asked, actions, complaints } = await recovered(stack);
  const up = await stack.up();
  if (up.code !== 0) complaints.push(`up ended with ${up.code}: ${up.output}`);
  complaints.push(...(await differences(stack)));
  stack.service.requests.clear();
  const again = await stack.up("--expect-no-changes");
  if (again.code !== 0) complaints.push(`the second up has something to do: ${again.output}`);
  const calls = stack.service.requests.entries().map(({ method, object }) => `${method} ${object}`);
  if (calls.length > 0) complaints.push(`the second up calls ${calls.join(", ")}`);
  return { killedAt, asked, actions, complaints };
}

/** Runs `oma recover` as a pipeline does, and answers for the operator where it asks: everything here is ours. */
async function recovered(stack: KilledStack) {
  const complaints: string[] = [];
  const first = await stack.oma("recover", "--json");
  const report = read(first.output);
  const asked = (report?.operations ?? []).filter(({ action }) => action === "ask").map(({ id }) => id);
  if (first.code !== (asked.length > 0 ? 3 : 0)) complaints.push(`recover ended with ${first.code}: ${first.output}`);
  // Only a brand has no date to go by.
  const strange = report?.operations.filter(({ action, kind }) => action === "ask" && kind !== "Brand") ?? [];
  for (const { kind, id } of strange) complaints.push(`recover is in doubt about ${kind} ${id}`);
  if (asked.length > 0) {
    const second = await stack.oma("recover", ...asked.flatMap((id) => ["--ours", id]));
    if (second.code !== 0) complaints.push(`recover with a decision ended with ${second.code}: ${second.output}`);
  }
  const actions = (report?.operations ?? []).map(({ operation, action, kind }) => `${operation} ${kind}: ${action}`);
  return { asked, actions, complaints };
}

function read(text: string): Report | undefined {
  try {
    return JSON.parse(text) as Report;
  } catch {
    return undefined;
  }
}

/** What the state and the service hold otherwise than the program declares. */
async function differences(stack: KilledStack): Promise<string[]> {
  const { service } = stack;
  const { code, output } = await stack.pulumi("stack", "export");
  if (code !== 0) return [`the state cannot be read: ${output}`];
  const { deployment } = JSON.parse(output) as { deployment: StackState };
  const inState = (deployment.resources ?? [])
    .filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/oma:"))
    .map(({ id, delete: isCondemned }) => `${id}${isCondemned ? " (to be deleted)" : ""}`);
  const rows = (method: string, fields: object, member: string, name: string) => {
    const answer = service.call(method, fields as Record<string, never>);
    return ((answer[member] ?? []) as Record<string, unknown>[]).map((row) => String(row[name]));
  };
  const held = {
    brands: rows("search_brands", { criteria: { company: COMPANY } }, "brands", "brand"),
    domains: rows("search_domains", { criteria: { company: COMPANY } }, "domains", "domain"),
    users: domains.flatMap((domain) => rows("search_users", { criteria: { domain } }, "users", "user")),
  };
  const value = (method: string, fields: object, name: string) =>
    service.call(method, fields as Record<string, never>).attributes?.[name];
  return [
    ...unlike("state", inState, [COMPANY, ...brands.map((brand) => `${COMPANY}/${brand}`), ...domains, ...users]),
    ...unlike("pending operations", deployment.pending_operations ?? [], []),
    ...unlike(
      "brands of the service",
      held.brands.filter((name) => name !== "Default Brand"),
      brands,
    ),
    ...unlike(
      "domains of the service",
      held.domains.filter((name) => !name.endsWith(".adm")),
      domains,
    ),
    ...unlike("users of the service", held.users, users),
    ...unlike("spamlevel", [value("get_company", { company: COMPANY }, "spamlevel")], ["High"]),
    ...brands.flatMap((brand) =>
      unlike(brand, [value("_get_brand", { company: COMPANY, brand }, "page_title")], [brand]),
    ),
    ...domains.flatMap((domain, at) =>
      unlike(
        domain,
        ["brand", "quota"].map((name) => value("get_domain", { domain }, name)),
        [brands[at % 2], 1073741824],
      ),
    ),
    ...users.flatMap((user) => unlike(user, [value("get_user", { user }, "name")], [user.split("@")[0]])),
    ...(await Promise.all(users.map((user) => logIn(service.url, user)))).flat(),
  ];
}

interface StackState {
  readonly resources?: readonly { id: string; type: string; delete?: boolean }[];
  readonly pending_operations?: readonly unknown[];
}

function unlike(what: string, has: readonly unknown[], wanted: readonly unknown[]): string[] {
  const [a, b] = [has, wanted].map((list) => JSON.stringify([...list].sort()));
  return a === b ? [] : [`${what}: ${a} in place of ${b}`];
}

/** The password is the one that cannot be read back. */
async function logIn(url: string, user: string): Promise<string[]> {
  const response = await fetch(`${url}/authenticate`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ credentials: { user, password: PASSWORD } }),
  });
  const { success } = (await response.json()) as { success: boolean };
  return success ? [] : [`${user} cannot log in`];
}
