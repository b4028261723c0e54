import { type Finding, fail, ok, warn } from "./finding.js";
import type { Surroundings } from "./surroundings.js";

/** The oldest engine that this package is tested with. */
const oldestPulumi = "3.254.0";
/** As in the package's `engines`. */
const oldestNode = "22.12.0";
const install = "Install a newer one: https://www.pulumi.com/docs/install";

/** The programs that run the provider. */
export async function lookAtEngine({ run }: Surroundings): Promise<Finding[]> {
  return [
    await pulumi(run),
    isAtLeast(process.versions.node, oldestNode)
      ? ok("node", process.versions.node)
      : fail("node", `${process.versions.node} is older than ${oldestNode}`, "Install a newer Node.js."),
  ];
}

async function pulumi(run: Surroundings["run"]): Promise<Finding> {
  const output = await run("pulumi", "version");
  if (output === undefined) return fail("engine", "no pulumi on the PATH", install);
  const version = /\d+\.\d+\.\d+/.exec(output)?.[0];
  if (version === undefined) return warn("engine", `pulumi gives no version (${output.trim()})`, install);
  return isAtLeast(version, oldestPulumi)
    ? ok("engine", `pulumi ${version}`)
    : warn("engine", `pulumi ${version} is older than ${oldestPulumi}, the oldest that this was tested with`, install);
}

export function isAtLeast(version: string, oldest: string): boolean {
  const [have, want] = [version, oldest].map((text) => text.split(".").map(Number)) as [number[], number[]];
  const place = want.findIndex((number, at) => have[at] !== number);
  return place < 0 || (have[place] ?? 0) > (want[place] as number);
}
