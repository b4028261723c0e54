import { idOf } from "../../provider/host/id.js";
import { kinds } from "../../provider/kinds/index.js";
import type { Kind, KindName } from "../../provider/kinds/kind.js";
import type { Context } from "../../provider/lifecycle/context.js";
import { declaredFrom } from "../../provider/lifecycle/state.js";
import { CommandError } from "../command-error.js";
import { kindOfType } from "../kind-of-type.js";
import { examineCreate } from "./creating.js";
import { examineDelete } from "./deleting.js";
import { type Deployment, type PendingOperation, readable, type StateResource } from "./deployment.js";
import type { Finding } from "./finding.js";
import { type Decision, drop, type Scene } from "./scene.js";
import { examineUpdate } from "./updating.js";

/**
 * Finds out what became of one pending operation, and what is to be done about it. Reads, and writes nothing.
 *
 * @param decisionOn what the operator has said of an object, by its id or its URN.
 */
export async function examine(
  operation: PendingOperation,
  deployment: Deployment,
  contextOf: (resource: StateResource) => Promise<Context>,
  decisionOn: (id: string, urn: string) => Decision | undefined,
): Promise<Finding> {
  const { resource, type } = operation;
  const kind = kindNamed(kindOfType(resource.type) ?? "");
  const inputs = readable(resource.inputs ?? {});
  const declared = declaredFrom(kind, inputs);
  const isNamed = Object.keys(kind.identity).every((field) => typeof inputs[field] === "string");
  const id = resource.id ?? (isNamed ? idOf(kind, declared.identity) : resource.urn);
  const checkpoint = deployment.manifest.time;
  const scene: Scene = {
    operation,
    deployment,
    kind,
    declared,
    isNamed,
    decision: decisionOn(id, resource.urn),
    context: () => contextOf(resource),
    found: (settlement, says, facts = {}) => ({
      operation,
      kind: kind.name,
      id,
      settlement,
      says,
      facts: { checkpoint, ...facts },
    }),
  };
  if (type === "creating") return examineCreate(scene);
  if (type === "updating") return examineUpdate(scene);
  if (type === "deleting") return examineDelete(scene);
  return scene.found(drop, "nothing was about to be changed");
}

function kindNamed(name: string): Kind {
  const kind = kinds[name as KindName];
  if (kind !== undefined) return kind;
  throw new CommandError(`the state has a ${name}: install the release of pulumi-oma that wrote it, or a later one`, 1);
}
