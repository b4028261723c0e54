import { CommandError } from "../../cli/command.js";
import { kindOfType } from "../engine-wire.js";
import { kinds } from "../kinds/index.js";
import type { Kind, KindName } from "../kinds/kind.js";
import type { Context } from "../lifecycle/run/context.js";
import { idOf } from "../lifecycle/state/id.js";
import { desiredFrom } from "../lifecycle/state/state.js";
import { isClaimedInState } from "./claimed-in-state.js";
import { examineCreate } from "./creating.js";
import { examineDelete } from "./deleting.js";
import {
  currentOf,
  type Deployment,
  isOurs,
  type PendingOperation,
  readable,
  type StateResource,
} from "./deployment.js";
import type { Finding } from "./finding.js";
import { stateOf } from "./known.js";
import { type Location, locate } from "./locate.js";
import { type Answers, drop, type PendingCase, type PendingSubject } from "./pending-case.js";
import { examineUpdate } from "./updating.js";

/**
 * Finds out what became of the pending operations on objects of this package, and what is to be done about them. Reads, and writes
 * nothing.
 */
export async function examine(
  deployment: Deployment,
  contextOf: (resource: StateResource) => Promise<Context>,
  answers: Answers,
): Promise<Finding[]> {
  const operations = (deployment.pending_operations ?? []).filter(isOurs);
  const subjects = operations.map((operation) => subjectOf(operation, deployment, contextOf, answers));
  const spots = await locate(subjects, deployment);
  return Promise.all(subjects.map((subject) => examineOne(subject, deployment, spots)));
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

async function examineOne(
  subject: PendingSubject,
  deployment: Deployment,
  spots: ReadonlyMap<string, Location>,
): Promise<Finding> {
  const { operation, kind, id } = subject;
  const { urn } = operation.resource;
  const scene: PendingCase = {
    ...subject,
    deployment,
    spot: operation.type === "updating" ? spots.get(urn) : undefined,
    isHeld: (name, account) => isClaimedInState(deployment, kind, name, account, (other) => other === urn, spots),
    found: (settlement, says, facts = {}) => ({
      operation,
      kind: kind.name,
      id,
      settlement,
      message: says,
      facts: { checkpoint: deployment.manifest.time, ...facts },
    }),
  };
  if (operation.type === "creating") return examineCreate(scene);
  if (operation.type === "updating") return examineUpdate(scene);
  if (operation.type === "deleting") return examineDelete(scene);
  return scene.found(drop, "nothing was about to be changed");
}

function kindNamed(name: string): Kind {
  const kind = kinds[name as KindName];
  if (kind !== undefined) return kind;
  throw new CommandError(`the state has a ${name}: install the release of pulumi-oma that wrote it, or a later one`, 1);
}
