import { secret } from "../engine-wire.js";
import type { Kind } from "../kinds/kind.js";
import { type Checked, check } from "../lifecycle/check.js";
import { create } from "../lifecycle/create.js";
import { remove } from "../lifecycle/delete.js";
import { type Diff, diff } from "../lifecycle/diff.js";
import { PartialError, StateUnreadableError } from "../lifecycle/errors/index.js";
import { lookUp, refresh } from "../lifecycle/read.js";
import type { Context } from "../lifecycle/run/context.js";
import { refuseOtherService } from "../lifecycle/run/same-service.js";
import { createAttemptedAt, createAttemptIn, withCreateAttempt } from "../lifecycle/state/attempt.js";
import { desiredFrom, inputsOf, withSecretFingerprints } from "../lifecycle/state/codec.js";
import { identityOf, idOf } from "../lifecycle/state/identity.js";
import { kindNamed } from "../lifecycle/state/kind-named.js";
import { outputsOf, stateFrom } from "../lifecycle/state/memory.js";
import { asPreviewed } from "../lifecycle/state/previewed.js";
import type { State } from "../lifecycle/state/state.js";
import { update } from "../lifecycle/update.js";
import type { Values } from "../values.js";
import { serviceAddress } from "./config/client-settings.js";
import type { ConfigLookup } from "./config/reader.js";
import { runSettings } from "./config/run-settings.js";
import { receivePreviewSignal } from "./preview-signal.js";
import type { Runtime } from "./runtime.js";
import { decryptFromProgram, isTransported } from "./secret-transport.js";

/** What the engine keeps of a resource. Secrets have the engine's secret envelope. */
export interface Recorded {
  readonly id: string;
  readonly outputs: Record<string, unknown>;
}

/** A resource as a read returned it; without inputs where no program manages it. */
export interface Read extends Recorded {
  readonly inputs?: Record<string, unknown>;
}

/** A change was carried out in part. The engine must keep what holds now, so that the next `up` continues from there. */
export class PartialChange extends Error {
  constructor(
    readonly recorded: Recorded,
    override readonly cause: Error,
  ) {
    super(cause.message, { cause });
  }
}

/**
 * The verbs of one kind over plain inputs and outputs. Every host of the provider calls these.
 *
 * `check` and `diff` do no network I/O. The others throw OmaError for what the operator can correct, and PartialChange for a
 * change that was carried out in part.
 */
export class Verbs {
  readonly #kind: Kind;
  readonly #runtime: Runtime;
  readonly #settings: ConfigLookup;

  /** @throws UnknownKindError when no kind has that name: a newer release than this one wrote the state. */
  constructor(name: string, runtime: Runtime, settings: ConfigLookup) {
    this.#kind = kindNamed(name);
    this.#runtime = runtime;
    this.#settings = settings;
  }

  /** @param olds inputs of the last run; empty when the resource is about to be created or replaced. */
  check(olds: Values, news: Values): Checked {
    const { adopt } = this.#runtime.withFaultToldOnce(() => runSettings(this.#settings, process.env));
    const { isPreview, inputs: given } = receivePreviewSignal(received(news));
    const { inputs, failures } = check(this.#kind, olds, given, this.#runtime.vault, adopt);
    this.#runtime.declares(this.#kind, desiredFrom(this.#kind, inputs));
    const fingerprinted = withSecretFingerprints(inputs, secret);
    const attempted = withCreateAttempt(olds, fingerprinted, this.#runtime.clock.date);
    return { inputs: isPreview ? asPreviewed(this.#kind, olds, attempted) : attempted, failures };
  }

  diff(olds: Values, news: Values): Promise<Diff> {
    return this.#track(olds, async () => {
      const state = stateFrom(this.#kind, olds);
      const service = this.#runtime.withFaultToldOnce(() => serviceAddress(this.#settings, process.env));
      // Also where nothing changed: a resource that moved to another provider would otherwise be updated there later.
      if (state !== undefined) refuseOtherService(this.#kind, state, service);
      const found = diff(this.#kind, olds, news, this.#runtime.trail);
      const isReplaced = found.replaces.length > 0;
      const createdAt = createAttemptedAt(olds);
      if (state !== undefined && createdAt !== undefined) {
        this.#runtime.newcomers.recordCreate(this.#kind, state.identity, createdAt);
      }
      if (state !== undefined) this.#runtime.compared(this.#kind, state, desiredFrom(this.#kind, news), isReplaced);
      return found;
    });
  }

  create(inputs: Values): Promise<Recorded> {
    return this.#track(inputs, async () => {
      const began = this.#runtime.clock.date();
      const context = this.#context();
      const desired = desiredFrom(this.#kind, inputs);
      context.newcomers.recordCreate(this.#kind, desired.identity, began);
      const state = await create(context, this.#kind, desired);
      context.claims.recordCreation(this.#kind, state, began);
      return this.#written(context, state, inputs);
    });
  }

  /** @returns undefined when the object is gone. */
  read(id: string, outputs: Values): Promise<Read | undefined> {
    return this.#track(outputs, async () => {
      const context = this.#context();
      const state = stateFrom(this.#kind, outputs);
      // Outputs that this provider did not write come from an explicit look-up by id.
      if (state === undefined) {
        return this.#recorded(await lookUp(context, this.#kind, identityOf(this.#kind, id)), context.service, {});
      }
      const fresh = await refresh(context, this.#kind, state);
      if (fresh === undefined) return undefined;
      this.#runtime.trail.record(this.#kind, fresh, fresh.identity);
      const inputs = { ...inputsOf(this.#kind, fresh, secret), ...createAttemptIn(outputs) };
      return { ...this.#recorded(fresh, context.service, outputs), inputs };
    });
  }

  update(olds: Values, news: Values): Promise<Recorded> {
    return this.#track(news, async () => {
      const context = this.#context();
      const state = await update(context, this.#kind, this.#stateOf(olds), desiredFrom(this.#kind, news));
      return this.#written(context, state, news);
    });
  }

  delete(outputs: Values): Promise<void> {
    return this.#track(outputs, () => remove(this.#context(), this.#kind, this.#stateOf(outputs)));
  }

  #context(): Context {
    return this.#runtime.withFaultToldOnce(() => this.#runtime.contextFor(this.#settings));
  }

  /** A rename may wait for other verbs, so the coordinator must know which ones run. */
  async #track<T>(carrying: Values, verb: () => Promise<T>): Promise<T> {
    try {
      return await this.#runtime.renames.track(verb);
    } catch (error) {
      if (!(error instanceof PartialError)) throw error;
      throw new PartialChange(this.#recorded(error.state, error.service, carrying), error.cause);
    }
  }

  #written(context: Context, state: State, inputs: Values): Recorded {
    return this.#recorded({ ...state, writtenAt: context.clock.date() }, context.service, inputs);
  }

  /** @param carrying inputs or outputs with the time of the create attempt. */
  #recorded(state: State, service: string, carrying: Values): Recorded {
    const outputs = { ...outputsOf(this.#kind, state, service, secret), ...createAttemptIn(carrying) };
    return { id: idOf(this.#kind, state.identity), outputs };
  }

  #stateOf(outputs: Values): State {
    const state = stateFrom(this.#kind, outputs);
    if (state !== undefined) return state;
    throw new StateUnreadableError(
      `pulumi-oma did not write the state of this ${this.#kind.name}`,
      "Remove it with pulumi state delete and declare the object with adopt: true.",
    );
  }
}

/** Inputs with the clear text of what the program encrypted for the provider. */
function received(inputs: Values): Values {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [name, isTransported(value) ? decryptFromProgram(value) : value]),
  );
}
