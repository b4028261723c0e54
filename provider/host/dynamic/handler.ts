import type { Checked } from "../../lifecycle/check.js";
import type { Diff } from "../../lifecycle/diff.js";
import { OmaError } from "../../oma/index.js";
import type { Values } from "../../values.js";
import { type ConfigLookup, Runtime } from "../runtime.js";
import { PartialChange, Verbs } from "../verbs.js";

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
const processRuntime = new Runtime();

/**
 * The handler that the host loads for one kind. Programs reach it through their resource classes.
 *
 * @throws UnknownKindError when no kind has that name: a newer release than the one installed wrote the state.
 */
export function handler(name: string, runtime = processRuntime): Handler {
  // The host calls configure before any verb but does not wait for it, so configure may only store.
  let lookup: ConfigLookup = () => undefined;
  const verbs = new Verbs(name, runtime, (key) => lookup(key));
  return {
    async configure({ config }) {
      lookup = (key) => config.get(key);
    },
    check: (olds, news) => readably(news, async () => verbs.check(olds, news)),
    diff: (_, olds, news) =>
      readably(news, async () => {
        const { notice, ...found } = await verbs.diff(olds, news);
        if (notice !== undefined) runtime.notices.show(notice);
        return found;
      }),
    create: (inputs) =>
      readably(inputs, async () => {
        const { id, outputs } = await verbs.create(inputs);
        return { id, outs: outputs };
      }),
    read: (id, props) =>
      readably(props, async () => {
        const found = await verbs.read(id, props);
        // An empty id tells the engine that the object is gone.
        if (found === undefined) return { id: "", props: {} };
        return { id: found.id, props: found.outputs, ...(found.inputs === undefined ? {} : { inputs: found.inputs }) };
      }),
    update: (_, olds, news) => readably(news, async () => ({ outs: (await verbs.update(olds, news)).outputs })),
    delete: (_, props) => readably(props, () => verbs.delete(props)),
  };
}

/**
 * Runs a verb so that its errors read well in the engine's output. The host prints stacks, and an expected error needs none.
 *
 * @param props what the engine sent. The host adds `__provider` to the outputs of a success, but not to those of a failure.
 */
async function readably<T>(props: Values, verb: () => Promise<T>): Promise<T> {
  try {
    return await verb();
  } catch (error) {
    if (error instanceof PartialChange) {
      const { id, outputs } = error.recorded;
      const properties = { ...outputs, __provider: props.__provider };
      throw Object.assign(withoutStack(error.cause), { id, properties, reasons: [error.message] });
    }
    throw error instanceof OmaError ? withoutStack(error) : error;
  }
}

function withoutStack(error: Error): Error {
  const plain = new Error(error.message);
  plain.name = error.name;
  plain.stack = error.message;
  return plain;
}
