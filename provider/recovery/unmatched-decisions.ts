import { UsageError } from "../../cli/options.js";
import type { Finding } from "./finding.js";

/**
 * @param decisions the ids and URNs that the operator has given.
 * @throws UsageError for one that is of nothing that is pending, or of several resources.
 */
export function refuseUnmatchedDecisions(findings: readonly Finding[], decisions: readonly string[]): void {
  for (const said of decisions) {
    const urns = urnsOf(findings, said);
    if (urns.length === 0) throw new UsageError(`no operation on ${said} is pending`);
    if (urns.length > 1) throw new UsageError(`several resources are about ${said}: give ${urns.join(" or ")}`);
  }
}

/** The resources that are about an object, by its id or its URN: one may leave a name that another one is to get. */
function urnsOf(findings: readonly Finding[], said: string): string[] {
  const about = findings.filter(({ id, operation }) => [id, operation.resource.urn].includes(said));
  return [...new Set(about.map(({ operation }) => operation.resource.urn))];
}
