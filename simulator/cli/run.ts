import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CommandError, UsageError } from "./command-error.js";
import { DEFAULT_COMPANY, LOOPBACK, parted, readOptions } from "./options.js";
import { serve } from "./serve.js";

/** What `--help` prints. */
export const HELP = `Usage: oma-simulator [options] [-- COMMAND...]

Runs an OMA service on ${LOOPBACK} until Ctrl-C. Prints the settings that a client of the service needs, such as a
Pulumi program. A page for the browser shows what the service holds and the calls that it receives.

With a command, it runs that with OMA_ENDPOINT, OMA_USER and OMA_PASSWORD set, and ends with its exit code.

Options:
  --port N           Listen on port N. Default: a free port
  --company NAME     Create a company that the admin controls, since no OMA call creates one. Can be given more than
                     once. Default: "${DEFAULT_COMPANY}"
  --data FILE        Keep everything in FILE, and start with what FILE holds. Default: keep it in memory
  --tenant FILE      Start with the companies, admins, domains, users, mail and calls of a YAML or JSON file, instead
                     of --company
  --faults FILE      Switch on the faults of a YAML or JSON file
  --behaviours FILE  Set the switches of a YAML or JSON file for what the sources of OMA leave open
  --control          Accept control requests under /_sim: faults, behaviours, clock, snapshots, restarts. They need
                     no password
  --seed TEXT        Decides which users are generated and which calls the faults hit. Default: 1
  --host ADDRESS     Listen on ADDRESS. Default: ${LOOPBACK}, which no other machine reaches
  --tls              Serve HTTPS, with a certificate by an authority that is made for this start. Prints the file of
                     the authority as OMA_CA_FILE
  --cert FILE        Serve HTTPS with the certificate in FILE (PEM, with its chain), together with --key
  --key FILE         The key of the certificate (PEM)
  --ready-file FILE  Write the settings to FILE as soon as the service can be called. FILE is removed at the end
  --help             Print this text
  --version          Print the version`;

/**
 * The command `oma-simulator`: prints the settings and runs until a signal ends it. Errors go to standard error.
 *
 * @param args - what was typed after the name of the command
 * @returns the exit code: 0 after SIGTERM, `--help` or `--version`, 130 after SIGINT, 1 when the simulator cannot
 *   start, 2 when the arguments make no sense. With a command, its exit code, and 126 or 127 when it cannot be started
 */
export async function run(args: string[]): Promise<number> {
  const { own } = parted(args);
  if (own.some((word) => word === "--help" || word === "-h")) return say(HELP);
  if (own.includes("--version")) return say(version());
  try {
    return await serve(readOptions(args));
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    console.error(`oma-simulator: ${error.message}`);
    if (error instanceof UsageError) console.error("Run oma-simulator --help for usage.");
    return error.exitCode;
  }
}

function say(text: string): number {
  console.log(text);
  return 0;
}

/** Seen from dist/cli. */
function version(): string {
  return (JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8")) as { version: string }).version;
}
