import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Simulator } from "../api.js";
import { CommandError } from "./command-error.js";

/** What a client needs, by the names of the variables that it reads. */
export type Settings = Readonly<Record<string, string>>;

export function settingsOf({ url, admin }: Simulator, authorityFile: string | undefined): Settings {
  const { user, password } = admin;
  return {
    OMA_ENDPOINT: url,
    OMA_USER: user,
    OMA_PASSWORD: password,
    ...(authorityFile === undefined ? {} : { OMA_CA_FILE: authorityFile }),
  };
}

/** The settings as lines for a shell: a tenant file may bring any password. */
export function exportLines(settings: Settings): string {
  return Object.entries(settings)
    .map(([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'\n`)
    .join("");
}

/** Files that are there while the simulator runs. */
export class RunFiles {
  readonly #made: string[] = [];

  /** Writes the authority to a new folder, and gives the name of the file. Undefined when there is none. */
  async authority({ authority }: Simulator): Promise<string | undefined> {
    if (authority === undefined) return undefined;
    const folder = await mkdtemp(join(tmpdir(), "oma-simulator-"));
    this.#made.push(folder);
    const file = join(folder, "authority.pem");
    await writeFile(file, authority);
    return file;
  }

  /** Writes a file that others wait for: it appears whole. Only its owner can read it. Throws a CommandError when it cannot. */
  async ready(file: string, content: string): Promise<void> {
    const draft = `${file}.${process.pid}`;
    this.#made.push(draft, file);
    try {
      await writeFile(draft, content, { mode: 0o600, flag: "wx" });
      await rename(draft, file);
    } catch (error) {
      throw new CommandError(`the ready file ${file} cannot be written (${(error as NodeJS.ErrnoException).code})`);
    }
  }

  async remove(): Promise<void> {
    for (const made of this.#made.splice(0)) await rm(made, { recursive: true, force: true });
  }
}
