import { type Command, CommandError } from "./command.js";

/** The package is an optional peer: who has a real account needs no simulator. */
const COMMAND_LINE = "oma-simulator/cli";

export const simulate: Command = {
  name: "simulate",
  summary: "Runs an OMA service on this machine, to try things on",
  get help() {
    return simulator().HELP;
  },
  run: (args) => simulator().run(args),
};

function simulator(): typeof import("oma-simulator/cli") {
  if (!isInstalled()) {
    throw new CommandError(
      "the simulator is not installed: install it (npm install --save-dev oma-simulator) or run npx oma-simulator",
      1,
    );
  }
  return require(COMMAND_LINE) as typeof import("oma-simulator/cli");
}

function isInstalled(): boolean {
  try {
    require.resolve(COMMAND_LINE);
    return true;
  } catch {
    return false;
  }
}
