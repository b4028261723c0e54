import type { Simulator } from "../../simulator/index.js";
import { startRelay } from "./support/relay.js";
import { startService } from "./support/service.js";
import { Stack } from "./support/stack.js";

const admin = { user: "ops@lake.adm", password: "Canary-Lake-4711", role: "company" as const };
const secrets = [admin.password, "Canary-Token-4712", "Canary-Mailbox-4713"];

/** Every way in which a program can hold a secret. The look-up finds its user in the second run. */
const program = ({ url }: { url: string }, home: string, title: string) => `
const lake = new oma.Provider("lake", { endpoint: "${url}", user: "${admin.user}", password: "${secrets[0]}" });
new oma.Provider("unused", { endpoint: "${url}", user: "${admin.user}", token: "${secrets[1]}" });
const opts = { provider: lake };
const domain = new oma.Domain("quay", { domain: "${home}" }, opts);
const ann = new oma.User("ann", { user: domain.address("ann"), password: "${secrets[2]}", title: "${title}" }, opts);
new oma.AppPassword("phone", { user: ann.user, tag: "phone" }, opts);
${title === "Captain" ? `oma.User.get("found", "ann@${home}", opts);` : ""}
`;

let stack: Stack;
let service: Simulator;
/** Passwords that the service generated. */
const generated: string[] = [];
let endpoint: { url: string };
beforeAll(async () => {
  service = await startService({ tenant: [{ name: "Lake", admins: [admin] }] });
  endpoint = await startRelay(service.url, (answer) => {
    if (typeof answer.password === "string") generated.push(answer.password);
    return true;
  });
  stack = await Stack.create({});
});
afterAll(() => stack.remove());

test.each(["--json", "--debug"])("no secret of a provider or an App Password is printed with %s", async (flag) => {
  let seen = "";
  const commands = [["preview", "Mate"], ["up", "Mate"], ["up", "Captain"], ["refresh"], ["destroy"]];
  for (const [command = "", title = "Captain"] of commands) {
    stack.program(program(endpoint, `${flag.slice(2)}.example`, title));
    const flags = command === "preview" ? [] : ["--yes", "--skip-preview"];
    const run = await stack.run(command, flag, ...flags);
    expect([command, run.code, run.code === 0 ? "" : run.output]).toEqual([command, 0, ""]);
    seen += run.output;
  }
  // The events are there, and say what happened.
  expect(seen).toMatch(/RegisterResource RPC finished: resource:lake\[.*hidden by pulumi-oma/);
  expect(seen).toMatch(/ReadResource RPC finished: resource:found\[.*hidden by pulumi-oma/);
  expect(seen).toMatch(/RegisterResource RPC finished: resource:tenant-dev\[.*resp: urn:pulumi/);
  expect(generated).not.toHaveLength(0);
  for (const secret of [...secrets, ...generated]) expect(seen.includes(secret)).toBe(false);
});
