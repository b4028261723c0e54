import { type Row, rowsOf } from "../store/rows.js";
import type { Store } from "../store/store.js";
import { isObject } from "../wire/json.js";

const FORM = "oma-simulator/1";

/** Everything a simulator holds; can be written out as JSON. */
export interface Snapshot {
  form: typeof FORM;
  rows: Row[];
}

export function snapshotOf(store: Store): Snapshot {
  return { form: FORM, rows: [...rowsOf(store)] };
}

/** The rows of what somebody says is a snapshot. */
export function snapshotRows(value: unknown): Row[] {
  if (!isObject(value) || value.form !== FORM || !Array.isArray(value.rows)) {
    throw new Error(`This is no snapshot: an object with form "${FORM}" and rows is needed, as snapshot() gives it`);
  }
  return value.rows as unknown as Row[];
}
