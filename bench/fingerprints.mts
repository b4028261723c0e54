import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { kinds } from "../dist/provider/kinds/index.js";
import { check } from "../dist/provider/lifecycle/check.js";
import { Vault } from "../dist/provider/lifecycle/secrets/vault.js";

/**
 * Measures what a password adds to the check of a user, for each way to give one, and writes docs/quality/fingerprints.md. The
 * engine checks serially, so every preview pays this for each user. It uses the build.
 */
const [rounds, users, wantedMs] = [9, 500, 3];
process.env.BENCH_PASSWORD = "Quartz*Kite-58";
const from = { env: "BENCH_PASSWORD" };

const ways: readonly (readonly [string, object, object])[] = [
  ["no password", {}, {}],
  ["`password`, unchanged", { password: "Quartz*Kite-58" }, { password: "Quartz*Kite-58" }],
  ["`password`, changed", { password: "Quartz*Kite-58" }, { password: "Violet#Road-93" }],
  ["`passwordFrom`, unchanged", { passwordFrom: from }, { passwordFrom: from }],
  [
    "`passwordFrom` with a version, unchanged",
    { passwordFrom: { ...from, version: 1 } },
    { passwordFrom: { ...from, version: 1 } },
  ],
];

const costs = ways.map((): number[] => []);
for (let round = 0; round < rounds; round++) {
  for (const [nth, [, before, after]] of ways.entries()) costs[nth]?.push(cpuMs(before, after));
}
const [without = 0, ...others] = costs.map(median);
const figures = others.map((ms, nth) => ({
  way: ways[nth + 1]?.[0] ?? "",
  ms: ms - without,
  // A changed password is hashed twice: with the old salt to compare, and with a new one.
  prints: nth === 1 ? 2 : 1,
}));
const holds = figures.every(({ ms, prints }) => ms / prints <= wantedMs);

const rows = figures.map(({ way, ms }) => `| ${way} | ${ms.toFixed(2)} ms | ${((ms * 10_000) / 1000).toFixed(1)} s |`);
const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.version}`;
const page = `# What the fingerprint of a password costs

Measured by \`node bench/fingerprints.mts\` on ${new Date().toISOString().slice(0, 10)}, ${machine}: CPU time of the check of a user
beyond that of a user without a password (${without.toFixed(2)} ms), median of ${rounds} rounds of ${users} users. Wanted is at most ${wantedMs} ms for
each fingerprint, of which a changed password needs two: ${holds ? "that holds" : "that does not hold"}.

| password | for one user | for 10,000 |
| --- | --- | --- |
${rows.join("\n")}
`;
writeFileSync(join(import.meta.dirname, "../docs/quality/fingerprints.md"), page);
console.log(page);
process.exitCode = holds ? 0 : 1;

/** CPU time of one check, for users that another process has checked before. */
function cpuMs(before: object, after: object): number {
  const user = { user: "ann@example.com", type: "mailbox", name: "Ann" };
  const olds = check(kinds.User, {}, { ...user, ...before }, new Vault()).inputs;
  const vault = new Vault();
  const began = process.cpuUsage();
  for (let nth = 0; nth < users; nth++) {
    const { failures } = check(kinds.User, olds, { ...user, ...after }, vault);
    if (failures.length > 0) throw new Error(failures[0]?.reason);
  }
  const { user: own, system } = process.cpuUsage(began);
  return (own + system) / 1000 / users;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
