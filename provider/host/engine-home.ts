import { homedir } from "node:os";
import { join } from "node:path";

/** The engine's home folder, where the processes of one person's runs find what they share. An empty PULUMI_HOME is none. */
export function engineHome(): string {
  return process.env.PULUMI_HOME || join(homedir(), ".pulumi");
}
