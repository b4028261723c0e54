import { fork } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { Agent } from "node:http";
import { cpus } from "node:os";
import { join } from "node:path";
import axios from "axios";
import { pausesInOutage } from "../dist/provider/oma/flow/outage.js";
import { defaultRetryPolicy, OmaClient, type OmaConfig } from "../dist/provider/oma/index.js";

/**
 * Measures the OMA client with a stand-in for the service, and writes docs/quality/client-bench.md. Each figure is a ratio of
 * values from the same run. It uses the build.
 */
const service = fork(join(import.meta.dirname, "client-service.mts"), { stdio: "inherit" });
const [{ port }] = (await once(service, "message")) as [{ port: number }];
const base = `http://127.0.0.1:${port}/api`;
const user = { user: "ann@example.com" };

interface Figure {
  readonly what: string;
  readonly measured: string;
  readonly wanted: string;
  readonly holds: boolean;
}
const figures: Figure[] = [];

const percent = (ratio: number) => `${(100 * ratio).toFixed(1)} %`;
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

await overhead();
await outage();
await recovery();
await latency();
await overload();
service.disconnect();
report();

/** CPU time per call. Rounds alternate with bare axios, so that the load of the machine affects both. */
async function overhead(): Promise<void> {
  const [rounds, calls, parallel] = [9, 4000, 16];
  await set({});
  const bare = axios.create({ httpAgent: new Agent({ keepAlive: true, maxSockets: parallel }), maxRedirects: 0 });
  const credentials = { user: "admin@example.adm", token: "bench", client: "bench" };
  const oma = client();
  const cpuOf = async (call: () => Promise<unknown>) => {
    const before = process.cpuUsage();
    await inParallel(calls, parallel, call);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / calls;
  };
  const bareCall = () => bare.post(`${base}/get_user`, { credentials, ...user });
  const omaCall = () => oma.call("get_user", user);
  await cpuOf(bareCall);
  await cpuOf(omaCall);
  const ratios: number[] = [];
  const costs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const [without, with_] = [await cpuOf(bareCall), await cpuOf(omaCall)];
    ratios.push(with_ / without);
    costs.push(without, with_);
  }
  oma.close();
  const ratio = median(ratios);
  figures.push({
    what: `CPU time per call over bare axios, ${parallel} calls at once (median of ${rounds} rounds of ${calls})`,
    measured: `${percent(Math.abs(ratio - 1))} ${ratio > 1 ? "more" : "less"} (${median(costs.filter((_, at) => at % 2 === 0)).toFixed(0)} and ${median(costs.filter((_, at) => at % 2 === 1)).toFixed(0)} µs)`,
    wanted: "<= 10 % more",
    holds: ratio <= 1.1,
  });
}

/** The requests of 1,000 reads while every connection is reset. */
async function outage(): Promise<void> {
  const operations = 1000;
  const oma = client();
  await set({});
  await oma.call("get_user", user);
  await set({ down: true });
  await inParallel(operations, 64, () => oma.call("get_user", user).catch(() => {}));
  const { requests } = await counted();
  oma.close();
  figures.push({
    what: "requests of 1,000 reads while every connection is reset",
    measured: String(requests),
    wanted: "<= 1,100",
    holds: requests <= 1100,
  });
}

/** The time until the last waiting call has its response, after the service is back. */
async function recovery(): Promise<void> {
  const { longestPauseMs } = pausesInOutage(defaultRetryPolicy);
  const oma = client();
  await set({});
  await oma.call("get_user", user);
  await set({ down: true });
  const calls = Array.from({ length: 8 }, () => oma.call("get_user", user));
  await new Promise((resolve) => setTimeout(resolve, 5000));
  await set({});
  const up = performance.now();
  await Promise.all(calls);
  const took = performance.now() - up;
  oma.close();
  figures.push({
    what: "after an outage of 5 s, time until all waiting reads are answered, in lengths of the longest pause",
    measured: `${(took / longestPauseMs).toFixed(2)} (${seconds(took)} of ${seconds(longestPauseMs)})`,
    wanted: "<= 2",
    holds: took <= 2 * longestPauseMs,
  });
}

/** The time of 1,000 calls of 300 ms where 16 may run at once, over the best possible time. */
async function latency(): Promise<void> {
  const [calls, latencyMs, limit] = [1000, 300, 16];
  const oma = client();
  await set({ latencyMs, limit });
  const started = performance.now();
  await Promise.all(Array.from({ length: calls }, () => oma.call("get_user", user)));
  const took = performance.now() - started;
  oma.close();
  const best = (calls * latencyMs) / limit;
  figures.push({
    what: "1,000 reads at 300 ms each where the service takes 16 at once, over 1,000 x 0.3 / 16 s",
    measured: `${(took / best).toFixed(3)} (${seconds(took)})`,
    wanted: "<= 1.10",
    holds: took <= 1.1 * best,
  });
}

/** Throughput and refusals where the service answers 20 above 8 calls at once. */
async function overload(): Promise<void> {
  const [calls, latencyMs, limit] = [2000, 50, 8];
  const timed = async (config: Partial<OmaConfig>) => {
    const oma = client(config);
    await set({ latencyMs, limit });
    await oma.call("echo", {});
    const started = performance.now();
    await Promise.all(Array.from({ length: calls }, () => oma.call("get_user", user)));
    const took = performance.now() - started;
    oma.close();
    return { took, ...(await counted()) };
  };
  const fixed = await timed({ parallel: limit });
  const adaptive = await timed({});
  const throughput = fixed.took / adaptive.took;
  const refused = adaptive.refused / adaptive.requests;
  figures.push({
    what: "throughput where more than 8 calls at once are answered 20, over that of a fixed 8",
    measured: percent(throughput),
    wanted: ">= 85 %",
    holds: throughput >= 0.85,
  });
  figures.push({
    what: "calls refused meanwhile",
    measured: `${percent(refused)} (${adaptive.refused} of ${adaptive.requests})`,
    wanted: "<= 5 %",
    holds: refused <= 0.05,
  });
}

function client(config: Partial<OmaConfig> = {}): OmaClient {
  return new OmaClient({ base, user: "admin@example.adm", password: "bench", ...config });
}

async function inParallel(calls: number, parallel: number, call: () => Promise<unknown>): Promise<void> {
  let left = calls;
  await Promise.all(
    Array.from({ length: parallel }, async () => {
      while (left-- > 0) await call();
    }),
  );
}

async function set(mode: object): Promise<void> {
  service.send(mode);
  await once(service, "message");
}

async function counted(): Promise<{ requests: number; refused: number }> {
  service.send("report");
  const [{ counts }] = (await once(service, "message")) as [{ counts: { requests: number; refused: number } }];
  return counts;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] as number;
}

function report(): void {
  const rows = figures.map(
    ({ what, measured, wanted, holds }) => `| ${what} | ${measured} | ${wanted} | ${holds ? "yes" : "no"} |`,
  );
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.version}`;
  const page = `# How the OMA client performs

Measured by \`node bench/client.mts\` on ${new Date().toISOString().slice(0, 10)}, ${machine}. The service is a stand-in in a
process of its own on the same machine; each figure is a ratio of things measured in the same run.

| figure | measured | wanted | holds |
| --- | --- | --- | --- |
${rows.join("\n")}
`;
  writeFileSync(join(import.meta.dirname, "../docs/quality/client-bench.md"), page);
  console.log(page);
  process.exitCode = figures.every(({ holds }) => holds) ? 0 : 1;
}
