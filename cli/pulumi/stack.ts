import type { Export } from "../../provider/recovery/state/deployment.js";
import { isRecord } from "../../provider/values.js";
import { CommandError } from "../command.js";
import { parseJson, stringIn } from "../json.js";
import { plainString, readExport } from "./export.js";
import { askPulumi, describeFailure, outputOf, runPulumi } from "./run.js";

/** Settings by their names, such as `oma:user`, with secrets in clear text: never to be written or shown anywhere. */
export type Settings = Readonly<Record<string, string>>;

/** A stack of the project in this folder. */
export class Stack {
  readonly #flags: readonly string[];
  /** The state with secrets in clear text. The engine decrypts all of it, however many providers are asked for. */
  #decrypted: Promise<Export> | undefined;

  /** @param name the selected stack when left out. */
  constructor(name?: string) {
    this.#flags = name === undefined ? [] : ["--stack", name];
  }

  /** Its configuration, as far as it is strings; undefined when `pulumi` cannot read it. */
  async configuration(): Promise<Settings | undefined> {
    const run = await askPulumi(["config"], ["--json", "--show-secrets", ...this.#flags]);
    const entries = run.ok ? parseJson(run.output) : undefined;
    return isRecord(entries) ? strings(entries, (entry) => stringIn(entry, "value")) : undefined;
  }

  /**
   * The state as text. Secrets in it are encrypted.
   *
   * @throws CommandError when `pulumi` fails.
   */
  async export(): Promise<string> {
    const run = await runPulumi(["stack", "export"], { flags: this.#flags });
    if (run.ok) return run.output;
    const message = describeFailure(run.failure);
    // Seen with `file://`: the backend writes this file in place, and a kill in that moment leaves it empty.
    const isCutOff = /checkpoint: EOF/.test(message);
    const remedy = "\nIf the state is in files, delete the empty .attrs file beside the stack's, then run this again.";
    throw new CommandError(`${message}${isCutOff ? remedy : ""}`);
  }

  /**
   * The settings of an explicit provider: the state has its inputs.
   *
   * @param provider its URN, two colons and its id.
   * @throws CommandError when `pulumi` fails.
   */
  async providerSettings(provider: string): Promise<Settings> {
    this.#decrypted ??= this.#exportDecrypted();
    const { deployment } = await this.#decrypted;
    const declared = deployment.resources?.find(({ urn, id }) => `${urn}::${id}` === provider);
    return strings(declared?.inputs ?? {}, plainString);
  }

  /**
   * Puts a state in place of the stack's. The engine refuses while another run holds the stack's lock.
   *
   * @throws CommandError when it refuses; nothing was changed then.
   */
  async import(state: string): Promise<void> {
    const run = await runPulumi(["stack", "import"], { flags: this.#flags, input: state });
    if (run.ok) return;
    const message = describeFailure(run.failure);
    const isLocked = /\blocked\b|in progress/i.test(message);
    const remedy = "\nIf the lock is that of the killed run, remove it with pulumi cancel, then run this again.";
    throw new CommandError(`nothing was changed. ${message}${isLocked ? remedy : ""}`);
  }

  async #exportDecrypted(): Promise<Export> {
    const flags = ["--show-secrets", ...this.#flags];
    return readExport(outputOf(await runPulumi(["stack", "export"], { flags })));
  }
}

/** Those values that are strings. */
function strings(
  values: Readonly<Record<string, unknown>>,
  stringOf: (value: unknown) => string | undefined,
): Settings {
  const texts = Object.entries(values).map(([name, value]) => [name, stringOf(value)] as const);
  return Object.fromEntries(texts.flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])));
}
