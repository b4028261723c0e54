import type { Finding } from "./finding.js";

/** Runs that were killed one after the other may each have left a create of the same object: it is taken once. */
export function oncePerObject(findings: readonly Finding[]): Finding[] {
  const keyOf = ({ id, operation }: Finding) => `${operation.resource.urn} ${id}`;
  const taking = new Map(findings.filter(({ settlement }) => settlement.how === "take").map((it) => [keyOf(it), it]));
  return findings.filter((it) => it.operation.type !== "creating" || (taking.get(keyOf(it)) ?? it) === it);
}

/**
 * Says what is wrong with a decision of the operator: it is about nothing that is pending, or about several resources.
 *
 * @param decisions the ids and URNs that the operator has given.
 * @returns undefined when all are in order.
 */
export function unmatchedDecision(findings: readonly Finding[], decisions: readonly string[]): string | undefined {
  for (const decision of decisions) {
    const urns = urnsOf(findings, decision);
    if (urns.length === 0) return `no operation on ${decision} is pending`;
    if (urns.length > 1) return `several resources are about ${decision}: give ${urns.join(" or ")}`;
  }
  return undefined;
}

/** The resources that are about an object, by its id or its URN: one may leave a name that another one is to get. */
function urnsOf(findings: readonly Finding[], decision: string): string[] {
  const about = findings.filter(({ id, operation }) => [id, operation.resource.urn].includes(decision));
  return [...new Set(about.map(({ operation }) => operation.resource.urn))];
}
