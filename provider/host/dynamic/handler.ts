import { kinds } from "../../kinds/index.js";
import type { Kind, KindName } from "../../kinds/kind.js";
import { check } from "../../lifecycle/check.js";
import { create } from "../../lifecycle/create.js";
import { remove } from "../../lifecycle/delete.js";
import { type Diff, diff } from "../../lifecycle/diff.js";
import { lookUp, refresh } from "../../lifecycle/read.js";
import type { Context } from "../../lifecycle/run/context.js";
import { createAttemptIn, withCreateAttempt } from "../../lifecycle/state/attempt.js";
import { identityOf, idOf } from "../../lifecycle/state/id.js";
import {
  desiredFrom,
  inputsOf,
  outputsOf,
  type State,
  stateFrom,
  type Values,
  withSecretFingerprints,
} from "../../lifecycle/state/state.js";
import { update } from "../../lifecycle/update.js";
import { runSettings } from "../config/run-settings.js";
import { type ConfigLookup, Runtime } from "../runtime.js";
import { secret } from "../secret.js";
import { decryptFromProgram, isTransported } from "../secret-transport.js";
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

/** One for all kinds of the process: the engine starts a process of the host for one provider resource of one run. */
const processRuntime = new Runtime();

/**
 * The handler that the host loads for one kind of resource; programs reach it through their resource classes.
 *
 * @throws Error when no kind has that name: state was written by a newer release than the one installed.
 */
export function handler(name: KindName, memory = processRuntime): Handler {
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
        memory.declares(kind, desiredFrom(kind, inputs));
        return {
          inputs: withCreateAttempt(olds, withSecretFingerprints(kind, inputs, secret), memory.clock.date),
          failures,
        };
      }),
    diff: (_, olds, news) =>
      run(news, async () => {
        const found = diff(kind, olds, news);
        const state = stateFrom(kind, olds);
        if (state !== undefined) memory.compared(kind, state, desiredFrom(kind, news), found.replaces.length > 0);
        return found;
      }),
    create: (inputs) =>
      run(inputs, async () => {
        const began = memory.clock.date();
        const account = context();
        const state = await create(account, kind, desiredFrom(kind, inputs));
        account.claims.recordCreation(kind, state, began);
        return { id: idOf(kind, state.identity), outs: written(account, state, inputs) };
      }),
    read: (id, props) => run(props, () => read(kind, id, props)),
    update: (_, olds, news) =>
      run(news, async () => {
        const account = context();
        const state = await update(account, kind, required(kind, olds), desiredFrom(kind, news));
        return { outs: written(account, state, news) };
      }),
    delete: (_, props) => run(props, () => remove(context(), kind, required(kind, props))),
  };

  /** A rename may wait for what other verbs do, so it has to know which are under way. */
  function run<T>(props: Values, verb: () => Promise<T>): Promise<T> {
    return memory.moves.track(() => forEngine(kind, props, verb));
  }

  function written({ service, clock }: Context, state: State, inputs: Values): Record<string, unknown> {
    return { ...outputsOf({ ...state, writtenAt: clock.date() }, service, secret), ...createAttemptIn(inputs) };
  }

  async function read(kind: Kind, id: string, props: Values): Promise<Read> {
    const state = stateFrom(kind, props);
    const account = context();
    // Outputs that are not ours are those of an explicit look-up by id.
    if (state === undefined) {
      const found = await lookUp(account, kind, identityOf(kind, id));
      return { id: idOf(kind, found.identity), props: outputsOf(found, account.service, secret) };
    }
    const fresh = await refresh(account, kind, state);
    // An empty id tells the engine that the object is gone.
    if (fresh === undefined) return { id: "", props: {} };
    const stamp = createAttemptIn(props);
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
    Object.entries(inputs).map(([name, value]) => [name, isTransported(value) ? decryptFromProgram(value) : value]),
  );
}

function required(kind: Kind, outputs: Values): State {
  const state = stateFrom(kind, outputs);
  if (state === undefined) {
    throw new Error(
      `the state of this ${kind.name} was not written by pulumi-oma. Remove it from state and adopt the object.`,
    );
  }
  return state;
}
