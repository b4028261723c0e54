import { execFile } from "node:child_process";
import { CommandError } from "../command-error.js";

const mostBytes = 1024 * 1024 * 1024;

/** What `pulumi preview --json --show-sames` prints in this folder. */
export function runPreview(): Promise<string> {
  const args = ["preview", "--json", "--show-sames", "--non-interactive"];
  return new Promise((settle, fail) => {
    execFile("pulumi", args, { maxBuffer: mostBytes }, (error, stdout, stderr) => {
      if (error === null) settle(stdout);
      else fail(new CommandError(`pulumi preview failed: ${stderr.trim() || stdout.trim() || error.message}`, 1));
    });
  });
}
