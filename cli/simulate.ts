import { randomBytes } from "node:crypto";
import { setFlagsFromString } from "node:v8";
import {
  DataError,
  FileError,
  readFaultsFile,
  readTenantFile,
  SeedError,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
  type TenantFile,
  type TenantSeed,
} from "../simulator/index.js";
import { type Command, CommandError } from "./command.js";
import { parseOptions, UsageError } from "./options.js";

const HOST = "127.0.0.1";
const ADMIN = "provisioner@simulator.adm";
const DEFAULT_COMPANY = "Lakeside Demo Mail";
const LAST_PORT = 65_535;

export const simulate: Command = {
  name: "simulate",
  summary: "Runs an OMA service on this machine, to try things on",
  help: `Usage: oma simulate [--port N] [--company NAME]... [--data FILE] [--tenant FILE] [--faults FILE]
                    [--control] [--seed TEXT] [--host ADDRESS]

Runs an OMA service on ${HOST} until Ctrl-C. Prints the settings that a Pulumi program needs to use it; its
page in a browser shows what it holds and what comes in.

Options:
  --port N         Listens on port N; on any free port when left out
  --company NAME   Company that the admin controls, since OMA cannot create any; may be given more than
                   once. "${DEFAULT_COMPANY}" when left out
  --data FILE      Keeps what it is told in FILE, and starts with what is there; in memory when left out
  --tenant FILE    Companies, admins, domains and users to begin with, in YAML or JSON, in place of --company
  --faults FILE    What goes wrong from the start, in YAML or JSON
  --control        Takes orders over HTTP under /_sim: faults, clock, snapshots, restarts. They need no password
  --seed TEXT      Another seed gives other generated users, and other calls that faults hit
  --host ADDRESS   Listens on ADDRESS, where others can reach it; ${HOST} when left out`,

  async run(args) {
    const options = parseOptions(args, {
      port: { type: "string" },
      company: { type: "string", multiple: true },
      data: { type: "string" },
      tenant: { type: "string" },
      faults: { type: "string" },
      control: { type: "boolean" },
      seed: { type: "string" },
      host: { type: "string" },
    });
    if (options.tenant !== undefined && options.company)
      throw new UsageError("--company and --tenant exclude each other");
    const port = portNumber(options.port ?? "0");
    const companies = distinctNames(options.company ?? [DEFAULT_COMPANY]);
    const { host = HOST, data, seed, control = false } = options;
    const file = options.tenant === undefined ? undefined : await fromFile(readTenantFile(options.tenant));
    const faults = options.faults === undefined ? [] : await fromFile(readFaultsFile(options.faults));
    const stop = firstSignal();
    const service = await start(
      {
        port,
        host,
        control,
        faults,
        tenant: file?.tenant ?? tenantOf(companies),
        ...(data === undefined ? {} : { data }),
        ...(seed === undefined ? {} : { seed }),
      },
      file,
    );
    show(service, host, control);
    const signal = await stop;
    await service.close();
    // Ctrl-C is an interruption to the calling shell; SIGTERM is how a supervisor ends a service in good order.
    return signal === "SIGINT" ? 130 : 0;
  },
};

/** Settings go to standard output alone, so that they can be sent to a file. */
function show(service: Simulator, host: string, control: boolean): void {
  const page = new URL("/", service.url).href;
  console.error(`An OMA service runs until Ctrl-C; ${page} shows what it holds.`);
  if (!isLoopback(host)) {
    console.error(
      `It listens on ${host}: whoever reaches it sees that page${control ? " and can give it orders" : ""}, without a password.`,
    );
  }
  console.error("Paste this where you run Pulumi:\n");
  const { user, password } = service.admin;
  const settings = { OMA_ENDPOINT: service.url, OMA_USER: user, OMA_PASSWORD: password };
  for (const [name, value] of Object.entries(settings)) console.log(`export ${name}=${quoted(value)}`);
}

/** For a shell: a tenant file may bring any password. */
function quoted(value: string): string {
  return `'${value.replaceAll("'", "'\\''")}'`;
}

async function start(options: SimulatorOptions & { port: number }, file: TenantFile | undefined): Promise<Simulator> {
  // With the usual settings the heap grows to several times what the service holds.
  setFlagsFromString("--optimize-for-size");
  try {
    return await startSimulator(options);
  } catch (error) {
    if (error instanceof SeedError && file) throw new CommandError(file.explain(error).message, 1);
    if (error instanceof DataError) throw new CommandError(error.message, 1);
    const { code, message } = error as NodeJS.ErrnoException;
    const { port } = options;
    if (code === "EADDRINUSE") {
      throw new CommandError(`port ${port} is in use; take another, or leave --port out for a free one`, 1);
    }
    if (code === "EACCES") throw new CommandError(`port ${port} needs more rights than you have (${message})`, 1);
    if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
      throw new CommandError(`${options.host} is no address of this machine`, 1);
    }
    throw error;
  }
}

async function fromFile<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof FileError) throw new CommandError(error.message, 1);
    throw error;
  }
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host.startsWith("127.");
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
