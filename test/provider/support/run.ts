import { kinds } from "../../../provider/kinds/index.js";
import { create } from "../../../provider/lifecycle/create.js";
import { PartialError } from "../../../provider/lifecycle/errors/index.js";
import type { Declared, Known, Values } from "../../../provider/lifecycle/state/state.js";
import { isRenamed, update } from "../../../provider/lifecycle/update.js";
import { declare, fakeClock, newContext } from "./context.js";

/** A user of a program, and what the state knows of it. */
export interface Managed {
  readonly label: string;
  /** Undefined until it is created. */
  known: Known | undefined;
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
    const declared = declare(context, "User", user.inputs, user.known?.identity);
    const sealed = user.known === undefined ? declared.sealed : user.known.sealed;
    const wanted = { ...declared, sealed };
    const { known } = user;
    if (known !== undefined && isRenamed(kinds.User, known, wanted)) context.moves.note(kinds.User, known, wanted);
    while (steps.size >= parallel) await Promise.race(steps);
    if (errors.length > 0) break;
    const step = context.moves.during(() => one(user, wanted)).finally(() => steps.delete(step));
    steps.add(step);
  }
  await Promise.all(steps);
  return errors;

  async function one(user: Managed, declared: Declared): Promise<void> {
    const learn = (known: Known) => {
      if (records(user)) user.known = { ...known, writtenAt: (user.known?.writtenAt ?? 0) + 1 };
    };
    try {
      learn(
        user.known === undefined
          ? await create(context, kinds.User, declared)
          : await update(context, kinds.User, user.known, declared),
      );
    } catch (error) {
      errors.push(error as Error);
      if (error instanceof PartialError) learn(error.known);
    }
  }
}
