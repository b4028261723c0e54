import { askPulumi, describeFailure } from "../pulumi/run.js";
import { type Finding, fail, ok, warn } from "./finding.js";

/** The oldest engine that this package is tested with. */
const oldestPulumi = "3.254.0";
/** As in the package's `engines`. */
const oldestNode = "22.12.0";
const installPulumi = `Install Pulumi ${oldestPulumi} or later: https://www.pulumi.com/docs/install`;

/** Checks the programs that run the provider. */
export async function checkEngine(): Promise<Finding[]> {
  return [await checkPulumi(), checkNode(process.versions.node)];
}

async function checkPulumi(): Promise<Finding> {
  const run = await askPulumi(["version"]);
  if (!run.ok) {
    const [message = "", remedy = installPulumi] = describeFailure(run.failure).split("\n");
    return fail("engine", message, run.failure.reason === "not found" ? remedy : installPulumi);
  }
  const version = /\d+\.\d+\.\d+/.exec(run.output)?.[0];
  if (version === undefined) {
    return warn("engine", `pulumi version printed no version (${run.output.trim()})`, installPulumi);
  }
  return isAtLeast(version, oldestPulumi)
    ? ok("engine", `pulumi ${version}`)
    : warn("engine", `pulumi ${version} is older than ${oldestPulumi}, the oldest tested release`, installPulumi);
}

function checkNode(version: string): Finding {
  return isAtLeast(version, oldestNode)
    ? ok("node", version)
    : fail("node", `${version} is older than ${oldestNode}`, `Install Node.js ${oldestNode} or later.`);
}

/** Both are numbers with dots between them. */
function isAtLeast(version: string, oldest: string): boolean {
  return version.localeCompare(oldest, "en", { numeric: true }) >= 0;
}
