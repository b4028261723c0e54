import { kinds } from "../../kinds/index.js";
import type { Kind, KindName } from "../../kinds/kind.js";
import { check } from "../../lifecycle/check.js";
import { create } from "../../lifecycle/create.js";
import { remove } from "../../lifecycle/delete.js";
import { type Diff, diff } from "../../lifecycle/diff.js";
import { lookUp, refresh } from "../../lifecycle/read.js";
import type { Context } from "../../lifecycle/run/context.js";
import { stamped, stampIn } from "../../lifecycle/state/attempt.js";
import { identityOf, idOf } from "../../lifecycle/state/id.js";
import {
  declaredFrom,
  inputsOf,
  type Known,
  knownFrom,
  outputsOf,
  type Values,
  withHiddenPrints,
} from "../../lifecycle/state/state.js";
import { update } from "../../lifecycle/update.js";
import { runSettings } from "../config/run-settings.js";
import { type ConfigLookup, hostMemory } from "../runtime.js";
import { secret } from "../secret.js";
import { isHanded, receive } from "../secret-transport.js";
import { forEngine } from "./error-report.js";

interface Read {
  id: string;
  props: Record<string, unknown>;
  inputs?: Record<string, unknown>;
}

/** What Pulumi's dynamic-provider host calls: the shape of `dynamic.ResourceProvider` of @pulumi/pulumi. */
export interface Handler {
  configure(request: { config: { get(key: string): string | undefined } }): Promise<void>;
  check(olds: Values, news: Values): Promise<ReturnType<typeof check>>;
  diff(id: string, olds: Values, news: Values): Promise<Diff>;
  create(inputs: Values): Promise<{ id: string; outs: Record<string, unknown> }>;
  read(id: string, props: Values): Promise<Read>;
  update(id: string, olds: Values, news: Values): Promise<{ outs: Record<string, unknown> }>;
  delete(id: string, props: Values): Promise<void>;
}

/**
 * The handler that the host loads for one kind of resource; programs reach it through their resource classes.
 *
 * @throws Error when no kind has that name: state was written by a newer release than the one installed.
 */
export function handler(name: KindName, memory = hostMemory): Handler {
  const kind = kinds[name];
  if (kind === undefined) {
    throw new Error(
      `pulumi-oma has no kind "${String(name)}". Install the release that the stack was last updated with.`,
    );
  }
  // The host calls configure before any verb but does not wait for it, so it may only store.
  let lookup: ConfigLookup = () => undefined;
  const context = () => memory.contextFor(lookup);

  return {
    async configure({ config }) {
      lookup = (key) => config.get(key);
    },
    check: (olds, news) =>
      forEngine(kind, news, async () => {
        const { adopt } = runSettings(lookup, process.env);
        const { inputs, failures } = check(kind, olds, received(news), memory.vault, adopt);
        memory.declares(kind, declaredFrom(kind, inputs));
        return { inputs: stamped(olds, withHiddenPrints(kind, inputs, secret), memory.clock.date), failures };
      }),
    diff: (_, olds, news) =>
      run(news, async () => {
        const found = diff(kind, olds, news);
        const known = knownFrom(kind, olds);
        if (known !== undefined) memory.compared(kind, known, declaredFrom(kind, news), found.replaces.length > 0);
        return found;
      }),
    create: (inputs) =>
      run(inputs, async () => {
        const began = memory.clock.date();
        const account = context();
        const known = await create(account, kind, declaredFrom(kind, inputs));
        account.taken.made(kind, known, began);
        return { id: idOf(kind, known.identity), outs: written(account, known, inputs) };
      }),
    read: (id, props) => run(props, () => read(kind, id, props)),
    update: (_, olds, news) =>
      run(news, async () => {
        const account = context();
        const known = await update(account, kind, required(kind, olds), declaredFrom(kind, news));
        return { outs: written(account, known, news) };
      }),
    delete: (_, props) => run(props, () => remove(context(), kind, required(kind, props))),
  };

  /** A rename may wait for what other verbs do, so it has to know which are under way. */
  function run<T>(props: Values, verb: () => Promise<T>): Promise<T> {
    return memory.moves.during(() => forEngine(kind, props, verb));
  }

  function written({ service, clock }: Context, known: Known, inputs: Values): Record<string, unknown> {
    return { ...outputsOf({ ...known, writtenAt: clock.date() }, service, secret), ...stampIn(inputs) };
  }

  async function read(kind: Kind, id: string, props: Values): Promise<Read> {
    const known = knownFrom(kind, props);
    const account = context();
    // Outputs that are not ours are those of an explicit look-up by id.
    if (known === undefined) {
      const found = await lookUp(account, kind, identityOf(kind, id));
      return { id: idOf(kind, found.identity), props: outputsOf(found, account.service, secret) };
    }
    const fresh = await refresh(account, kind, known);
    // An empty id tells the engine that the object is gone.
    if (fresh === undefined) return { id: "", props: {} };
    const stamp = stampIn(props);
    return {
      id: idOf(kind, fresh.identity),
      props: { ...outputsOf(fresh, account.service, secret), ...stamp },
      inputs: { ...inputsOf(fresh, secret), ...stamp },
    };
  }
}

/** Inputs with the clear text of what the program encrypted on its way here. */
function received(inputs: Values): Values {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [name, isHanded(value) ? receive(value) : value]),
  );
}

function required(kind: Kind, outputs: Values): Known {
  const known = knownFrom(kind, outputs);
  if (known === undefined) {
    throw new Error(
      `the state of this ${kind.name} was not written by pulumi-oma. Remove it from state and adopt the object.`,
    );
  }
  return known;
}
