import type { Identity } from "../kinds/kind.js";
import { observe, observeManaged, type Present } from "../lifecycle/object/observe.js";
import { temporaryNameOf } from "../lifecycle/rename/locate.js";
import type { Context } from "../lifecycle/run/context.js";
import { idOf } from "../lifecycle/state/id.js";
import type { State } from "../lifecycle/state/state.js";
import { isRenamed } from "../lifecycle/update.js";
import { isClaimedInState } from "./claimed-in-state.js";
import { currentOf, type Deployment, type StateResource } from "./deployment.js";
import { stateOf } from "./known.js";
import { type PendingSubject, unlessAlias } from "./pending-case.js";
import { checkpointOf } from "./times.js";

/** An interrupted rename, and what there is at every name that its object may have. */
export interface InterruptedRename extends PendingSubject {
  readonly state: State;
  readonly resource: StateResource;
  readonly account: Context;
  readonly temporaryName: Identity;
  /** Every name that the object may have, once each. */
  readonly names: readonly Identity[];
  /** A name on its service. */
  placeOf(name: Identity): string;
  /** What is there; undefined where nothing is, or an alias. */
  at(name: Identity): Present | undefined;
  /** Another resource has it, and is not on its way elsewhere. */
  isHeld(name: Identity): boolean;
}

/** Reads the names of all objects that an interrupted run was to rename. */
export async function renamesOf(
  subjects: readonly PendingSubject[],
  deployment: Deployment,
): Promise<InterruptedRename[]> {
  const found = subjects.flatMap((subject) => {
    const { operation, kind, desired, isNamed } = subject;
    const resource = currentOf(deployment, operation.resource.urn);
    const state = resource && stateOf(kind, resource);
    if (operation.type !== "updating" || !isNamed || resource === undefined || state === undefined) return [];
    return isRenamed(kind, state, desired) ? [{ ...subject, resource, state }] : [];
  });
  const isMoving = (urn: string) => found.some(({ resource }) => resource.urn === urn);
  const seen = new Map<string, Present>();
  const renames = await Promise.all(
    found.map(async (subject): Promise<InterruptedRename> => {
      const { kind, state, desired } = subject;
      const account = await subject.context();
      const aside = temporaryNameOf(kind, state);
      const all = [state.identity, desired.identity, aside, ...(state.renaming ? [state.renaming.to] : [])];
      const placeOf = (name: Identity) => JSON.stringify([account.service, kind.name, idOf(kind, name)]);
      return {
        ...subject,
        account,
        temporaryName: aside,
        names: [...new Map(all.map((name) => [placeOf(name), name])).values()],
        placeOf,
        at: (name) => seen.get(placeOf(name)),
        isHeld: (name) => isClaimedInState(deployment, kind, name, account, isMoving),
      };
    }),
  );
  const writtenAt = checkpointOf(deployment);
  // A rename may still be on its way, so what is missing is given time; then all names are read as they are.
  await look(renames, ({ kind, state, account }, identity) =>
    observeManaged(account, kind, { ...state, identity, writtenAt }),
  );
  await look(renames, async ({ kind, account, placeOf }, name) => {
    const there = await observe(account, kind, name);
    if (there.exists) seen.set(placeOf(name), there);
    return there;
  });
  return renames;
}

async function look(
  renames: readonly InterruptedRename[],
  read: (rename: InterruptedRename, name: Identity) => Promise<unknown>,
): Promise<void> {
  await Promise.all(renames.flatMap((rename) => rename.names.map((name) => unlessAlias(read(rename, name)))));
}
