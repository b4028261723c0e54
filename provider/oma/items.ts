import { OmaApiError } from "./errors/index.js";
import type { Answer } from "./http/transport.js";
import { type Fields, methodNamed } from "./methods/index.js";

/** The outcome of one item of a call on many. */
export type ItemResult =
  | { readonly id: string; readonly ok: true }
  | { readonly id: string; readonly ok: false; readonly error: OmaApiError };

/**
 * The outcome of each item that was asked for, in that order. The envelope says success even when an item failed (seed: HTTP
 * and API errors). An item that the answer does not mention counts as failed: nothing says that it was done.
 */
export function itemResults(method: string, fields: object, answer: Answer): ItemResult[] {
  const member = methodNamed(method).items as string;
  const answered = new Map(rows(answer[member]).map((row) => [String(row.id), row]));
  const ids = rows((fields as Fields)[member]) as unknown as readonly string[];
  return ids.map((id) => {
    const { success, error, error_number } = answered.get(id) ?? { error: "the answer does not mention it" };
    if (success === true) return { id, ok: true };
    const number = Number(error_number ?? Number.NaN);
    const details = { method, object: `${String((fields as Fields).user)} item ${id}` };
    const text = typeof error === "string" ? error : "";
    return { id, ok: false, error: new OmaApiError(Number.isInteger(number) ? number : -1, text, details, {}, {}) };
  });
}

function rows(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value : [];
}
