import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Call, creates, millisecondsOf, perSecond } from "./simulator/load.mts";
import { pinned, startPinned } from "./simulator/pinned.mts";
import { type Figure, report } from "./simulator/report.mts";

/**
 * Measures the simulator: the built service on one core with its data in a file, the load on another. It writes
 * docs/quality/simulator-bench.md, and ends with 1 when a figure is out of bounds.
 *
 *     npm run build && node bench/simulator.mts
 */

const SECONDS = 8;
const CONNECTIONS = 32;
const root = mkdtempSync(join(tmpdir(), "oma-bench-"));
const busy = loadavg()[0] ?? 0;
const figures: Figure[] = [];
const criteria = { domain: "ten-thousand.example" };
const SEARCHES: readonly [string, object][] = [
  ["all rows", { criteria }],
  ["a page of 100, sorted by time", { criteria, range: { first: 5000, limit: 100 }, sort: { by: "createtime" } }],
  ["a wildcard", { criteria: { ...criteria, match: "*-99??" } }],
];

pinned(process.pid, 1);
try {
  const service = await startPinned({ core: 0, folder: place("ten"), generate: { domains: 400, users: 10_000 } });
  const { target } = service;
  add("start with 10,000 users in 400 domains, kept in a file", service.seconds, "s", { most: 10 });
  add("10,000 users created over HTTP", await creates(target, CONNECTIONS, 10_000, address), "s", { most: 10 });
  add("get_user", await perSecond(target, SECONDS, CONNECTIONS, read), "calls/s", { least: 3000 });
  add(
    "get_user, packed answers",
    await perSecond({ ...target, gzip: true }, SECONDS / 2, CONNECTIONS, read),
    "calls/s",
  );
  add("change_user, kept before it is answered", await perSecond(target, SECONDS, CONNECTIONS, change), "calls/s", {
    least: 1500,
  });
  add(
    "change_user, one after the other over one connection",
    await perSecond(target, SECONDS / 2, 1, change),
    "calls/s",
  );
  for (const [what, fields] of SEARCHES) {
    const median = await millisecondsOf(target, "search_users", fields, 40);
    add(`search_users among 10,000: ${what} (median of 40)`, median, "ms", { most: 50 });
  }
  await service.stop();

  const folder = place("hundred");
  const generate = { domains: 4000, users: 100_000 };
  const large = await startPinned({ core: 0, folder, generate });
  add("start with 100,000 users in 4,000 domains, kept in a file", large.seconds, "s");
  await creates(large.target, CONNECTIONS, 10_000, address);
  await perSecond(large.target, SECONDS, CONNECTIONS, (n) => (n % 2 ? read(n) : change(n)));
  add("memory with them, after 10,000 more and some load (resident)", large.megabytes(), "MB", { most: 400 });
  await large.stop();
  const again = await startPinned({ core: 0, folder, generate });
  add("start from that file", again.seconds, "s");
  add("memory then (resident)", again.megabytes(), "MB", { most: 400 });
  await again.stop();
} finally {
  rmSync(root, { recursive: true, force: true });
}

const text = report(figures, {
  cores: cpus().length,
  model: cpus()[0]?.model ?? "",
  node: process.versions.node,
  busy,
});
writeFileSync(resolve(import.meta.dirname, "../docs/quality/simulator-bench.md"), text);
console.log(text);
process.exitCode = figures.every(
  ({ value, least = 0, most = Number.POSITIVE_INFINITY }) => value >= least && value <= most,
)
  ? 0
  : 1;

function add(what: string, value: number, unit: string, bound: Pick<Figure, "least" | "most"> = {}): void {
  figures.push({ what, value, unit, ...bound });
}

function place(name: string): string {
  const folder = join(root, name);
  mkdirSync(folder);
  return folder;
}

function read(n: number): Call {
  return ["get_user", { user: address(n) }];
}

function change(n: number): Call {
  return ["change_user", { user: address(n), attributes: { name: `Name ${n}`, title: `Title ${n % 7}` } }];
}

function address(n: number): string {
  return `user-${n % 10_000}@ten-thousand.example`;
}
