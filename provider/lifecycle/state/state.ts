import { isOffered, secretNames, sourceName } from "../../kinds/attribute.js";
import type { Identity, Kind } from "../../kinds/kind.js";
import { type Source, sourceIn } from "../secrets/source.js";

export type Values = Readonly<Record<string, unknown>>;

/** What a program declares of one object, sorted by what it is for. */
export interface Desired {
  readonly identity: Identity;
  /** Under the program's names; secrets are not among them. */
  readonly attributes: Values;
  /** Fingerprint of each declared secret, but for those whose version says when they change. */
  readonly fingerprints: Readonly<Record<string, string>>;
  /** Where the provider finds a declared secret that the program does not give itself. */
  readonly sources: Sources;
  readonly options: Values;
}

/** What messages about an object need: its name, and what the program calls its secrets. */
export type Named = Pick<Desired, "identity" | "sources">;

/** By the names of the attributes. */
export type Sources = Readonly<Record<string, Source>>;

/** What the state knows of an object: what was declared when it was last written, or what was last read of it. */
export interface State extends Desired {
  readonly computed: Values;
  /** Secrets that only the answer to the create told, in clear text. */
  readonly generatedSecrets?: Values | undefined;
  /** Values that attributes had before this resource managed them, under the wire's names; only for kinds that are taken over. */
  readonly originalValues?: Values | undefined;
  /** Base address of the service that was asked last. */
  readonly service?: string | undefined;
  /** When it was last created or changed by this provider, in UNIX seconds of this machine. */
  readonly writtenAt?: number | undefined;
  /** Createtime of an object whose name may come to be another one's, where that matters and a read has shown it. */
  readonly creationStamp?: number | undefined;
  /** A rename whose outcome never became known, and the createtime that tells the object apart. */
  readonly renaming?: { readonly to: Identity; readonly made: number } | undefined;
  /** It was gone when another object of the state came to its name: what has that name now is not this one. */
  readonly lost?: boolean | undefined;
}

/** What a secret input becomes in `check`: the clear text stays in the process. */
export interface Fingerprinted {
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
  readonly sealed: Readonly<Record<string, string | Fingerprinted>>;
  readonly service?: string;
  readonly writtenAt?: number;
  readonly prior?: Values;
  readonly made?: number;
  readonly renaming?: State["renaming"];
  readonly lost?: boolean;
}

export function desiredFrom(kind: Kind, inputs: Values): Desired {
  const attributes: Record<string, unknown> = {};
  const sealed: Record<string, string> = {};
  const sources: Record<string, Source> = {};
  for (const [name, attribute] of Object.entries(kind.attributes)) {
    const value = inputs[name];
    if (value === undefined || attribute.secret || !isOffered(attribute)) continue;
    attributes[name] = value;
  }
  for (const name of secretNames(kind.attributes)) {
    const from = inputs[sourceName(name)];
    const print = [inputs[name], from].find(isFingerprinted);
    if (print !== undefined) sealed[name] = print.fingerprint;
    const source = sourceIn(from);
    if (!("why" in source)) sources[name] = source;
  }
  const identity = pick(kind.identity, inputs) as Identity;
  return { identity, attributes, fingerprints: sealed, sources, options: pick(kind.options, inputs) };
}

/**
 * @returns undefined for outputs that this provider did not write.
 * @throws Error for outputs that a later release wrote in another form.
 */
export function stateFrom(kind: Kind, outputs: Values): State | undefined {
  const memory = outputs[memoryKey] as Memory | undefined;
  if (memory === undefined) return undefined;
  if (memory.format !== format) {
    throw new Error(
      `state of format ${String(memory.format)}: install the release of pulumi-oma that wrote it, or a later one`,
    );
  }
  return {
    ...desiredFrom(kind, outputs),
    fingerprints: fingerprints(memory.sealed),
    computed: pick(kind.computed, outputs),
    generatedSecrets: kind.createOnlySecrets && pick(kind.createOnlySecrets, outputs),
    originalValues: memory.prior,
    service: memory.service,
    writtenAt: memory.writtenAt,
    creationStamp: memory.made,
    renaming: memory.renaming,
    lost: memory.lost,
  };
}

/** The inverse of {@link stateFrom}; `service` is the one that was just asked. `hide` marks a value as secret for the engine. */
export function outputsOf(state: State, service: string, hide: (value: string) => unknown): Record<string, unknown> {
  const sealed = Object.fromEntries(Object.entries(state.fingerprints).map(([name, print]) => [name, hide(print)]));
  const told = Object.fromEntries(
    Object.entries(state.generatedSecrets ?? {}).map(([name, text]) => [name, hide(String(text))]),
  );
  const { writtenAt, originalValues: prior, creationStamp: made, renaming, lost } = state;
  const memory = {
    format,
    service,
    ...(writtenAt === undefined ? {} : { writtenAt }),
    sealed,
    ...(prior === undefined ? {} : { prior }),
    ...(made === undefined ? {} : { made }),
    ...(renaming === undefined ? {} : { renaming }),
    ...(lost ? { lost } : {}),
  };
  const sources = Object.entries(state.sources).map(([name, source]) => [sourceName(name), source]);
  return {
    ...state.identity,
    ...state.attributes,
    ...Object.fromEntries(sources),
    ...state.options,
    ...state.computed,
    ...told,
    [memoryKey]: memory,
  };
}

/** The inverse of {@link desiredFrom}. */
export function inputsOf(desired: Desired, hide: (value: unknown) => unknown): Record<string, unknown> {
  const { fingerprints: sealed, sources } = desired;
  const given = Object.entries(sealed).filter(([name]) => !(name in sources));
  const secrets = [
    ...given.map(([name, fingerprint]) => [name, hide({ fingerprint })]),
    ...Object.entries(sources).map(([name, source]) => {
      const print = sealed[name];
      return [sourceName(name), print === undefined ? source : { ...source, fingerprint: hide(print) }];
    }),
  ];
  return { ...desired.identity, ...desired.attributes, ...desired.options, ...Object.fromEntries(secrets) };
}

/** Inputs as `check` gives them to the engine. The engine itself keeps secret what the program marked as such, and nothing else. */
export function withSecretFingerprints(
  kind: Kind,
  inputs: Values,
  hide: (value: unknown) => unknown,
): Record<string, unknown> {
  const found = secretNames(kind.attributes)
    .map((name) => [sourceName(name), inputs[sourceName(name)]] as const)
    .filter((entry): entry is [string, Fingerprinted] => isFingerprinted(entry[1]));
  const hidden = found.map(([name, source]) => [name, { ...source, fingerprint: hide(source.fingerprint) }]);
  return { ...inputs, ...Object.fromEntries(hidden) };
}

/** A state that `oma recover` settled has the sealed input itself: it is encrypted there, and cannot be taken apart. */
function fingerprints(sealed: Memory["sealed"]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(sealed).map(([name, print]) => [name, isFingerprinted(print) ? print.fingerprint : print]),
  );
}

export function isFingerprinted(value: unknown): value is Fingerprinted {
  return typeof (value as Fingerprinted | null)?.fingerprint === "string";
}

function pick(table: Readonly<Record<string, unknown>>, values: Values): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(table)
      .filter((name) => values[name] !== undefined)
      .map((name) => [name, values[name]]),
  );
}
