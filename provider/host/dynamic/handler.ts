import { fstatSync } from "node:fs";
import type { Checked } from "../../lifecycle/check.js";
import type { Diff } from "../../lifecycle/diff.js";
import { OmaError } from "../../oma/index.js";
import { shown } from "../../shown-text.js";
import type { Values } from "../../values.js";
import type { ConfigLookup } from "../config/reader.js";
import { Runtime } from "../runtime.js";
import { PartialChange, Verbs } from "../verbs.js";
import { EngineEnd } from "./engine-end.js";
import { runIdOf } from "./run-id.js";
import { SharedTally } from "./shared-tally.js";
import { printNothingEmpty, ShownOnce } from "./shown-once.js";

interface Read {
  id: string;
  props: Record<string, unknown>;
  inputs?: Record<string, unknown>;
}

/** What Pulumi's dynamic-provider host calls: the shape of `dynamic.ResourceProvider` of @pulumi/pulumi. */
export interface Handler {
  configure(request: { config: { get(key: string): string | undefined } }): Promise<void>;
  check(olds: Values, news: Values): Promise<Checked>;
  diff(id: string, olds: Values, news: Values): Promise<Diff>;
  create(inputs: Values): Promise<{ id: string; outs: Record<string, unknown> }>;
  read(id: string, props: Values): Promise<Read>;
  update(id: string, olds: Values, news: Values): Promise<{ outs: Record<string, unknown> }>;
  delete(id: string, props: Values): Promise<void>;
}

/** One for all kinds of the process: the engine starts a process of the host for one provider resource of one run. */
const processRuntime = new Runtime(undefined, undefined, new SharedTally(() => runIdOf(process.argv[2])));
const engineEnd = new EngineEnd(process);

// Only where the host runs: a program, or its tests, may load this file too.
if (/[\\/]cmd[\\/]dynamic-provider([\\/]index\.js)?$/.test(process.argv[1] ?? "")) {
  printNothingEmpty(console);
  // Started by hand, the host reads from a terminal or from nothing. Neither tells of an engine.
  const input = fstatSync(0);
  if (input.isFIFO() || input.isSocket()) engineEnd.watch(process.stdin);
}

/** The handler that the host loads for one kind. Programs reach it through their resource classes. */
export function handler(name: string, runtime = processRuntime): Handler {
  // The host calls configure before any verb but does not wait for it, so configure may only store.
  let lookup: ConfigLookup = () => undefined;
  let known: Verbs | undefined;
  // The host prints an error of this function in its own way. A verb tells of an unknown kind as of everything else.
  const verbs = () => {
    known ??= new Verbs(name, runtime, (key) => lookup(key));
    return known;
  };
  return {
    async configure({ config }) {
      lookup = (key) => config.get(key);
    },
    check: (olds, news) => readably(news, async () => verbs().check(olds, news)),
    diff: (_, olds, news) =>
      readably(news, async () => {
        const { notice, ...found } = await verbs().diff(olds, news);
        if (notice !== undefined) runtime.notices.show(notice);
        return found;
      }),
    create: (inputs) =>
      readably(inputs, async () => {
        const { id, outputs } = await verbs().create(inputs);
        return { id, outs: outputs };
      }),
    read: (id, props) =>
      readably(props, async () => {
        const found = await verbs().read(id, props);
        // An empty id tells the engine that the object is gone.
        if (found === undefined) return { id: "", props: {} };
        return { id: found.id, props: found.outputs, ...(found.inputs === undefined ? {} : { inputs: found.inputs }) };
      }),
    update: (_, olds, news) => readably(news, async () => ({ outs: (await verbs().update(olds, news)).outputs })),
    delete: (_, props) => readably(props, async () => verbs().delete(props)),
  };
}

/**
 * Runs a verb so that the engine shows its errors once, in words.
 *
 * @param props what the engine sent. The host adds `__provider` to the outputs of a success, but not to those of a failure.
 */
async function readably<T>(props: Values, verb: () => Promise<T>): Promise<T> {
  try {
    return await engineEnd.during(verb);
  } catch (error) {
    if (!(error instanceof PartialChange)) throw new ShownOnce(wordsOf(error));
    const { id, outputs } = error.recorded;
    const properties = { ...outputs, __provider: props.__provider };
    const words = wordsOf(error.cause);
    throw Object.assign(new ShownOnce(words), { id, properties, reasons: [words] });
  }
}

/** An expected error needs no stack; of any other, the stack says where the fault is. */
function wordsOf(error: unknown): string {
  if (error instanceof OmaError) return error.message;
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `This is a fault of pulumi-oma. Report it with these lines:\n${shown(trace)}`;
}
