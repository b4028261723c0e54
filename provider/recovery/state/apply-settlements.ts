import type { Finding } from "../finding.js";
import { type Export, neededBy, type StateResource } from "./deployment.js";

/**
 * The state with every pending operation settled. Pure.
 *
 * @param now the creation time for new resources, in the form in which the engine writes times.
 */
export function applySettlements(exported: Export, findings: readonly Finding[], now: string): Export {
  let resources: readonly StateResource[] = exported.deployment.resources ?? [];
  for (const finding of findings) resources = apply(resources, finding, now);
  const { pending_operations: _, ...deployment } = exported.deployment;
  return { ...exported, deployment: { ...deployment, resources: withoutGone(resources, findings) } };
}

function apply(resources: readonly StateResource[], finding: Finding, now: string): readonly StateResource[] {
  const { operation, settlement } = finding;
  const { urn } = operation.resource;
  if (settlement.how === "take") {
    const { id, outputs } = settlement;
    return withNew(resources, { ...operation.resource, id, outputs, created: now, modified: now });
  }
  if (settlement.how === "follow") {
    const { id, identity, outputs } = settlement;
    return resources.map((it) =>
      it.urn === urn && !it.delete ? { ...it, id, inputs: { ...it.inputs, ...identity }, outputs, modified: now } : it,
    );
  }
  return resources;
}

/**
 * A state is in order of dependency. A resource that replaces another one takes its place, before the resources that depend on
 * it. The old one is marked for deletion, as the engine does it, unless it is already gone.
 */
function withNew(resources: readonly StateResource[], made: StateResource): readonly StateResource[] {
  const at = resources.findIndex(({ urn, delete: isCondemned }) => urn === made.urn && !isCondemned);
  const old = resources[at];
  if (old === undefined) return [...resources, made];
  const kept = old.pendingReplacement ? [] : [{ ...old, delete: true }];
  return [...resources.slice(0, at), made, ...kept, ...resources.slice(at + 1)];
}

/** Removes what is gone, last first. The engine accepts no state without a resource that another one needs, so such ones stay. */
function withoutGone(resources: readonly StateResource[], findings: readonly Finding[]): readonly StateResource[] {
  const isGone = ({ urn, id, delete: isCondemned }: StateResource) =>
    findings.some(
      ({ settlement, operation: { resource } }) =>
        settlement.how === "remove" &&
        resource.urn === urn &&
        resource.id === id &&
        Boolean(resource.delete) === Boolean(isCondemned),
    );
  return resources.reduceRight<StateResource[]>((kept, resource) => {
    if (isGone(resource) && !kept.some((other) => neededBy(other).includes(resource.urn))) return kept;
    kept.unshift(resource);
    return kept;
  }, []);
}
