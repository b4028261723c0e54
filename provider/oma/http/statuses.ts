import type { ErrorClass, RetryRule } from "../catalogue.js";

/** What the client knows of one HTTP status. */
export interface StatusEntry {
  /** Stays the same between releases. */
  readonly code: string;
  readonly class: ErrorClass;
  readonly retried: RetryRule;
  /** What an operator can do: a whole sentence. */
  readonly remedy: string;
}

const entry = (code: string, errorClass: ErrorClass, retried: RetryRule, remedy: string): StatusEntry => ({
  code,
  class: errorClass,
  retried,
  remedy,
});

const readBack = "Look at the object on the service, then run again.";
const serviceFault = entry("OMA_OUTCOME_UNKNOWN", "unknown-outcome", "reads", readBack);
const gatewayFault = entry("OMA_OUTCOME_UNKNOWN", "transient", "reads", readBack);
const refusal = entry("OMA_HTTP_STATUS", "other", "never", "Check the `endpoint` or `cluster` setting.");

/**
 * HTTP statuses other than 200. The service sends 400, 404 and 500 (SEED-ERR). The others come from a proxy or a gateway in
 * front of it.
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
  407: entry(
    "OMA_HTTP_STATUS",
    "permission",
    "never",
    "Check HTTPS_PROXY and NO_PROXY, and that the proxy lets this account through.",
  ),
  429: entry(
    "OMA_TOO_MANY_REQUESTS",
    "busy",
    "always",
    "The service asks for fewer calls; lower the `parallel` setting.",
  ),
  500: serviceFault,
  502: gatewayFault,
  503: gatewayFault,
  504: gatewayFault,
};

/** The entry for a status. One that is not listed counts as 500 from 500 on, and below as a refusal. */
export function describeStatus(status: number): StatusEntry {
  return statuses[status] ?? (status >= 500 ? serviceFault : refusal);
}
