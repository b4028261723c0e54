import { join } from "node:path";
import { parseArgs } from "node:util";
import { startSimulator } from "oma-simulator";
import { killAndRecover, type Outcome, twelveObjects } from "./lifecycle/kill.mts";
import { KilledStack, type Phase } from "./lifecycle/killed-stack.mts";
import { circumstances, table, writePage } from "./simulator/campaign.mts";

/**
 * The engine and the provider's host, killed right before and right after each call of an `up` of twelve objects and of its
 * destroy; then `oma recover` and `up`:
 *
 *     npm run campaign:lifecycle-kill -- [--only up-after] [--from 12] [--to 20] [--write]
 */
const { values } = parseArgs({
  options: {
    only: { type: "string" },
    from: { type: "string", default: "1" },
    to: { type: "string", default: "1000" },
    write: { type: "boolean", default: false },
  },
});
const engineFolder = process.env.PULUMI_OMA_ENGINE;
if (engineFolder === undefined) throw new Error("PULUMI_OMA_ENGINE is not set: run this through npm");

const started = Date.now();
const service = await startSimulator();
const stack = await KilledStack.create(service, { repository: join(import.meta.dirname, "../.."), engineFolder });
stack.program(twelveObjects);
const empty = stack.keep();
const up = await stack.up();
if (up.code !== 0) throw new Error(up.output);
const full = stack.keep();

const rows: unknown[][] = [];
const complaints: string[] = [];
for (const command of ["up", "destroy"] as const) {
  for (const phase of ["before", "after"] as const) {
    if (values.only === undefined || values.only === `${command}-${phase}`) await matrix(command, phase);
  }
}
stack.remove();
await service.close();
const page = `# Kills of the engine

\`npm run campaign:lifecycle-kill -- --write\` kills the engine and the provider's host (SIGKILL) right before and right after each
call of an \`up\` of twelve objects (a company, two brands, three domains, six users) and of its destroy. Then come \`oma recover\` and
\`up\`: the state and the service have to hold the twelve objects with what is declared and nothing else, every user has to be able to
log in, and a further \`up\` has to make no call. "Asked" are the kills after which a brand was in doubt, since no read tells when
one was made; there the campaign answers \`--ours\`, as an operator would.

${circumstances(started)}.

${table(["run", "killed", "kills", "nothing pending", "settled alone", "asked", "wrong"], rows)}
`;
console.log(`\n${page}`);
for (const complaint of complaints) console.log(complaint);
if (values.write) writePage("lifecycle-kill.md", page);
process.exitCode = complaints.length === 0 ? 0 : 1;

async function matrix(command: "up" | "destroy", phase: Phase): Promise<void> {
  const outcomes: Outcome[] = [];
  for (let call = Number(values.from); call <= Number(values.to); call++) {
    (command === "up" ? empty : full)();
    const outcome = await killAndRecover(stack, command, phase, call);
    if (outcome.killedAt === undefined) break;
    const at = `${command} killed ${phase} call ${call} (${outcome.killedAt})`;
    const seconds = Math.round((Date.now() - started) / 1000);
    console.log(`${seconds} s: ${at}: ${outcome.actions.join(", ") || "nothing pending"}`);
    for (const complaint of outcome.complaints) console.log(`  WRONG: ${complaint}`);
    complaints.push(...outcome.complaints.map((complaint) => `${at}: ${complaint}`));
    outcomes.push(outcome);
  }
  const count = (test: (outcome: Outcome) => boolean) => outcomes.filter(test).length;
  rows.push([
    command,
    `${phase} the call`,
    outcomes.length,
    count(({ actions }) => actions.length === 0),
    count(({ actions, asked }) => actions.length > 0 && asked.length === 0),
    count(({ asked }) => asked.length > 0),
    count((outcome) => outcome.complaints.length > 0),
  ]);
}
