import { existsSync, readFileSync } from "node:fs";
import { hostname } from "node:os";

/**
 * What tells one run of the engine from every other, the same in all of its host processes: the machine, the engine's process, and
 * the address that the engine gives to the processes that it starts. `pulumi up` is one process with two runs, the preview
 * and the update, which have an address each.
 *
 * Where there is no /proc, the address stands alone. A later run may get the port of an earlier one, and would then count what that
 * one deleted: the limit would be reached too early, never too late.
 *
 * @param address the first argument of the dynamic host; undefined where the engine did not start this process.
 * @throws Error that says why the run cannot be told from others.
 */
export function runIdOf(address: string | undefined, processes = "/proc"): string {
  if (address === undefined || !/:\d+$/.test(address)) throw new Error("no engine gave its address to this process");
  const engine = existsSync(`${processes}/self/stat`) ? engineProcess(processes) : "any";
  return [hostname(), engine, address].join("-").replace(/[^\w.-]/g, "_");
}

/**
 * The engine starts each host as the leader of a process group, often through a shell (source: `RegisterProcessGroup` in its plugin
 * package). So it is the parent of the leader of this group. A process id alone may be used again, so its start belongs to it.
 */
function engineProcess(processes: string): string {
  try {
    const { group } = statusOf(processes, "self");
    const { parent } = statusOf(processes, group);
    return `${parent}-${statusOf(processes, parent).started}`;
  } catch {
    throw new Error("the engine's process cannot be found");
  }
}

/** The fields of /proc/<pid>/stat, which come after the name of the program, in brackets (source: proc(5)). */
function statusOf(processes: string, pid: string): { parent: string; group: string; started: string } {
  const text = readFileSync(`${processes}/${pid}/stat`, "utf8");
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const [, parent = "", group = ""] = fields;
  return { parent, group, started: fields[19] ?? "" };
}
