import { isRecord, type Values } from "../../provider/values.js";
import { CommandError } from "../command.js";
import { parseJson, stringIn } from "../json.js";
import { describeErrors, errorsIn, shortened } from "./diagnostics.js";
import { outputOf, runPulumi } from "./run.js";

/** A resource as a step has it. */
export interface ResourceState {
  readonly type: string;
  /** Empty for one that does not exist yet. */
  readonly id: string;
  /** The engine's own option of this name. */
  readonly retainOnDelete: boolean;
  /** The preview masks secrets in it. */
  readonly inputs: Values;
  readonly outputs: Values;
}

/** One step of a preview. */
export interface PreviewStep {
  /** What the engine would do, such as `delete`, `replace` or `same`. */
  readonly op: string;
  readonly urn: string;
  /** The resource as the state has it; undefined when the step creates it. */
  readonly old: ResourceState | undefined;
  /** The resource as the run would leave it; undefined when the step deletes it. */
  readonly next: ResourceState | undefined;
}

/** Which project and stack to preview. */
export interface PreviewSettings {
  /** Default: the selected stack. */
  readonly stack?: string | undefined;
  /** Default: the folder of this process. */
  readonly cwd?: string | undefined;
}

const command = "pulumi preview --json --show-sames --show-replacement-steps";

/**
 * The engine shows a replacement as one step of its own, and these beside it when it is asked to. They are not in its counts. A
 * `delete-replaced` alone is what an earlier run left: it created the new object and did not get to delete the old one.
 */
const uncounted: ReadonlySet<string> = new Set([
  "create-replacement",
  "delete-replaced",
  "discard-replaced",
  "import-replacement",
  "read-replacement",
]);

/**
 * The steps of the next run, as the engine sees them now.
 *
 * @throws CommandError with the cause alone when the preview fails.
 */
export async function preview({ stack, cwd }: PreviewSettings = {}): Promise<readonly PreviewStep[]> {
  const flags = [
    "--json",
    "--show-sames",
    "--show-replacement-steps",
    ...(stack === undefined ? [] : ["--stack", stack]),
    ...(cwd === undefined ? [] : ["--cwd", cwd]),
  ];
  const run = await runPulumi(["preview"], { flags });
  if (run.ok || run.failure.reason === "not found") return readPreview(outputOf(run));
  const { output, message, exitCode } = run.failure;
  const printed = parseJson(output);
  refuseErrors(printed);
  const isSilent = printed !== undefined && message === output.trim();
  const cause = isSilent ? `it ended with ${exitCode} and named no error` : shortened(message);
  throw new CommandError(`pulumi preview failed: ${cause}`);
}

/**
 * @param text what `pulumi preview --json --show-sames --show-replacement-steps` printed.
 * @throws CommandError when it is something else, when the preview failed, and when it does not show all objects and steps.
 */
export function readPreview(text: string): readonly PreviewStep[] {
  const printed = parseJson(text);
  refuseErrors(printed);
  if (!isRecord(printed) || !Array.isArray(printed.steps) || !isRecord(printed.changeSummary)) throw noPreview();
  const steps = printed.steps.map(stepOf);
  const shown = steps.filter(({ op }) => !uncounted.has(op)).length;
  const counted = sumOf(printed.changeSummary);
  if (shown < counted) {
    throw new CommandError(`the preview counts ${counted} resources but shows ${shown}\nMake it with ${command}.`);
  }
  if (steps.some(({ op }) => op === "replace") && !steps.some(({ op }) => uncounted.has(op))) {
    throw new CommandError(`the preview does not show the steps of its replacements\nMake it with ${command}.`);
  }
  return steps;
}

/** The engine prints the steps that it saw before the error, too: they are not all. */
function refuseErrors(printed: unknown): void {
  const errors = errorsIn(printed);
  if (errors.length > 0) throw new CommandError(`pulumi preview failed: ${describeErrors(errors)}`);
  if (isRecord(printed) && printed.maybeCorrupt === true) {
    throw new CommandError("pulumi preview says that the state may be damaged\nCheck it with pulumi stack export.");
  }
}

function stepOf(step: unknown): PreviewStep {
  const op = stringIn(step, "op");
  const urn = stringIn(step, "urn");
  if (op === undefined || urn === undefined || !isRecord(step)) throw noPreview();
  return { op, urn, old: stateIn(step.oldState), next: stateIn(step.newState) };
}

function stateIn(state: unknown): ResourceState | undefined {
  const type = stringIn(state, "type");
  if (type === undefined || !isRecord(state)) return undefined;
  const { retainOnDelete, inputs, outputs } = state;
  return {
    type,
    id: stringIn(state, "id") ?? "",
    retainOnDelete: retainOnDelete === true,
    inputs: isRecord(inputs) ? inputs : {},
    outputs: isRecord(outputs) ? outputs : {},
  };
}

function noPreview(): CommandError {
  return new CommandError(`the preview must be the whole output of ${command}`);
}

function sumOf(changeSummary: Readonly<Record<string, unknown>>): number {
  return Object.values(changeSummary).reduce<number>((sum, count) => sum + (typeof count === "number" ? count : 0), 0);
}
