import type { Kind } from "../../kinds/kind.js";
import { OmaApiError, type OmaOutcomeUnknownError } from "../../oma/index.js";
import type { Values } from "../../values.js";
import { ExistsError } from "../errors/index.js";
import { judgeCreate } from "../ownership/evidence.js";
import type { Context } from "../run/context.js";
import type { Desired } from "../state/state.js";
import { differing } from "./compare.js";
import { deleteOnce } from "./delete-once.js";
import { parentMissing } from "./existence-error.js";
import type { Present } from "./observation.js";
import { aliasOf, isParentMissing, observe, observeSurely } from "./observe.js";
import { signalOf } from "./signals.js";
import { change, writeOnce } from "./write.js";

/** What became of a create. */
export type Created =
  | { readonly how: "created"; readonly response: Values }
  /** An earlier attempt of ours, whose response got lost, has created it. */
  | { readonly how: "ours"; readonly found: Present }
  /** It was there before, with the number that said so. */
  | { readonly how: "exists"; readonly found: Present; readonly number?: number };

/** Sends the guarded create. Once a response got lost, what exists may be what an earlier attempt has created. */
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

/** What a refusal of the create means. */
async function refused(
  context: Context,
  kind: Kind,
  desired: Desired,
  error: unknown,
  lost: OmaOutcomeUnknownError | undefined,
): Promise<Created> {
  const { identity } = desired;
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
      // 2 may also speak of something that an attribute refers to (open question 44), and 9 of a permission.
      throw (await isParentMissing(context, kind, identity)) ? parentMissing(kind, identity) : error;
    default:
      throw error;
  }
}

function claimed(kind: Kind, desired: Desired, found: Present, lost: OmaOutcomeUnknownError): Created {
  return { how: isOurs(kind, desired, found, lost) ? "ours" : "exists", found };
}

/** In doubt, not ours. The process that made the attempt reads, by the service's own clock. */
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
 * The generated secret of a lost response can never be learnt, so an object of which only that is of use is removed, for the
 * create to be sent again. Sent blindly it would make a second one, so a read that does not know it yet is given time.
 *
 * @throws ExistsError when the object cannot be told to be ours.
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
