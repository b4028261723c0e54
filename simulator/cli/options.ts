import { parseArgs } from "node:util";
import { UsageError } from "./command-error.js";

const LAST_PORT = 65_535;

/** Only this machine can reach it. */
export const LOOPBACK = "127.0.0.1";

/** The company when no option names one. */
export const DEFAULT_COMPANY = "Lakeside Demo Mail";

/** The options of the command. `tenant`, `faults` and `data` are names of files. */
export interface Options {
  readonly port: number;
  readonly host: string;
  readonly companies: readonly string[];
  readonly control: boolean;
  readonly tenant?: string | undefined;
  readonly faults?: string | undefined;
  readonly data?: string | undefined;
  readonly seed?: string | undefined;
}

/** Throws a UsageError that names the argument it cannot read. */
export function readOptions(args: string[]): Options {
  const { port = "0", host = LOOPBACK, company, control = false, ...files } = parsed(args);
  if (files.tenant !== undefined && company) throw new UsageError("--company and --tenant exclude each other");
  const companies = distinctNames(company ?? [DEFAULT_COMPANY]);
  return { port: portNumber(port), host, companies, control, ...files };
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
        control: { type: "boolean" },
        seed: { type: "string" },
        host: { type: "string" },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
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
