import { kinds } from "../../../provider/kinds/index.js";
import type { KindName } from "../../../provider/kinds/kind.js";
import { check } from "../../../provider/lifecycle/check.js";
import { create } from "../../../provider/lifecycle/create.js";
import { ClaimRegistry } from "../../../provider/lifecycle/ownership/claims.js";
import { Newcomers } from "../../../provider/lifecycle/ownership/newcomers.js";
import { RenameCoordinator } from "../../../provider/lifecycle/rename/coordinator.js";
import { Trail } from "../../../provider/lifecycle/rename/trail.js";
import type { Context } from "../../../provider/lifecycle/run/context.js";
import { DeleteLimit, OwnTally } from "../../../provider/lifecycle/run/delete-limit.js";
import { DeletedObjects } from "../../../provider/lifecycle/run/deleted-objects.js";
import type { RunSettings } from "../../../provider/lifecycle/run/settings.js";
import { Vault } from "../../../provider/lifecycle/secrets/vault.js";
import { desiredFrom } from "../../../provider/lifecycle/state/codec.js";
import type { Desired, State } from "../../../provider/lifecycle/state/state.js";
import { update } from "../../../provider/lifecycle/update.js";
import { SettableLists } from "../../../provider/lifecycle/writes/settable.js";
import { OmaClient, type RetryPolicy } from "../../../provider/oma/index.js";
import type { Clock } from "../../../provider/time.js";
import type { Values } from "../../../provider/values.js";
import { admin } from "./service.js";

/** Repeats as the real one does, in milliseconds instead of minutes. */
export const quick: RetryPolicy = {
  firstPauseMs: 1,
  longestPauseMs: 2,
  busyBudgetMs: 20_000,
  outageMs: 1_000,
  faultAttempts: 3,
};

/** More than any wait of the provider takes; a wait that would never end fails here. */
const mostSleeps = 200;

/** A clock that only sleeping moves. `onSleep` is what happens elsewhere meanwhile. */
export function fakeClock(onSleep: () => void = () => {}): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  return {
    slept,
    now: () => slept.reduce((sum, pause) => sum + pause, 0),
    date: () => Math.floor(Date.now() / 1000),
    random: Math.random,
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
      if (slept.length > mostSleeps) throw new Error("the wait does not end");
      onSleep();
    },
  };
}

/** What a new process would start with. */
export function newContext(
  base: string,
  clock: Clock = fakeClock(),
  credentials: { user: string; password: string } = admin,
  run: Partial<RunSettings> = {},
): Context {
  const client = new OmaClient({ base, ...credentials }, quick);
  const vault = new Vault();
  return {
    service: base,
    client,
    run: { adopt: false, restoreDeleted: "ask", verifyWrites: "security", ...run },
    settable: new SettableLists(),
    claims: new ClaimRegistry(),
    newcomers: new Newcomers(vault),
    renames: new RenameCoordinator(),
    trail: new Trail(),
    deleteLimit: new DeleteLimit(undefined, new OwnTally()),
    deletedObjects: new DeletedObjects(),
    vault,
    clock,
  };
}

/** Inputs as the engine passes them on: checked, and sorted by what they are for. */
export function declare(context: Context, kind: KindName, inputs: Values, olds: Values = {}): Desired {
  const { inputs: checked, failures } = check(kinds[kind], olds, inputs, context.vault);
  if (failures.length > 0) throw new Error(failures.map(({ property, reason }) => `${property} ${reason}`).join("; "));
  return desiredFrom(kinds[kind], checked);
}

export function createDeclared(context: Context, kind: KindName, inputs: Values): Promise<State> {
  return create(context, kinds[kind], declare(context, kind, inputs));
}

/** @param olds inputs of the last run. */
export function updateDeclared(
  context: Context,
  kind: KindName,
  state: State,
  inputs: Values,
  olds: Values = {},
): Promise<State> {
  return update(context, kinds[kind], state, declare(context, kind, inputs, olds));
}
