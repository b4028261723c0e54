import type { Simulator } from "../../simulator/index.js";
import { startService } from "./support/service.js";
import { Stack } from "./support/stack.js";

const admin = { user: "ops@lake.adm", password: "Canary-lake-4711", role: "company" as const };
const ann = "ann@quay.example";
const mailbox = `
const domain = new oma.Domain("quay", { domain: "quay.example" });
new oma.User("ann", { user: domain.address("ann"), password: "Quartz*Kite-58", title: process.env.TITLE });
`;

let home: Simulator;
let other: Simulator;
let stack: Stack;

beforeAll(async () => {
  [home, other] = await Promise.all([service(), service()]);
  for (const call of [
    ["change_domain", { domain: "quay.example", create_only: true, attributes: {} }],
    ["change_user", { user: ann, create_only: true, attributes: { password: "Opal*Crane-91", title: "Theirs" } }],
  ] as const) {
    expect(other.call(call[0], call[1], admin.user).success).toBe(true);
  }
  stack = await Stack.create({ OMA_USER: admin.user, OMA_PASSWORD: admin.password });
  await leadTo(home);
  expect((await stack.program(mailbox).up()).code).toBe(0);
  other.requests.clear();
});
afterAll(() => stack.remove());

const service = () => startService({ tenant: [{ name: "Lake", admins: [admin] }] });
const leadTo = ({ url }: Simulator) => stack.succeed("config", "set", "oma:endpoint", url);
const titleOn = ({ call }: Simulator) => call("get_user", { user: ann }, admin.user).attributes;

/** Each object of the stack is refused by its name, with both services. */
const refusal = (object: string, kind: string) =>
  `${object}: the state knows this ${kind} from ${home.url}, and the settings lead to ${other.url}; nothing was read or written.`;

test("a run whose settings lead to another service changes, deletes and drops nothing there, and says so in the preview", async () => {
  await leadTo(other);
  stack.program(mailbox.replace("process.env.TITLE", '"Captain"'));
  const runs = [await stack.preview(), await stack.up(), await stack.refresh(), await stack.drift()];
  for (const run of runs) {
    expect(run.code).not.toBe(0);
    expect(run.output).toContain(refusal("quay.example", "domain"));
  }
  const destroyed = await stack.destroy();
  expect([destroyed.code === 0, destroyed.output]).toEqual([false, expect.stringContaining(refusal(ann, "user"))]);
  expect(other.requests.entries()).toEqual([]);
  expect(titleOn(other)).toMatchObject({ title: "Theirs" });
  expect(await stack.resources()).toHaveLength(2);
});

test("an unchanged resource that gets a provider of another service is refused", async () => {
  await leadTo(home);
  const moved = `const other = new oma.Provider("other", { endpoint: "${other.url}", user: "${admin.user}", password: "${admin.password}" });`;
  stack.program(moved + mailbox.replace(/ \}\);/g, " }, { provider: other });"));
  const run = await stack.up();
  expect([run.code === 0, run.output]).toEqual([false, expect.stringContaining(refusal("quay.example", "domain"))]);
  expect(other.requests.entries()).toEqual([]);
});

test("one refresh that is told of the move takes the new address into state, after which every run works there", async () => {
  await leadTo(other);
  const refreshed = await stack.program(mailbox).variables({ OMA_MOVED_FROM: home.url }).refresh("--run-program");
  expect([refreshed.code, refreshed.code === 0 ? "" : refreshed.output]).toEqual([0, ""]);
  stack.variables({ OMA_MOVED_FROM: undefined });
  home.requests.clear();
  const run = await stack.program(mailbox.replace("process.env.TITLE", '"Captain"')).up();
  expect([run.code, run.code === 0 ? "" : run.output]).toEqual([0, ""]);
  expect(titleOn(other)).toMatchObject({ title: "Captain" });
  expect(home.requests.entries()).toEqual([]);
});
