import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { constants } from "node:os";
import { setFlagsFromString } from "node:v8";
import type { Simulator, SimulatorOptions } from "../api.js";
import type { TenantFile } from "../files/tenant-file.js";
import { DataError } from "../persistence/database.js";
import { SeedError } from "../seed/seed-error.js";
import type { TenantSeed } from "../seed/tenant.js";
import { startSimulator } from "../start.js";
import { TlsError } from "../tls/server-certificate.js";
import { runCommand } from "./child.js";
import { CommandError } from "./command-error.js";
import { readFiles } from "./files.js";
import type { Options } from "./options.js";
import { exportLines, RunFiles, type Settings, settingsOf } from "./settings.js";

const ADMIN = "provisioner@simulator.adm";

/**
 * Runs a simulator until a signal ends it, or until the command ends that it was started for. Gives the exit code. Throws a
 * CommandError when one of them cannot start.
 */
export async function serve(options: Options): Promise<number> {
  const { companies, data, seed, port, host, control, readyFile } = options;
  const files = await readFiles(options);
  const stop = firstSignal();
  // One of an earlier run would tell that this one is ready.
  if (readyFile !== undefined) await rm(readyFile, { force: true });
  const own = { port, host, control, ...(data === undefined ? {} : { data }), ...(seed === undefined ? {} : { seed }) };
  const simulator = await start({ tenant: tenantOf(companies), ...own, ...files.options }, files.tenant);
  const made = new RunFiles();
  try {
    const settings = settingsOf(simulator, await made.authority(simulator));
    introduce(simulator, options);
    if (options.command === undefined) show(settings);
    if (readyFile !== undefined) await made.ready(readyFile, exportLines(settings));
    return await untilEnd(options, settings, stop);
  } finally {
    await simulator.close();
    await made.remove();
  }
}

async function untilEnd({ command }: Options, settings: Settings, stop: Promise<NodeJS.Signals>): Promise<number> {
  if (command === undefined) {
    // Ctrl-C is an interruption to the calling shell; SIGTERM is how a supervisor ends a service in good order.
    return (await stop) === "SIGINT" ? 130 : 0;
  }
  // A signal that came while the simulator was starting had no command to go to.
  const early = await Promise.race([stop, undefined]);
  return early === undefined ? runCommand(command, settings) : 128 + constants.signals[early];
}

function introduce(simulator: Simulator, { host, control, command }: Options): void {
  const page = new URL("/", simulator.url).href;
  console.error(`An OMA service runs until ${command ? "the command ends" : "Ctrl-C"}. ${page} shows what it holds.`);
  if (isLoopback(host)) return;
  const orders = control ? " and can send control requests" : "";
  console.error(`It listens on ${host}: whoever reaches it sees that page${orders}, without a password.`);
}

/** Settings go to standard output alone, so that they can be sent to a file. */
function show(settings: Settings): void {
  if (settings.OMA_CA_FILE !== undefined)
    console.error(`Its certificate is by the authority in ${settings.OMA_CA_FILE}`);
  console.error("Paste this where you run Pulumi:\n");
  process.stdout.write(exportLines(settings));
}

async function start(options: SimulatorOptions, file: TenantFile | undefined): Promise<Simulator> {
  // With the usual settings the heap grows to several times what the service holds.
  setFlagsFromString("--optimize-for-size");
  try {
    return await startSimulator(options);
  } catch (error) {
    if (error instanceof SeedError && file) throw new CommandError(file.explain(error).message);
    if (error instanceof DataError || error instanceof TlsError) throw new CommandError(error.message);
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
