import type { Identity } from "../../kinds/kind.js";
import { isRecord, type Values } from "../../values.js";
import type { Settable } from "../writes/settable.js";

/** An object as a read returned it. */
export interface Present {
  readonly exists: true;
  /** Identity fields as the service spells them, where the read shows them. */
  readonly spelled: Identity;
  /** Under wire names. */
  readonly attributes: Values;
  /** What the service sends besides the attributes, unchanged. */
  readonly metadata: Values;
  /** When the object was created, in whole UNIX seconds of the service; undefined where no read says. */
  readonly createdAt: number | undefined;
  /** The values in force for unset attributes, under wire names, where the service returns them. */
  readonly inherited: Values;
  readonly settable: Settable;
}

/** A definite answer that there is no such object. */
export interface Absent {
  readonly exists: false;
  /** The parent does not exist either. */
  readonly withParent: boolean;
  readonly settable: Settable;
}

export type Observation = Present | Absent;

export function present(attributes: Values, metadata: Values, settable: Settable, spelled: Identity = {}): Present {
  return {
    exists: true,
    spelled,
    attributes,
    metadata,
    createdAt: createdAt(metadata.createtime),
    inherited: isRecord(metadata.inherit) ? metadata.inherit : {},
    settable,
  };
}

export function absent(settable: Settable, withParent = false): Absent {
  return { exists: false, withParent, settable };
}

/** Numbers may arrive as strings (open question 17). */
function createdAt(createtime: unknown): number | undefined {
  const seconds = Number(createtime ?? Number.NaN);
  return Number.isFinite(seconds) ? Math.floor(seconds) : undefined;
}
