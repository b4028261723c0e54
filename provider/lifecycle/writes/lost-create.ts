import type { Kind } from "../../kinds/kind.js";
import { OmaApiError, type OmaOutcomeUnknownError } from "../../oma/index.js";
import type { Values } from "../../values.js";
import { parentMissing } from "../answers/existence-error.js";
import { missingReference } from "../answers/missing-reference.js";
import { signalOf } from "../answers/signals.js";
import { ExistsError } from "../errors/index.js";
import { differing } from "../object/compare.js";
import type { Present } from "../object/observation.js";
import { aliasOf, isParentMissing, observe, observeUntil } from "../object/observe.js";
import { judgeCreate, type Verdict } from "../ownership/evidence.js";
import type { Context } from "../run/context.js";
import type { Desired } from "../state/state.js";
import { deleteOnce } from "./delete-once.js";
import { change, writeOnce } from "./write.js";

/** The outcome of a create. */
export type Created =
  | { readonly how: "created"; readonly response: Values }
  /** An earlier attempt of this run created it, and its response got lost. */
  | { readonly how: "ours"; readonly found: Present }
  /** It existed before. `number` is the error number that said so. */
  | { readonly how: "exists"; readonly found: Present; readonly number?: number };

/**
 * Sends the guarded create. After a lost response, an object that exists may be the work of an earlier attempt.
 *
 * @param wasMissing whether a read of this create has shown that the object is missing.
 */
export function createOnce(
  context: Context,
  kind: Kind,
  desired: Desired,
  wire: Values,
  wasMissing: boolean,
): Promise<Created> {
  let lost: OmaOutcomeUnknownError | undefined;
  const isOurs: Judge = (found, since) => whoseIs(kind, desired, found, since, wasMissing) === "ours";
  return writeOnce<Created>(
    context,
    async () => {
      try {
        return { how: "created", response: await change(context, kind, desired, wire, { create_only: true }) };
      } catch (error) {
        return await refused(context, kind, desired, error, lost, isOurs);
      }
    },
    async (error) => {
      lost ??= error;
      if (kind.createOnlySecrets !== undefined) return removeLost(context, kind, desired, lost, isOurs);
      const found = await observe(context, kind, desired.identity);
      if (!found.exists) return undefined;
      if (isOurs(found, lost)) return { how: "ours", found };
      // Reads may lag behind a delete. Sent again, the guarded create decides whether the object exists.
      return kind.verbs.create === "guarded" ? undefined : { how: "exists", found };
    },
  );
}

/** Whether an attempt of this create, whose response got lost, has created an object. */
type Judge = (found: Present, lost: OmaOutcomeUnknownError) => boolean;

/** Interprets a refusal of the create. */
async function refused(
  context: Context,
  kind: Kind,
  desired: Desired,
  error: unknown,
  lost: OmaOutcomeUnknownError | undefined,
  isOurs: Judge,
): Promise<Created> {
  const { identity, attributes } = desired;
  switch (signalOf("create", error)) {
    case "exists": {
      const found = await observeUntil(
        context,
        kind,
        identity,
        (seen) => seen.exists && (lost === undefined || isOurs(seen, lost)),
      );
      if (!found.exists) throw error;
      if (lost !== undefined && isOurs(found, lost)) return { how: "ours", found };
      return { how: "exists", found, ...(error instanceof OmaApiError ? { number: error.number } : {}) };
    }
    case "alias":
      throw aliasOf(kind, identity);
    case "parent-missing":
    case "ask-parent":
      if (await isParentMissing(context, kind, identity)) throw parentMissing(kind, identity);
      // 9 is a missing permission.
      throw (await missingReference(context, kind, identity, attributes)) ?? error;
    default:
      throw error;
  }
}

/** This process made the attempt and knows its time by the service's own clock, so no clocks differ. */
function whoseIs(
  kind: Kind,
  desired: Desired,
  found: Present,
  lost: OmaOutcomeUnknownError,
  wasMissing: boolean,
): Verdict["whose"] {
  return judgeCreate({
    createdAt: kind.undated ? undefined : found.createdAt,
    attempt: { earliest: lost.beganAt, latest: lost.beganBefore },
    holdsAll: differing(kind, desired.attributes, found.attributes).length === 0,
    wasMissing,
    isWatched: true,
    doubtS: 0,
  }).whose;
}

/**
 * Nobody can learn the generated secret of a lost response, so the object is removed and the create is sent again. A create
 * that is sent blindly could create a second object, so this waits for reads that lag, behind this create or an earlier delete.
 *
 * @throws ExistsError when the object is not surely ours.
 */
async function removeLost(
  context: Context,
  kind: Kind,
  desired: Desired,
  lost: OmaOutcomeUnknownError,
  isOurs: Judge,
): Promise<undefined> {
  const found = await observeUntil(context, kind, desired.identity, (seen) => seen.exists && isOurs(seen, lost));
  if (!found.exists) return;
  if (!isOurs(found, lost)) {
    throw new ExistsError(kind.name, kind.displayName(desired.identity), undefined, false);
  }
  await deleteOnce(context, kind, { ...desired, computed: {} });
}
