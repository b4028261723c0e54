import { execFileSync, fork } from "node:child_process";
import { join } from "node:path";
import type { Target } from "./load.mts";

export interface Wanted {
  core: number;
  data: string;
  /** What to fill a new file with; it is taken as it is when left out. */
  generate?: { domains: number; users: number };
}

export interface Pinned {
  target: Target;
  /** From the start of the process until it listens. */
  seconds: number;
  megabytes(): Promise<number>;
  stop(): Promise<void>;
}

/** Holds a process on one core. Without `taskset` (util-linux) the figures would be of nothing in particular. */
export function pinned(pid: number, core: number): void {
  execFileSync("taskset", ["-a", "-c", "-p", String(core), String(pid)], { stdio: "ignore" });
}

/** The built simulator in a process of its own, on one core. */
export async function startPinned({ core, data, generate }: Wanted): Promise<Pinned> {
  const begin = performance.now();
  const child = fork(join(import.meta.dirname, "serve.mjs"), [JSON.stringify({ data, generate })]);
  pinned(child.pid as number, core);
  const told = () => new Promise<{ target?: Target; megabytes?: number }>((settle) => child.once("message", settle));
  const { target } = await told();
  if (!target) throw new Error("The service did not start");
  return {
    target,
    seconds: (performance.now() - begin) / 1000,
    async megabytes() {
      child.send("memory");
      return (await told()).megabytes ?? 0;
    },
    stop: () =>
      new Promise((settle) => {
        child.once("exit", () => settle());
        child.send("stop");
      }),
  };
}
