import type { Command } from "../command.js";
import { parseOptions } from "../options.js";
import { lookAtAccount } from "./account.js";
import { lookAtConfiguration } from "./configuration.js";
import { lookAtEngine } from "./engine.js";
import type { Finding } from "./finding.js";
import { lookAtNetwork } from "./network.js";
import { lookAtProject } from "./project.js";
import { here, type Surroundings } from "./surroundings.js";

export const doctor: Command = {
  name: "doctor",
  summary: "Checks settings, network, log-in and Pulumi set-up, and says what to mend",
  help: `Usage: oma doctor [--json]

Looks at the settings, the way to the service, the admin and the Pulumi project in this folder, and changes
nothing. Each line says ok, warn or fail, and what to do. Exit code 0: nothing fails; 1: something does.

Options:
  --json   Prints the findings as JSON`,

  async run(args) {
    const { json } = parseOptions(args, { json: { type: "boolean" } });
    const findings = await examine(here());
    console.log(json ? JSON.stringify(findings, null, 2) : findings.map(line).join("\n"));
    return findings.some(({ status }) => status === "fail") ? 1 : 0;
  },
};

async function examine(at: Surroundings): Promise<Finding[]> {
  const { config, findings } = await lookAtConfiguration(at);
  const network = config === undefined ? [] : await lookAtNetwork(config, Date.now());
  const isReachable = network.every(({ status }) => status !== "fail");
  return [
    ...findings,
    ...network,
    ...(config !== undefined && isReachable ? await lookAtAccount(config, Date.now) : []),
    ...(await lookAtEngine(at)),
    ...lookAtProject(at.folder),
  ];
}

function line({ status, check, says, remedy }: Finding): string {
  const first = `${status.padEnd(4)}  ${check.padEnd(8)}  ${says}`;
  return remedy === undefined ? first : `${first}\n                ${remedy}`;
}
