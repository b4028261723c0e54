import type { Command } from "./command.js";
import { guard } from "./guard.js";
import { simulate } from "./simulate.js";

export const COMMANDS: readonly Command[] = [guard, simulate];
