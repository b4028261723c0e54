import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { creates, millisecondsOf, perSecond, type Target } from "./simulator/load.mts";
import { pinned, startPinned } from "./simulator/pinned.mts";
import { type Figure, report } from "./simulator/report.mts";

/**
 * The figures of the simulator: the built service on one core with its data in a file, the load from another. Writes
 * docs/quality/simulator-bench.md, and ends with 1 when a figure is missed.
 *
 *     npm run build && node bench/simulator.mts
 */

const SECONDS = 8;
const CONNECTIONS = 32;
const folder = mkdtempSync(join(tmpdir(), "oma-bench-"));
const figures: Figure[] = [];
const criteria = { domain: "ten-thousand.example" };
const SEARCHES: readonly [string, object][] = [
  ["all rows", { criteria }],
  ["a page of 100, sorted by time", { criteria, range: { first: 5000, limit: 100 }, sort: { by: "createtime" } }],
  ["a wildcard", { criteria: { ...criteria, match: "*-99??" } }],
];

pinned(process.pid, 1);
try {
  const tenant = { domains: 400, users: 10_000 };
  const service = await startPinned({ core: 0, data: join(folder, "ten-thousand.db"), generate: tenant });
  figures.push({
    what: "start with 10,000 users in 400 domains, kept in a file",
    value: service.seconds,
    unit: "s",
    most: 10,
  });
  const target = await prepared(service);

  const read = await perSecond(target, SECONDS, CONNECTIONS, (n) => ["get_user", { user: address(n) }]);
  figures.push({ what: "get_user", value: read, unit: "calls/s", least: 3000 });
  const changed = await perSecond(target, SECONDS, CONNECTIONS, (n) => [
    "change_user",
    { user: address(n), attributes: { name: `Name ${n}`, title: `Title ${n % 7}` } },
  ]);
  figures.push({ what: "change_user, each kept before it is answered", value: changed, unit: "calls/s", least: 1500 });
  const alone = await perSecond(target, SECONDS / 2, 1, (n) => [
    "change_user",
    { user: address(n), attributes: { name: `Solo ${n}` } },
  ]);
  figures.push({ what: "change_user over one connection, one after the other", value: alone, unit: "calls/s" });
  const packed = await perSecond({ ...target, gzip: true }, SECONDS / 2, CONNECTIONS, (n) => [
    "get_user",
    { user: address(n) },
  ]);
  figures.push({ what: "get_user with packed answers (gzip)", value: packed, unit: "calls/s" });

  for (const [what, fields] of SEARCHES) {
    const milliseconds = await millisecondsOf(target, "search_users", fields, 40);
    figures.push({
      what: `search_users in a domain of 10,000: ${what} (median of 40)`,
      value: milliseconds,
      unit: "ms",
      most: 50,
    });
  }
  await service.stop();

  const large = await startPinned({
    core: 0,
    data: join(folder, "hundred-thousand.db"),
    generate: { domains: 4000, users: 100_000 },
  });
  figures.push({ what: "start with 100,000 users in 4,000 domains, kept in a file", value: large.seconds, unit: "s" });
  await perSecond(large.target, SECONDS, CONNECTIONS, () => ["search_domains", { range: { limit: 20 } }]);
  figures.push({
    what: "memory at 100,000 users, after some load (resident)",
    value: await large.megabytes(),
    unit: "MB",
    most: 400,
  });
  await large.stop();
  const again = await startPinned({ core: 0, data: join(folder, "hundred-thousand.db") });
  figures.push({ what: "start from that file", value: again.seconds, unit: "s" });
  figures.push({ what: "memory after that (resident)", value: await again.megabytes(), unit: "MB", most: 400 });
  await again.stop();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

const text = report(figures, { cores: cpus().length, model: cpus()[0]?.model ?? "", node: process.versions.node });
writeFileSync(resolve(import.meta.dirname, "../docs/quality/simulator-bench.md"), text);
console.log(text);
process.exitCode = figures.every(
  ({ value, least = 0, most = Number.POSITIVE_INFINITY }) => value >= least && value <= most,
)
  ? 0
  : 1;

/** A domain with 10,000 users of its own, made over HTTP. */
async function prepared(service: Awaited<ReturnType<typeof startPinned>>): Promise<Target> {
  const seconds = await creates(service.target, CONNECTIONS, 10_000, address);
  figures.push({ what: "10,000 users created over HTTP", value: seconds, unit: "s", most: 10 });
  return service.target;
}

function address(n: number): string {
  return `user-${n % 10_000}@ten-thousand.example`;
}
