import { type Row, rowsOf } from "../store/rows.js";
import type { Store } from "../store/store.js";
import { isObject } from "../wire/json.js";

const FORM = "oma-simulator/1";

/** Everything that a simulator holds. It can be written as JSON. */
export interface Snapshot {
  form: typeof FORM;
  rows: Row[];
}

export function snapshotOf(store: Store): Snapshot {
  return { form: FORM, rows: [...rowsOf(store)] };
}

/** The rows of a snapshot. Throws when the value is not a snapshot. */
export function snapshotRows(value: unknown): Row[] {
  if (!isObject(value) || value.form !== FORM || !Array.isArray(value.rows)) {
    throw new Error(`A snapshot must be an object with form "${FORM}" and rows, as snapshot() returns it`);
  }
  return value.rows as unknown as Row[];
}
