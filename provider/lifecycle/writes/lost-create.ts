import type { Kind } from "../../kinds/kind.js";
import { OmaApiError, type OmaOutcomeUnknownError } from "../../oma/index.js";
import type { Values } from "../../values.js";
import { parentMissing } from "../answers/existence-error.js";
import { missingReference } from "../answers/missing-reference.js";
import { signalOf } from "../answers/signals.js";
import { ExistsError } from "../errors/index.js";
import { differing } from "../object/compare.js";
import type { Present } from "../object/observation.js";
import { aliasOf, isParentMissing, observe, observeSurely } from "../object/observe.js";
import { judgeCreate } from "../ownership/evidence.js";
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

/** Sends the guarded create. After a lost response, an object that exists may be the work of an earlier attempt. */
export function createOnce(context: Context, kind: Kind, desired: Desired, wire: Values): Promise<Created> {
  let lost: OmaOutcomeUnknownError | undefined;
  return writeOnce<Created>(
    context,
    async () => {
      try {
        return { how: "created", response: await change(context, kind, desired, wire, { create_only: true }) };
      } catch (error) {
        return await refused(context, kind, desired, error, lost);
      }
    },
    async (error) => {
      lost ??= error;
      if (kind.createOnlySecrets !== undefined) return removeLost(context, kind, desired, lost);
      const found = await observe(context, kind, desired.identity);
      return found.exists ? claimed(kind, desired, found, lost) : undefined;
    },
  );
}

/** Interprets a refusal of the create. */
async function refused(
  context: Context,
  kind: Kind,
  desired: Desired,
  error: unknown,
  lost: OmaOutcomeUnknownError | undefined,
): Promise<Created> {
  const { identity, attributes } = desired;
  switch (signalOf("create", error)) {
    case "exists": {
      const found = await observeSurely(context, kind, identity);
      if (!found.exists) throw error;
      if (lost !== undefined) return claimed(kind, desired, found, lost);
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

function claimed(kind: Kind, desired: Desired, found: Present, lost: OmaOutcomeUnknownError): Created {
  return { how: isOurs(kind, desired, found, lost) ? "ours" : "exists", found };
}

/** In doubt, not ours. This process made the attempt and knows its time by the service's own clock, so no clocks differ. */
function isOurs(kind: Kind, desired: Desired, found: Present, lost: OmaOutcomeUnknownError): boolean {
  const { whose } = judgeCreate({
    createdAt: kind.undated ? undefined : found.createdAt,
    attempt: { earliest: lost.beganAt, latest: lost.beganBefore },
    holdsAll: differing(kind, desired.attributes, found.attributes).length === 0,
    wasMissing: kind.undated === true,
    isWatched: true,
    doubtS: 0,
  });
  return whose === "ours";
}

/**
 * Nobody can learn the generated secret of a lost response, so the object is removed and the create is sent again. A create
 * that is sent blindly could create a second object, so this waits for reads that lag.
 *
 * @throws ExistsError when the object is not surely ours.
 */
async function removeLost(
  context: Context,
  kind: Kind,
  desired: Desired,
  lost: OmaOutcomeUnknownError,
): Promise<undefined> {
  const found = await observeSurely(context, kind, desired.identity);
  if (!found.exists) return;
  if (!isOurs(kind, desired, found, lost)) {
    throw new ExistsError(kind.name, kind.displayName(desired.identity), undefined, false);
  }
  await deleteOnce(context, kind, { ...desired, computed: {} });
}
