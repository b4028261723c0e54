import type { Command } from "./command.js";
import { simulate } from "./simulate.js";

export const COMMANDS: readonly Command[] = [simulate];
