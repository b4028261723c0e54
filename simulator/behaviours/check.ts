import type { Switch } from "./switch.js";
import { type Behaviours, DEFAULT_BEHAVIOURS, SWITCHES } from "./switches.js";

/** What is wrong with the value of a switch, or with its name. Undefined when nothing is. */
export function switchProblem(name: string, value: unknown): string | undefined {
  if (!Object.hasOwn(SWITCHES, name))
    return "unknown switch: GET /fidelity and docs/simulator.md list those that there are";
  const { values, open, allows }: Switch<unknown> = SWITCHES[name as keyof Behaviours];
  if (values.includes(value) || allows?.(value)) return undefined;
  if (open === undefined) return `must be one of ${values.map((one) => JSON.stringify(one)).join(", ")}`;
  return `must be ${open}`;
}

/** A value from a file, a request or code, as the whole of the behaviours. Throws an error that names the first wrong switch. */
export function completeBehaviours(value: unknown): Behaviours {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Error('must be an object of switches, such as { "sampleMail": 3 }');
  }
  const chosen = Object.entries(value).filter(([, one]) => one !== undefined);
  for (const [name, one] of chosen) {
    const reason = switchProblem(name, one);
    if (reason) throw new Error(`${name}: ${reason}`);
  }
  return { ...DEFAULT_BEHAVIOURS, ...Object.fromEntries(chosen) };
}
