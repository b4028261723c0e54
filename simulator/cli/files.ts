import { readFile } from "node:fs/promises";
import type { SimulatorOptions } from "../api.js";
import { readBehavioursFile } from "../files/behaviours-file.js";
import { readFaultsFile } from "../files/faults-file.js";
import { FileError } from "../files/structured-file.js";
import { readTenantFile, type TenantFile } from "../files/tenant-file.js";
import { CommandError } from "./command-error.js";
import type { Options } from "./options.js";

/** What the files hold that the options name. */
export interface Files {
  readonly tenant: TenantFile | undefined;
  readonly options: SimulatorOptions;
}

/** Throws a CommandError that names the file, and the line, that cannot be used. */
export async function readFiles({ tenant, faults, behaviours, tls }: Options): Promise<Files> {
  try {
    const file = tenant === undefined ? undefined : await readTenantFile(tenant);
    const options: SimulatorOptions = {
      ...(file && { tenant: file.tenant }),
      ...(faults !== undefined && { faults: await readFaultsFile(faults) }),
      ...(behaviours !== undefined && { behaviours: await readBehavioursFile(behaviours) }),
      tls: typeof tls === "boolean" ? tls : { cert: await textOf(tls.cert), key: await textOf(tls.key) },
    };
    return { tenant: file, options };
  } catch (error) {
    if (error instanceof FileError) throw new CommandError(error.message);
    throw error;
  }
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new CommandError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}
