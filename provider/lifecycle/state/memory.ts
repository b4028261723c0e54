import { sourceName } from "../../kinds/attribute.js";
import type { Kind } from "../../kinds/kind.js";
import { programName, wireName } from "../../kinds/names.js";
import type { Values } from "../../values.js";
import { StateUnreadableError } from "../errors/index.js";
import { type Fingerprinted, fingerprintedFrom } from "../secrets/fingerprinted.js";
import { desiredFrom, fromWire, pick, renamed } from "./codec.js";
import type { State } from "./state.js";

/**
 * The output that only the provider reads. Outputs that this provider did not write, such as those of a plain `.get`, lack it.
 * The engine does not display names that start with two underscores.
 */
const memoryKey = "__oma";

/** Version of the outputs' form, for later releases to recognise. */
const format = 1;

/** The form in state. Its names are those of format 1, which stay when names in the code change. */
interface Memory {
  readonly format: number;
  readonly sealed: Readonly<Record<string, string | Fingerprinted>>;
  readonly service?: string;
  readonly writtenAt?: number;
  readonly prior?: Values;
  readonly made?: number;
  readonly renaming?: State["renaming"];
  readonly lost?: boolean;
  readonly formerly?: State["formerly"];
}

/**
 * The prior state from the outputs of a resource.
 *
 * @returns undefined for outputs that this provider did not write.
 * @throws StateUnreadableError for outputs that a later release wrote in another form.
 */
export function stateFrom(kind: Kind, outputs: Values): State | undefined {
  const memory = outputs[memoryKey] as Memory | undefined;
  if (memory === undefined) return undefined;
  if (memory.format !== format) {
    throw new StateUnreadableError(
      `this release cannot read state of format ${String(memory.format)}`,
      "Install the release of pulumi-oma that wrote it, or a later one.",
    );
  }
  const { sealed, prior, made, service, writtenAt, renaming, lost, formerly } = memory;
  return {
    ...desiredFrom(kind, outputs),
    fingerprints: fingerprintsIn(sealed),
    computed: renamed(pick(kind.computed, outputs), wireName),
    generatedSecrets: kind.createOnlySecrets && renamed(pick(kind.createOnlySecrets, outputs), wireName),
    originalValues: prior,
    creationStamp: made,
    service,
    writtenAt,
    renaming,
    lost,
    formerly,
  };
}

/**
 * The inverse of {@link stateFrom}.
 *
 * @param service base address of the service that was just asked.
 * @param hide marks a value as secret for the engine.
 */
export function outputsOf(
  kind: Kind,
  state: State,
  service: string,
  hide: (value: unknown) => unknown,
): Record<string, unknown> {
  const sources = Object.entries(state.sources).map(([wire, source]) => [sourceName(programName(wire)), source]);
  const generated = renamed(state.generatedSecrets ?? {}, programName);
  return {
    ...state.identity,
    ...fromWire(kind, state.attributes),
    ...Object.fromEntries(sources),
    ...state.options,
    ...renamed(state.computed, programName),
    ...Object.fromEntries(Object.entries(generated).map(([name, text]) => [name, hide(String(text))])),
    [memoryKey]: memoryOf(state, service, hide),
  };
}

function memoryOf(state: State, service: string, hide: (value: unknown) => unknown): Record<string, unknown> {
  const { writtenAt, originalValues: prior, creationStamp: made, renaming, lost, formerly } = state;
  const fingerprints = Object.entries(renamed(state.fingerprints, programName));
  return {
    format,
    service,
    ...(writtenAt === undefined ? {} : { writtenAt }),
    sealed: Object.fromEntries(fingerprints.map(([name, fingerprinted]) => [name, hide(fingerprinted)])),
    ...(prior === undefined ? {} : { prior }),
    ...(made === undefined ? {} : { made }),
    ...(renaming === undefined ? {} : { renaming }),
    ...(lost ? { lost } : {}),
    ...(formerly === undefined ? {} : { formerly }),
  };
}

/** Earlier releases wrote the text of the fingerprint alone. `oma recover` gets encrypted ones, which stay as they are. */
function fingerprintsIn(sealed: Memory["sealed"]): Record<string, Fingerprinted> {
  const entries = Object.entries(sealed).map(([name, value]): [string, Fingerprinted] => {
    if (typeof value === "string") return [wireName(name), { fingerprint: value, revision: 1 }];
    return [wireName(name), fingerprintedFrom(value) ?? value];
  });
  return Object.fromEntries(entries);
}
