import type { Finding } from "./finding.js";

/** Runs that were killed one after the other may each have left a create of the same object: it is taken once. */
export function oncePerObject(findings: readonly Finding[]): Finding[] {
  const keyOf = ({ id, operation }: Finding) => `${operation.resource.urn} ${id}`;
  const taking = new Map(findings.filter(({ settlement }) => settlement.how === "take").map((it) => [keyOf(it), it]));
  return findings.filter((it) => it.operation.type !== "creating" || (taking.get(keyOf(it)) ?? it) === it);
}
