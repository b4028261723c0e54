import { join } from "node:path";
import { parseArgs } from "node:util";
import { startSimulator } from "oma-simulator";
import { circumstances, table, writePage } from "./simulator/campaign.mts";
import { soak } from "./soak/soak.mts";
import { tenantOf } from "./soak/tenant.mts";

/**
 * Two stacks on the same three domains, with faults, kills, changes behind their backs, guard and `oma:deleteLimit`:
 *
 *     npm run campaign:soak -- [--seconds 1800] [--seed 1] [--write]
 */
const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "1800" },
    seed: { type: "string", default: "20261128" },
    write: { type: "boolean", default: false },
  },
});
const engineFolder = process.env.PULUMI_OMA_ENGINE;
if (engineFolder === undefined) throw new Error("PULUMI_OMA_ENGINE is not set: run this through npm");

const started = Date.now();
const end = started + Number(values.seconds) * 1000;
const service = await startSimulator({ tenant: tenantOf() });
let rounds = 0;
const { counts, violations } = await soak({
  service,
  place: { repository: join(import.meta.dirname, "../.."), engineFolder },
  seed: Number(values.seed),
  isOver: () => {
    rounds += 1;
    console.log(`${Math.round((Date.now() - started) / 1000)} s: round ${rounds}`);
    return Date.now() >= end;
  },
  say: console.log,
});
await service.close();

const rows = [...counts].sort(([a], [b]) => a.localeCompare(b)).map(([what, times]) => [what, times]);
const page = `# Soak

\`npm run campaign:soak -- --seconds ${values.seconds} --seed ${values.seed} --write\` leads two stacks, each with an admin of its own,
with users in the same three domains, on the real engine. Between and during their runs come edits of both programs, faults of the
service, kills of the engine with \`oma recover\`, a third hand with the console, domains that leave with users in them, and programs that
somebody empties by mistake. They run at once or one after the other, with \`--parallel\` 1 or 16. Every fourth round the faults stop, and
both stacks have to come to rest.

A violation is: a mailbox that a program declares and that was deleted, lost its mail or got another's; a domain that went with declared
users in it; "already exists" about what did not exist; an \`up\` that ended with 0 without a mailbox that it declares; a guard or a
limit that let a mistake through; a recover that failed; a stack that does not come to rest, or has something to do afterwards; a password
in an output.

${circumstances(started)}. **Violations: ${violations.length}.**

${table(["what", "times"], rows)}
`;
console.log(`\n${page}`);
for (const violation of violations) console.log(violation);
if (values.write) writePage("soak.md", page);
process.exitCode = violations.length === 0 ? 0 : 1;
