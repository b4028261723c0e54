import { OmaApiError } from "./errors/index.js";
import { errorNumber, type OmaResponse, rowsIn } from "./http/response.js";
import { type BatchName, type BatchRequest, type Fields, methods } from "./methods/index.js";

/** The outcome of one item of a call on many. */
export type ItemResult =
  | { readonly id: string; readonly ok: true }
  | { readonly id: string; readonly ok: false; readonly error: OmaApiError };

/**
 * The outcome of each item that the request names, in that order. The service responds with success even when an item failed
 * (SEED-ERR). An item that the response does not mention counts as failed, because nothing says that it was done.
 */
export function itemResults(method: BatchName, request: BatchRequest, response: OmaResponse): ItemResult[] {
  const { items } = methods[method];
  const answered = new Map(rowsIn(response, items).map((row) => [String(row.id), row]));
  return request[items].map((id) => {
    const item: Fields = answered.get(id) ?? { error: "the response does not mention it" };
    const { success, error, error_number } = item;
    if (success === true) return { id, ok: true };
    const details = { method, object: `${request.user} item ${id}` };
    const text = typeof error === "string" ? error : "";
    return { id, ok: false, error: new OmaApiError(errorNumber(error_number) ?? noNumber, text, details, {}, {}) };
  });
}

/** Stands for a number that the response does not have. OMA's own begin with 0. */
const noNumber = -1;
