import { randomBytes } from "node:crypto";
import { type Simulator, startSimulator, type TenantSeed } from "../simulator/index.js";
import type { Command } from "./command.js";
import { CommandError, UsageError } from "./command-error.js";
import { parseOptions } from "./options.js";

const HOST = "127.0.0.1";
const ADMIN = "provisioner@simulator.adm";
const DEFAULT_COMPANY = "Lakeside Demo Mail";
const LAST_PORT = 65_535;

export const simulate: Command = {
  name: "simulate",
  summary: "Runs an OMA service on this machine, to try things on",
  help: `Usage: oma simulate [--port N] [--company NAME]...

Runs an OMA service on ${HOST} that keeps what it is told in memory, until Ctrl-C. Prints the settings
that a Pulumi program needs to use it.

Options:
  --port N         Listens on port N; on any free port when left out
  --company NAME   Company that the admin controls, since OMA cannot create any; may be given more than
                   once. "${DEFAULT_COMPANY}" when left out`,

  async run(args) {
    const options = parseOptions(args, {
      port: { type: "string" },
      company: { type: "string", multiple: true },
    });
    const port = portNumber(options.port ?? "0");
    const companies = distinctNames(options.company ?? [DEFAULT_COMPANY]);
    const stop = firstSignal();
    const service = await start(port, companies);
    show(service, companies);
    const signal = await stop;
    await service.close();
    // Ctrl-C is an interruption to the calling shell; SIGTERM is how a supervisor ends a service in good order.
    return signal === "SIGINT" ? 130 : 0;
  },
};

/** Settings go to standard output alone, so that they can be sent to a file. */
function show(service: Simulator, companies: readonly string[]): void {
  const names = companies.map((name) => `"${name}"`).join(", ");
  console.error(`An OMA service with ${names} runs until Ctrl-C. Paste this where you run Pulumi:\n`);
  const { user, password } = service.admin;
  const settings = { OMA_ENDPOINT: service.url, OMA_USER: user, OMA_PASSWORD: password };
  for (const [name, value] of Object.entries(settings)) console.log(`export ${name}='${value}'`);
}

async function start(port: number, companies: readonly string[]): Promise<Simulator> {
  try {
    return await startSimulator({ port, host: HOST, tenant: tenantOf(companies) });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE") {
      throw new CommandError(`port ${port} is in use; take another, or leave --port out for a free one`, 1);
    }
    if (code === "EACCES") throw new CommandError(`port ${port} needs more rights than you have (${message})`, 1);
    throw error;
  }
}

/** One admin for all companies: its domain belongs to the first. */
function tenantOf(companies: readonly string[]): TenantSeed {
  const password = randomBytes(18).toString("base64url");
  return companies.map((name, position) => ({
    name,
    admins: position === 0 ? [{ user: ADMIN, password, role: "company", objects: [...companies] }] : [],
  }));
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > LAST_PORT) {
    throw new UsageError(`--port ${text} is no port: give a number from 0 to ${LAST_PORT}`);
  }
  return port;
}

function distinctNames(names: readonly string[]): readonly string[] {
  if (names.some((name) => name.trim() === "")) throw new UsageError("--company needs a name");
  const twice = names.find((name, position) => names.indexOf(name) !== position);
  if (twice !== undefined) throw new UsageError(`--company ${twice} is given twice`);
  return names;
}

/** The same signal a second time is not caught: it ends the process at once. */
function firstSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, resolve);
  });
}
