import type { Simulator } from "../../../simulator/index.js";
import { Stack } from "./stack.js";

/** What the module begins with: a folder per stack, since the Automation API keeps a stack's settings in a file. */
const prelude = `
const { mkdirSync } = require("node:fs");
const { join } = require("node:path");
const pulumi = require("@pulumi/pulumi");
const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const oma = require("pulumi-oma");

/** A stack of an inline program, configured for an account. */
async function stackOf(stackName, { endpoint, user, password }, program) {
  const workDir = join(__dirname, stackName);
  mkdirSync(workDir);
  const stack = await LocalWorkspace.createOrSelectStack({ stackName, projectName: "inline", program }, { workDir });
  await stack.setAllConfig({
    "oma:endpoint": { value: endpoint },
    "oma:user": { value: user },
    "oma:password": { value: password, secret: true },
  });
  return stack;
}

/** The outputs of one update. */
async function up(stack) {
  const { outputs } = await stack.up();
  return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
}
`;

/**
 * Runs inline programs of the Automation API in one process, and waits until that process has ended by itself.
 *
 * @param body of an async function in which `stackOf`, `up`, `pulumi` and `oma` are at hand.
 * @returns what the body returned.
 */
export async function runInlinePrograms(body: string): Promise<unknown> {
  const project = await Stack.create({});
  try {
    project.write(
      "automation.js",
      `${prelude}\n(async () => {\n${body}\n})().then((result) => console.log(JSON.stringify(result)));\n`,
    );
    const run = await project.node("automation.js");
    if (run.code !== 0) throw new Error(`the module ended with ${run.code}:\n${run.output}`);
    return JSON.parse(run.output);
  } finally {
    project.remove();
  }
}

/** The account of a simulator's admin, as a literal for the body. */
export function accountOf({ url, admin }: Simulator, password = admin.password): string {
  return JSON.stringify({ endpoint: url, user: admin.user, password });
}
