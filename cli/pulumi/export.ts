import type { Deployment, Export, PendingOperation, StateResource } from "../../provider/recovery/state/deployment.js";
import { isRecord } from "../../provider/values.js";
import { CommandError } from "../command.js";
import { parseJson, stringIn } from "../json.js";

/** The newest form of an export that this was written for. */
const newestVersion = 4;

/**
 * Reads what `pulumi stack export` printed. Only what is looked at later is checked; all members stay as they are.
 *
 * @throws CommandError for a newer form, and for a text that is not an export.
 */
export function readExport(text: string): Export {
  const printed = parseJson(text);
  if (isRecord(printed) && typeof printed.version === "number" && printed.version > newestVersion) {
    throw new CommandError(
      `the state has version ${printed.version}, and this release reads versions up to ${newestVersion}\nInstall a later release of pulumi-oma.`,
    );
  }
  if (isExport(printed)) return printed;
  throw new CommandError("pulumi stack export did not print a state");
}

/** A value of an export with secrets, decrypted; undefined for anything but a string. */
export function plainString(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  const decrypted = parseJson(stringIn(value, "plaintext") ?? "");
  return typeof decrypted === "string" ? decrypted : undefined;
}

function isExport(value: unknown): value is Export {
  return isRecord(value) && typeof value.version === "number" && isDeployment(value.deployment);
}

/** A stack that was never updated may have no manifest, and then has nothing else either. */
function isDeployment(value: unknown): value is Deployment {
  if (!isRecord(value)) return false;
  const { manifest, resources, pending_operations: pending } = value;
  const isEmpty = manifest === undefined && isAbsent(resources) && isAbsent(pending);
  return (
    (isEmpty || stringIn(manifest, "time") !== undefined) &&
    isListOf(isStateResource)(resources) &&
    isListOf(isPendingOperation)(pending)
  );
}

function isStateResource(value: unknown): value is StateResource {
  return (
    stringIn(value, "urn") !== undefined &&
    stringIn(value, "type") !== undefined &&
    isRecord(value) &&
    [value.id, value.provider].every((it) => isAbsent(it) || typeof it === "string") &&
    [value.inputs, value.outputs].every((it) => isAbsent(it) || isRecord(it))
  );
}

function isPendingOperation(value: unknown): value is PendingOperation {
  return stringIn(value, "type") !== undefined && isRecord(value) && isStateResource(value.resource);
}

const isListOf = (isMember: (value: unknown) => boolean) => (value: unknown) =>
  isAbsent(value) || (Array.isArray(value) && value.every(isMember));

/** The engine leaves out a member that is empty, or writes null. */
function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}
