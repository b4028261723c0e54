import { kinds } from "../../../provider/kinds/index.js";
import { create } from "../../../provider/lifecycle/create.js";
import { PartialError } from "../../../provider/lifecycle/errors/index.js";
import { isRenamed } from "../../../provider/lifecycle/rename/coordinator.js";
import type { Desired, State } from "../../../provider/lifecycle/state/state.js";
import { update } from "../../../provider/lifecycle/update.js";
import type { Values } from "../../../provider/values.js";
import { declare, fakeClock, newContext } from "./context.js";

/** A user of a program, and what the state knows of it. */
export interface Managed {
  readonly label: string;
  /** Undefined until it is created. */
  state: State | undefined;
  inputs: Values;
}

/** Time that passes sixty times as fast. */
const fastClock = {
  ...fakeClock(),
  now: () => performance.now() * 60,
  sleep: (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds / 60)),
};

/**
 * One run of a new process over users, as the engine leads it (measured with 3.259): diffs one after the other, at most
 * `parallel` steps at once, no further step after an error.
 *
 * @param records whether the state learns what became of a user; it does not when the process is killed.
 */
export async function run(
  base: string,
  users: readonly Managed[],
  parallel: number,
  records: (user: Managed) => boolean = () => true,
): Promise<Error[]> {
  const context = newContext(base, fastClock);
  const errors: Error[] = [];
  const steps = new Set<Promise<void>>();
  for (const user of users) {
    const desired = declare(context, "User", user.inputs, user.state?.identity);
    const fingerprints = user.state === undefined ? desired.fingerprints : user.state.fingerprints;
    const wanted = { ...desired, fingerprints };
    const { state } = user;
    if (state !== undefined && isRenamed(kinds.User, state, wanted))
      context.renames.announce(kinds.User, state, wanted);
    while (steps.size >= parallel) await Promise.race(steps);
    if (errors.length > 0) break;
    const step = context.renames.track(() => one(user, wanted)).finally(() => steps.delete(step));
    steps.add(step);
  }
  await Promise.all(steps);
  return errors;

  async function one(user: Managed, desired: Desired): Promise<void> {
    const learn = (state: State) => {
      if (records(user)) user.state = { ...state, writtenAt: (user.state?.writtenAt ?? 0) + 1 };
    };
    try {
      learn(
        user.state === undefined
          ? await create(context, kinds.User, desired)
          : await update(context, kinds.User, user.state, desired),
      );
    } catch (error) {
      errors.push(error as Error);
      if (error instanceof PartialError) learn(error.state);
    }
  }
}
