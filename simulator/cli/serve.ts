import { randomBytes } from "node:crypto";
import { setFlagsFromString } from "node:v8";
import type { Simulator, SimulatorOptions } from "../api.js";
import { readFaultsFile } from "../files/faults-file.js";
import { FileError } from "../files/structured-file.js";
import { readTenantFile, type TenantFile } from "../files/tenant-file.js";
import { DataError } from "../persistence/database.js";
import { SeedError } from "../seed/seed-error.js";
import type { TenantSeed } from "../seed/tenant.js";
import { startSimulator } from "../start.js";
import { CommandError } from "./command-error.js";
import type { Options } from "./options.js";

const ADMIN = "provisioner@simulator.adm";

/** Runs a simulator until a signal ends it, and gives the exit code. Throws a CommandError when it cannot start. */
export async function serve({ companies, tenant, faults, data, seed, ...listening }: Options): Promise<number> {
  const file = tenant === undefined ? undefined : await fromFile(readTenantFile(tenant));
  const switchedOn = faults === undefined ? [] : await fromFile(readFaultsFile(faults));
  const stop = firstSignal();
  const simulator = await start(
    {
      ...listening,
      faults: switchedOn,
      tenant: file?.tenant ?? tenantOf(companies),
      ...(data === undefined ? {} : { data }),
      ...(seed === undefined ? {} : { seed }),
    },
    file,
  );
  show(simulator, listening);
  const signal = await stop;
  await simulator.close();
  // Ctrl-C is an interruption to the calling shell; SIGTERM is how a supervisor ends a service in good order.
  return signal === "SIGINT" ? 130 : 0;
}

/** Settings go to standard output alone, so that they can be sent to a file. */
function show(simulator: Simulator, { host, control }: Pick<Options, "host" | "control">): void {
  const page = new URL("/", simulator.url).href;
  console.error(`An OMA service runs until Ctrl-C. ${page} shows what it holds.`);
  if (!isLoopback(host)) {
    const orders = control ? " and can send control requests" : "";
    console.error(`It listens on ${host}: whoever reaches it sees that page${orders}, without a password.`);
  }
  console.error("Paste this where you run Pulumi:\n");
  const { user, password } = simulator.admin;
  const settings = { OMA_ENDPOINT: simulator.url, OMA_USER: user, OMA_PASSWORD: password };
  for (const [name, value] of Object.entries(settings)) console.log(`export ${name}=${quoted(value)}`);
}

/** For a shell: a tenant file may bring any password. */
function quoted(value: string): string {
  return `'${value.replaceAll("'", "'\\''")}'`;
}

async function start(
  options: SimulatorOptions & Pick<Options, "port">,
  file: TenantFile | undefined,
): Promise<Simulator> {
  // With the usual settings the heap grows to several times what the service holds.
  setFlagsFromString("--optimize-for-size");
  try {
    return await startSimulator(options);
  } catch (error) {
    if (error instanceof SeedError && file) throw new CommandError(file.explain(error).message);
    if (error instanceof DataError) throw new CommandError(error.message);
    throw listenError(error as NodeJS.ErrnoException, options) ?? error;
  }
}

function listenError({ code, message }: NodeJS.ErrnoException, { port, host }: SimulatorOptions) {
  switch (code) {
    case "EADDRINUSE":
      return new CommandError(`port ${port} is in use: choose another, or leave --port out for a free one`);
    case "EACCES":
      return new CommandError(`you may not listen on port ${port} (${message})`);
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return new CommandError(`${host} is not an address of this machine`);
    default:
      return undefined;
  }
}

async function fromFile<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof FileError) throw new CommandError(error.message);
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

/** The same signal a second time is not caught: it ends the process at once. */
function firstSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, resolve);
  });
}
