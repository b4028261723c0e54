import type { Identity } from "../../kinds/kind.js";
import type { Observation, Present } from "../../lifecycle/object/observation.js";
import { observe, observeManaged } from "../../lifecycle/object/observe.js";
import { isRenamed } from "../../lifecycle/rename/coordinator.js";
import { temporaryNameOf } from "../../lifecycle/rename/locate.js";
import type { Context } from "../../lifecycle/run/context.js";
import { keyOf } from "../../lifecycle/state/identity.js";
import type { State } from "../../lifecycle/state/state.js";
import { type PendingSubject, unlessAlias } from "../pending-case.js";
import { isClaimedInState } from "../state/claimed-in-state.js";
import { currentOf, type Deployment, type StateResource } from "../state/deployment.js";
import { stateOf } from "../state/state-of.js";
import { checkpointOf } from "../state/times.js";

/** A pending update that renames its object. */
interface RenamedSubject extends PendingSubject {
  readonly state: State;
  readonly resource: StateResource;
}

/** An interrupted rename, and what exists at each name that its object may have. */
export interface InterruptedRename extends RenamedSubject {
  readonly account: Context;
  readonly temporaryName: Identity;
  /** Every name that the object may have, once each. */
  readonly names: readonly Identity[];
  /** A name on its service. */
  placeOf(name: Identity): string;
  /** The account of this name; undefined where there is none, or an alias. */
  at(name: Identity): Present | undefined;
  /** Whether another resource has the name, and no interrupted rename moves it away. */
  isHeld(name: Identity): boolean;
}

/** Reads every name that an interrupted rename concerns. */
export async function renamesOf(
  subjects: readonly PendingSubject[],
  deployment: Deployment,
): Promise<InterruptedRename[]> {
  const renamed = subjects.flatMap((subject) => renamedSubject(subject, deployment) ?? []);
  const isMoving = (urn: string) => renamed.some(({ resource }) => resource.urn === urn);
  const seen = new Map<string, Present>();
  const renames = await Promise.all(
    renamed.map(async (subject) => {
      const account = await subject.context();
      const isHeld = (name: Identity) => isClaimedInState(deployment, subject.kind, name, account, isMoving);
      return interruptedRename(subject, account, seen, isHeld);
    }),
  );
  const writtenAt = checkpointOf(deployment);
  // A rename may still take effect, so the first reads wait for missing accounts. Then all names are read once more.
  await readAll(renames, ({ kind, state, account }, identity) =>
    observeManaged(account, kind, { ...state, identity, writtenAt }),
  );
  await readAll(renames, async ({ kind, account, placeOf }, name) => {
    const found = await observe(account, kind, name);
    if (found.exists) seen.set(placeOf(name), found);
    return found;
  });
  return renames;
}

function renamedSubject(subject: PendingSubject, deployment: Deployment): RenamedSubject | undefined {
  const { operation, kind, desired, isNamed } = subject;
  if (operation.type !== "updating" || !isNamed) return undefined;
  const resource = currentOf(deployment, operation.resource.urn);
  const state = resource && stateOf(kind, resource);
  if (resource === undefined || state === undefined || !isRenamed(kind, state, desired)) return undefined;
  return { ...subject, resource, state };
}

/** @param seen the account at each place, filled in later. */
function interruptedRename(
  subject: RenamedSubject,
  account: Context,
  seen: ReadonlyMap<string, Present>,
  isHeld: (name: Identity) => boolean,
): InterruptedRename {
  const { kind, state, desired } = subject;
  const temporaryName = temporaryNameOf(kind, state);
  const all = [state.identity, desired.identity, temporaryName, ...(state.renaming ? [state.renaming.to] : [])];
  const placeOf = (name: Identity) => JSON.stringify([account.service, keyOf(kind, name)]);
  return {
    ...subject,
    account,
    temporaryName,
    names: [...new Map(all.map((name) => [placeOf(name), name])).values()],
    placeOf,
    at: (name) => seen.get(placeOf(name)),
    isHeld,
  };
}

async function readAll(
  renames: readonly InterruptedRename[],
  read: (rename: InterruptedRename, name: Identity) => Promise<Observation>,
): Promise<void> {
  await Promise.all(renames.flatMap((rename) => rename.names.map((name) => unlessAlias(read(rename, name)))));
}
