import { repeatable } from "../catalogue.js";
import { OmaApiError, OmaHttpError, OmaOutcomeUnknownError } from "../errors/index.js";
import type { Load } from "./adaptive-limiter.js";

/** What a failed call says about the load of the service. */
export function loadOf(error: unknown): Load {
  if (error instanceof OmaApiError) {
    if (!repeatable.has(error.number)) return "fine";
    return error.number === 20 ? "overloaded" : "contended";
  }
  if (error instanceof OmaHttpError) return error.status === 429 ? "overloaded" : "fine";
  return error instanceof OmaOutcomeUnknownError && error.status === 503 ? "overloaded" : "silent";
}
