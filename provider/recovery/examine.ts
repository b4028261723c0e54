import { kindOfType } from "../engine-wire.js";
import type { Context } from "../lifecycle/run/context.js";
import { desiredFrom } from "../lifecycle/state/codec.js";
import { idOf } from "../lifecycle/state/identity.js";
import { kindNamed } from "../lifecycle/state/kind-named.js";
import { examineCreate } from "./cases/creating.js";
import { examineDelete } from "./cases/deleting.js";
import { examineUpdate } from "./cases/updating.js";
import { drop, type Finding } from "./finding.js";
import type { Answers, PendingCase, PendingSubject } from "./pending-case.js";
import { locate } from "./renames/locate.js";
import type { Locations } from "./renames/location.js";
import { isClaimedInState } from "./state/claimed-in-state.js";
import {
  currentOf,
  type Deployment,
  isOurs,
  type PendingOperation,
  readable,
  type StateResource,
} from "./state/deployment.js";
import { stateOf } from "./state/state-of.js";

/**
 * Finds out what became of the pending operations on objects of this package, and how to settle each. It reads, and writes
 * nothing.
 *
 * @throws UnknownKindError for a state of a later release.
 */
export async function examine(
  deployment: Deployment,
  contextOf: (resource: StateResource) => Promise<Context>,
  answers: Answers,
): Promise<Finding[]> {
  const operations = (deployment.pending_operations ?? []).filter(isOurs);
  const subjects = operations.map((operation) => subjectOf(operation, deployment, contextOf, answers));
  const locations = await locate(subjects, deployment);
  return Promise.all(subjects.map((subject) => examineOne(caseOf(subject, deployment, locations))));
}

function subjectOf(
  operation: PendingOperation,
  deployment: Deployment,
  contextOf: (resource: StateResource) => Promise<Context>,
  { decisionOn, takesBack }: Answers,
): PendingSubject {
  const { resource } = operation;
  const kind = kindNamed(kindOfType(resource.type) ?? "");
  const inputs = readable(resource.inputs ?? {});
  const desired = desiredFrom(kind, inputs);
  const isNamed = Object.keys(kind.identity).every((field) => typeof inputs[field] === "string");
  const state = stateOf(kind, (operation.type === "updating" && currentOf(deployment, resource.urn)) || resource);
  const id = state
    ? idOf(kind, state.identity)
    : (resource.id ?? (isNamed ? idOf(kind, desired.identity) : resource.urn));
  const decision = decisionOn(id, resource.urn);
  return { operation, kind, desired, isNamed, id, decision, takesBack, context: () => contextOf(resource) };
}

function caseOf(subject: PendingSubject, deployment: Deployment, locations: Locations): PendingCase {
  const { operation, kind, id } = subject;
  const { urn } = operation.resource;
  return {
    ...subject,
    deployment,
    location: operation.type === "updating" ? locations.get(urn) : undefined,
    isHeld: (name, account) => isClaimedInState(deployment, kind, name, account, (other) => other === urn, locations),
    found: (settlement, message, facts = {}) => ({
      operation,
      kind: kind.name,
      id,
      settlement,
      message,
      facts: { checkpoint: deployment.manifest.time, ...facts },
    }),
  };
}

async function examineOne(pending: PendingCase): Promise<Finding> {
  switch (pending.operation.type) {
    case "creating":
      return examineCreate(pending);
    case "updating":
      return examineUpdate(pending);
    case "deleting":
      return examineDelete(pending);
    case "reading":
    case "importing":
      return pending.found(drop, "was only being read");
  }
}
