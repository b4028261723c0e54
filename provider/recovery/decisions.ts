import type { Finding } from "./finding.js";

/** Several killed runs may each have left a pending create of the same object. The state gets it once. */
export function oncePerObject(findings: readonly Finding[]): Finding[] {
  const keyOf = ({ id, operation }: Finding) => `${operation.resource.urn} ${id}`;
  const taking = new Map(findings.filter(({ settlement }) => settlement.how === "take").map((it) => [keyOf(it), it]));
  return findings.filter((it) => it.operation.type !== "creating" || (taking.get(keyOf(it)) ?? it) === it);
}

/**
 * What is wrong with a decision of the operator: it matches nothing that is pending, or several resources.
 *
 * @param decisions the ids and URNs that the operator gave.
 * @returns undefined when every decision matches one resource.
 */
export function unmatchedDecision(findings: readonly Finding[], decisions: readonly string[]): string | undefined {
  for (const decision of decisions) {
    const urns = urnsOf(findings, decision);
    if (urns.length === 0) return `no operation on ${decision} is pending`;
    if (urns.length > 1) return `several resources have or get the name ${decision}: give ${urns.join(" or ")}`;
  }
  return undefined;
}

/** The resources that a decision matches. An id may match two: one leaves the name and another one gets it. */
function urnsOf(findings: readonly Finding[], decision: string): string[] {
  const about = findings.filter(({ id, operation }) => [id, operation.resource.urn].includes(decision));
  return [...new Set(about.map(({ operation }) => operation.resource.urn))];
}
