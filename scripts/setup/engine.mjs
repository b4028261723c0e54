import { join } from "node:path";
import { runChild, StepFailed } from "./child.mjs";
import { NODE } from "./node.mjs";
import { PROJECT } from "./project.mjs";

/** @returns {Promise<string>} the folder of the Pulumi engine */
export async function ensureEngine() {
  // Node's fetch, in our probe and in the launcher of the npm package `pulumi`, ignores proxies without this.
  const env = { NODE_USE_ENV_PROXY: "1", ...process.env };
  const { code, output } = await runChild(NODE, [join(PROJECT, "scripts/engine/index.mts")], {
    env,
    output: "standard",
  });
  if (code !== 0) throw new StepFailed(code);
  return output.trim();
}
