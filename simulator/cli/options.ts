import { parseArgs } from "node:util";
import { UsageError } from "./command-error.js";

const LAST_PORT = 65_535;

/** Only this machine can reach it. */
export const LOOPBACK = "127.0.0.1";

/** The company when no option names one. */
export const DEFAULT_COMPANY = "Lakeside Demo Mail";

/** The options of the command. All but `port`, `host`, `companies`, `control`, `seed`, `tls` and `command` are names of files. */
export interface Options {
  readonly port: number;
  readonly host: string;
  readonly companies: readonly string[];
  readonly control: boolean;
  /** True: with a certificate that is made for this start. */
  readonly tls: boolean | { readonly cert: string; readonly key: string };
  readonly tenant?: string | undefined;
  readonly faults?: string | undefined;
  readonly behaviours?: string | undefined;
  readonly data?: string | undefined;
  readonly seed?: string | undefined;
  readonly readyFile?: string | undefined;
  /** The command to run and its arguments. Undefined: the simulator runs until a signal ends it. */
  readonly command?: readonly string[] | undefined;
}

/** The arguments before the first `--`, and the command after it. */
export function parted(args: readonly string[]): { own: string[]; command: string[] | undefined } {
  const at = args.indexOf("--");
  return at < 0 ? { own: [...args], command: undefined } : { own: args.slice(0, at), command: args.slice(at + 1) };
}

/** Throws a UsageError that names the argument it cannot read. */
export function readOptions(args: readonly string[]): Options {
  const { own, command } = parted(args);
  const { port = "0", host = LOOPBACK, company, control = false, tls, cert, key, ...others } = parsed(own);
  const { "ready-file": readyFile, ...files } = others;
  if (files.tenant !== undefined && company) throw new UsageError("--company and --tenant exclude each other");
  if (command?.length === 0) throw new UsageError("-- needs a command to run");
  const companies = distinctNames(company ?? [DEFAULT_COMPANY]);
  const served = { port: portNumber(port), host, companies, control, tls: tlsOf(tls, cert, key) };
  return { ...served, ...files, readyFile, command };
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      strict: true,
      allowPositionals: false,
      options: {
        port: { type: "string" },
        company: { type: "string", multiple: true },
        data: { type: "string" },
        tenant: { type: "string" },
        faults: { type: "string" },
        behaviours: { type: "string" },
        control: { type: "boolean" },
        seed: { type: "string" },
        host: { type: "string" },
        tls: { type: "boolean" },
        cert: { type: "string" },
        key: { type: "string" },
        "ready-file": { type: "string" },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function tlsOf(tls: boolean | undefined, cert: string | undefined, key: string | undefined): Options["tls"] {
  if (cert === undefined && key === undefined) return tls ?? false;
  if (tls) throw new UsageError("--tls makes a certificate: it excludes --cert and --key");
  if (cert === undefined || key === undefined) throw new UsageError("--cert and --key belong together");
  return { cert, key };
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > LAST_PORT) {
    throw new UsageError(`--port ${text}: a port is a number from 0 to ${LAST_PORT}`);
  }
  return port;
}

function distinctNames(names: readonly string[]): readonly string[] {
  if (names.some((name) => name.trim() === "")) throw new UsageError("--company needs a name");
  const twice = names.find((name, position) => names.indexOf(name) !== position);
  if (twice !== undefined) throw new UsageError(`--company ${twice} is given twice`);
  return names;
}
