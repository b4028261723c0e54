import type { ErrorClass, Repeatable } from "../catalogue.js";

export interface StatusEntry {
  readonly code: string;
  readonly class: ErrorClass;
  readonly repeatable: Repeatable;
  readonly remedy: string;
}

const entry = (code: string, errorClass: ErrorClass, repeatable: Repeatable, remedy: string): StatusEntry => ({
  code,
  class: errorClass,
  repeatable,
  remedy,
});

const look = "Look at the object on the service, then run again.";
const proxy = "Check HTTPS_PROXY and NO_PROXY, and that the proxy lets this account through.";

/**
 * HTTP statuses other than 200. Documented are 400, 404 and 500 (seed: HTTP errors); the others come from what stands
 * between here and the service.
 */
export const statuses: Readonly<Record<number, StatusEntry>> = {
  400: entry(
    "OMA_HTTP_STATUS",
    "internal",
    "never",
    "The service could not read the request; please report this as a bug.",
  ),
  404: entry(
    "OMA_HTTP_STATUS",
    "invalid",
    "never",
    "The service does not know this method at this address: check that the `endpoint` setting ends in /api and names an OMA service.",
  ),
  407: entry("OMA_HTTP_STATUS", "permission", "never", proxy),
  429: entry(
    "OMA_TOO_MANY_REQUESTS",
    "busy",
    "always",
    "The service asks for fewer calls; lower the `parallel` setting.",
  ),
  500: entry("OMA_OUTCOME_UNKNOWN", "unknown-outcome", "reads", look),
  502: entry("OMA_OUTCOME_UNKNOWN", "transient", "reads", look),
  503: entry("OMA_OUTCOME_UNKNOWN", "transient", "reads", look),
  504: entry("OMA_OUTCOME_UNKNOWN", "transient", "reads", look),
};

const refused = entry("OMA_HTTP_STATUS", "other", "never", "Check the `endpoint` or `cluster` setting.");

export function describeStatus(status: number): StatusEntry {
  return statuses[status] ?? (status >= 500 ? (statuses[500] as StatusEntry) : refused);
}
