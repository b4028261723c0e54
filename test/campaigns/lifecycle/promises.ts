import { kinds } from "../../../provider/kinds/index.js";
import type { Identity, Kind } from "../../../provider/kinds/kind.js";
import { wireName } from "../../../provider/kinds/names.js";
import type { LogEntry, Simulator } from "../../../simulator/index.js";
import type { Declaration, Program } from "./program.js";

const all = Object.values(kinds);
const anything = "*";

/** Watches what the provider sends, over all runs of a history. */
export class Watch {
  /**
   * What programs ever declared of an object: its attributes by their wire names, with all values. The objects of a place
   * have these in common, since a rename makes one out of another.
   */
  private readonly declared = new Map<string, Map<string, Set<string>>>();
  private readonly places = new Map<string, Map<string, Set<string>>>();

  declares(program: Program): void {
    for (const declaration of program) {
      const known = this.places.get(declaration.slot) ?? new Map<string, Set<string>>();
      this.places.set(declaration.slot, known);
      this.declared.set(objectOf(declaration), known);
      for (const [name, value] of Object.entries(wireOf(declaration))) {
        known.set(name, (known.get(name) ?? new Set()).add(form(value)));
      }
      // What is ignored stays at what it drifted to, in a replacement too.
      for (const name of Object.keys(wireOf(only(declaration, (one) => declaration.ignoreChanges.includes(one))))) {
        known.get(name)?.add(anything);
      }
    }
  }

  /** @throws Error for a call that no program asked for. */
  check(entries: readonly LogEntry[], program: Program): void {
    const present = new Set(program.map(objectOf));
    for (const { method, object, outcome, attributes } of entries) {
      if (outcome !== "ok") continue;
      const deleted = all.find(({ verbs }) => verbs.delete === method);
      const about = `${deleted?.name ?? ""} ${object}`;
      if (deleted !== undefined && present.has(about)) throw new Error(`${method} ${object}, which is declared`);
      if (deleted !== undefined && !this.declared.has(about)) throw new Error(`${method} ${object}, never declared`);
      const changed = all.find(({ verbs }) => verbs.change === method);
      if (changed !== undefined) this.checkChange(changed, object, attributes ?? {});
    }
  }

  private checkChange(kind: Kind, object: string, attributes: Readonly<Record<string, unknown>>): void {
    const known = this.declared.get(`${kind.name} ${object}`);
    if (known === undefined) throw new Error(`${kind.verbs.change} ${object}, which no program declared`);
    const suspended = kind.verbs.suspend ?? {};
    for (const [name, value] of Object.entries(attributes)) {
      const isReset = kind.verbs.create === "takeover" && known.has(name);
      if (isReset || (name in suspended && suspended[name] === value)) continue;
      const values = known.get(name);
      if (values === undefined) throw new Error(`${kind.verbs.change} ${object}: ${name}, which no program declared`);
      if (kind.attributes[name]?.secret || name === "password" || form(value) === "null") continue;
      if (!values.has(anything) && !values.has(form(value)))
        throw new Error(`${kind.verbs.change} ${object}: ${name} to a value nobody declared`);
    }
  }
}

/** @throws Error unless the service holds what the program declares. */
export function checkHeld(service: Pick<Simulator, "call">, program: Program): void {
  for (const declaration of program) {
    const { kind, args, ignoreChanges } = declaration;
    const heeded = only(declaration, (name) => !ignoreChanges.includes(name));
    const { called, identity, verbs } = kinds[kind];
    const object = called(args as Identity);
    const fields = Object.fromEntries(Object.keys(identity).map((field) => [field, args[field] as string]));
    const answer = service.call(verbs.read, fields);
    if (!answer.success) throw new Error(`${kind} ${object} is declared and not there`);
    const held: Record<string, unknown> = { type: answer.type, ...answer.attributes };
    for (const [name, value] of Object.entries(wireOf(heeded))) {
      if (name === "password" || form(held[name]) === form(value)) continue;
      throw new Error(`${kind} ${object}: ${name} is ${JSON.stringify(held[name])}, declared ${JSON.stringify(value)}`);
    }
  }
}

/** @throws Error unless every declared password opens its account: the only way to see which one the service holds. */
export async function checkPasswords(service: Pick<Simulator, "url">, program: Program): Promise<void> {
  for (const { args } of program) {
    const { user, password } = args;
    if (password === undefined) continue;
    const body = JSON.stringify({ credentials: { user, password } });
    const response = await fetch(`${service.url}/authenticate`, { method: "POST", body });
    const { success, error_number } = (await response.json()) as { success: boolean; error_number?: number };
    if (!success) throw new Error(`User ${user}: the declared password does not open it (${error_number})`);
  }
}

export function objectOf({ kind, args }: Declaration): string {
  return `${kind} ${kinds[kind].called(args as Identity)}`;
}

function only(declaration: Declaration, which: (name: string) => boolean): Declaration {
  return { ...declaration, args: Object.fromEntries(Object.entries(declaration.args).filter(([name]) => which(name))) };
}

/** The declared attributes under their wire names, secrets included. */
function wireOf({ kind, args }: Declaration): Record<string, unknown> {
  const { attributes } = kinds[kind];
  return Object.fromEntries(
    Object.entries(args).flatMap(([name, value]) => {
      if (!Object.hasOwn(attributes, name)) return [];
      return attributes[name]?.value.shape === "map" ? Object.entries(value as object) : [[wireName(name), value]];
    }),
  );
}

/**
 * Equal for what means the same: no value, an empty text and an empty list; lists in another order. Of its own, so that a
 * mistake in the provider's comparison does not hide itself.
 */
function form(value: unknown): string {
  if (value === undefined || value === null || value === "") return "null";
  if (!Array.isArray(value)) return JSON.stringify(value);
  if (value.length === 0) return "null";
  return JSON.stringify(value.map(filled).sort());
}

function filled(item: unknown): string {
  if (typeof item !== "object" || item === null) return JSON.stringify(item);
  return JSON.stringify(
    Object.entries(item)
      .filter(([, inner]) => inner !== null && inner !== "")
      .sort(),
  );
}
