import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { crashRound } from "./simulator/crash.mts";

/**
 * The built simulator, killed under load at random moments, over and over on the same data:
 *
 *     npm run build && node test/campaigns/simulator-crash.mts [rounds]
 */
const rounds = Number(process.argv[2] ?? 60);
const folder = mkdtempSync(join(tmpdir(), "oma-crash-"));
const place = { binary: resolve(import.meta.dirname, "../../simulator/dist/cli/oma-simulator.js"), folder };
let acknowledged = 0;
let bad = 0;
for (let round = 0; round < rounds; round++) {
  const result = await crashRound(place, round, 20 + Math.random() * 600);
  acknowledged += result.acknowledged;
  for (const complaint of [...result.lost, ...result.strange]) console.log(`round ${round}: ${complaint}`);
  bad += result.lost.length + result.strange.length;
}
rmSync(folder, { recursive: true, force: true });
console.log(`${rounds} kills, ${acknowledged} users with answered changes looked at, ${bad} of them wrong`);
process.exitCode = bad === 0 ? 0 : 1;
