import type { Command } from "../command.js";
import { parseOptions } from "../options.js";
import { asJson } from "../terminal.js";
import { checkAccount } from "./account.js";
import { checkConfiguration } from "./configuration.js";
import { checkEngine } from "./engine.js";
import type { Finding } from "./finding.js";
import { checkNetwork } from "./network.js";
import { checkProject } from "./project.js";

export const doctor: Command = {
  name: "doctor",
  summary: "Checks the settings, the network, the log-in and the Pulumi project, and says what to fix",
  help: `Usage: oma doctor [--json]

Checks the settings, the connection to the service, the admin, and the Pulumi project in this folder. It changes
nothing. Each line says ok, warn or fail. A warning or a failure says what to do.
Exit code 0: no check failed; 1: a check failed.

Options:
  --json   Prints the findings as JSON`,

  async run(args) {
    const { json } = parseOptions(args, { json: { type: "boolean" } });
    const findings = await runChecks(process.env, process.cwd());
    console.log(json ? toJson(findings) : findings.map(describe).join("\n"));
    return findings.some(({ status }) => status === "fail") ? 1 : 0;
  },
};

async function runChecks(environment: NodeJS.ProcessEnv, folder: string): Promise<Finding[]> {
  const engine = await checkEngine();
  const { config, findings } = await checkConfiguration(environment, folder, engine);
  const network = config === undefined ? [] : await checkNetwork(config, Date.now());
  const isReachable = network.every(({ status }) => status !== "fail");
  return [
    ...findings,
    ...network,
    ...(config !== undefined && isReachable ? await checkAccount(config, Date.now) : []),
    ...engine,
    ...checkProject(folder),
  ];
}

function describe({ status, check, message, remedy }: Finding): string {
  const line = `${status.padEnd(4)}  ${check.padEnd(8)}  ${message}`;
  return remedy === undefined ? line : `${line}\n                ${remedy}`;
}

function toJson(findings: readonly Finding[]): string {
  return asJson(findings.map(({ check, status, message, remedy }) => ({ check, status, says: message, remedy })));
}
