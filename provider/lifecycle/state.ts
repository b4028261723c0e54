import { isOffered } from "../kinds/attribute.js";
import type { Identity, Kind } from "../kinds/kind.js";

export type Values = Readonly<Record<string, unknown>>;

/** What a program declares of one object, sorted by what it is for. */
export interface Declared {
  readonly identity: Identity;
  /** Under the program's names; secrets are not among them. */
  readonly attributes: Values;
  /** Fingerprint of each declared secret. */
  readonly sealed: Readonly<Record<string, string>>;
  readonly options: Values;
}

/** What the state knows of an object: what was declared when it was last written, or what was last read of it. */
export interface Known extends Declared {
  readonly facts: Values;
  /** Secrets that only the answer to the create told, in clear text. */
  readonly told?: Values | undefined;
  /** Values that attributes had before this resource managed them, under the wire's names; only for kinds that are taken over. */
  readonly prior?: Values | undefined;
  /** Base address of the service that was asked last. */
  readonly service?: string | undefined;
  /** When it was last created or changed by this provider, in UNIX seconds of this machine. */
  readonly writtenAt?: number | undefined;
}

/** What a secret input becomes in `check`: the clear text stays in the process. */
export interface Sealed {
  readonly fingerprint: string;
}

/**
 * The output that only the provider reads. It marks outputs as its own: those of a plain `.get` lack it. The engine leaves
 * names that start with two underscores out of what it displays.
 */
const memoryKey = "__oma";

/** Version of the outputs' form, for later releases to recognise. */
const format = 1;

interface Memory {
  readonly format: typeof format;
  readonly sealed: Readonly<Record<string, string>>;
  readonly service?: string;
  readonly writtenAt?: number;
  readonly prior?: Values;
}

export function declaredFrom(kind: Kind, inputs: Values): Declared {
  const attributes: Record<string, unknown> = {};
  const sealed: Record<string, string> = {};
  for (const [name, attribute] of Object.entries(kind.attributes)) {
    const value = inputs[name];
    if (value === undefined || !isOffered(attribute)) continue;
    if (!attribute.secret) attributes[name] = value;
    else if (isSealed(value)) sealed[name] = value.fingerprint;
  }
  return { identity: pick(kind.identity, inputs) as Identity, attributes, sealed, options: pick(kind.options, inputs) };
}

/**
 * @returns undefined for outputs that this provider did not write.
 * @throws Error for outputs that a later release wrote in another form.
 */
export function knownFrom(kind: Kind, outputs: Values): Known | undefined {
  const memory = outputs[memoryKey] as Memory | undefined;
  if (memory === undefined) return undefined;
  if (memory.format !== format) {
    throw new Error(
      `state of format ${String(memory.format)}: install the release of pulumi-oma that wrote it, or a later one`,
    );
  }
  return {
    ...declaredFrom(kind, outputs),
    sealed: memory.sealed,
    facts: pick(kind.facts, outputs),
    told: kind.toldOnce && pick(kind.toldOnce, outputs),
    prior: memory.prior,
    service: memory.service,
    writtenAt: memory.writtenAt,
  };
}

/** The inverse of {@link knownFrom}; `service` is the one that was just asked. `hide` marks a value as secret for the engine. */
export function outputsOf(known: Known, service: string, hide: (value: string) => unknown): Record<string, unknown> {
  const sealed = Object.fromEntries(Object.entries(known.sealed).map(([name, print]) => [name, hide(print)]));
  const told = Object.fromEntries(Object.entries(known.told ?? {}).map(([name, text]) => [name, hide(String(text))]));
  const { writtenAt, prior } = known;
  const memory = {
    format,
    service,
    ...(writtenAt === undefined ? {} : { writtenAt }),
    sealed,
    ...(prior === undefined ? {} : { prior }),
  };
  return { ...known.identity, ...known.attributes, ...known.options, ...known.facts, ...told, [memoryKey]: memory };
}

/** The inverse of {@link declaredFrom}. */
export function inputsOf(declared: Declared, hide: (value: Sealed) => unknown): Record<string, unknown> {
  const secrets = Object.entries(declared.sealed).map(([name, fingerprint]) => [name, hide({ fingerprint })]);
  return { ...declared.identity, ...declared.attributes, ...declared.options, ...Object.fromEntries(secrets) };
}

export function isSealed(value: unknown): value is Sealed {
  return typeof (value as Sealed | null)?.fingerprint === "string";
}

function pick(table: Readonly<Record<string, unknown>>, values: Values): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(table)
      .filter((name) => values[name] !== undefined)
      .map((name) => [name, values[name]]),
  );
}
