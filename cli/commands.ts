import type { Command } from "./command.js";
import { doctor } from "./doctor/doctor.js";
import { guard } from "./guard/guard.js";
import { recover } from "./recover/recover.js";
import { simulate } from "./simulate.js";

export const COMMANDS: readonly Command[] = [doctor, guard, recover, simulate];
