import { execFileSync, spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Target } from "./load.mts";

const BINARY = resolve(import.meta.dirname, "../../simulator/dist/cli/oma-simulator.js");
const ADMIN = { user: "provisioner@bench.adm", password: "Bench*Kite-58" };

export interface Wanted {
  core: number;
  /** Where the data is. */
  folder: string;
  /** The content of a new data file. An existing file keeps its own. */
  generate: { domains: number; users: number };
}

export interface Pinned {
  target: Target;
  /** Seconds from the start of the process until it is ready. */
  seconds: number;
  /** Resident. */
  megabytes(): number;
  stop(): Promise<void>;
}

/** Keeps a process on one core. Without `taskset` (util-linux) the figures would mean nothing. */
export function pinned(pid: number, core: number): void {
  execFileSync("taskset", ["-a", "-c", "-p", String(core), String(pid)], { stdio: "ignore" });
}

/** `oma-simulator` as it is built, on one core. */
export async function startPinned({ core, folder, generate }: Wanted): Promise<Pinned> {
  const tenant = join(folder, "tenant.json");
  const companies = [{ name: "Bench Mail", admins: [{ ...ADMIN, role: "company" }], generate }];
  writeFileSync(tenant, JSON.stringify({ companies }));
  const begin = performance.now();
  const child = spawn(
    "taskset",
    ["-c", String(core), process.execPath, BINARY, "--data", join(folder, "data.db"), "--tenant", tenant],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  process.once("exit", () => child.kill("SIGKILL"));
  const url = await new Promise<string>((settle, fail) => {
    let told = "";
    child.stdout.on("data", (chunk) => {
      told += chunk;
      const found = /OMA_ENDPOINT='([^']+)'/.exec(told);
      if (found) settle(found[1] as string);
    });
    child.once("exit", (code) => fail(new Error(`The simulator ended with ${code}`)));
  });
  return {
    target: { url, ...ADMIN },
    seconds: (performance.now() - begin) / 1000,
    // taskset replaces itself with the command, so this is the id of the simulator.
    megabytes: () => residentKilobytes(child.pid as number) / 1000,
    stop: () =>
      new Promise((settle) => {
        child.once("exit", () => settle());
        child.kill("SIGTERM");
      }),
  };
}

function residentKilobytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
}
