import { isRecord, type Values } from "../../provider/values.js";
import { CommandError } from "../command.js";
import { parseJson, stringIn } from "../json.js";
import { outputOf, runPulumi } from "./run.js";

/** A resource as a step has it. */
export interface ResourceState {
  readonly urn: string;
  readonly type: string;
  /** Empty for one that does not exist yet. */
  readonly id: string;
  /** The preview masks secrets in it. */
  readonly inputs: Values;
}

/** One step of a preview. */
export interface PreviewStep {
  /** What the engine would do, such as `delete`, `replace` or `same`. */
  readonly op: string;
  /** The resource as the state has it; undefined when the step creates it. */
  readonly old: ResourceState | undefined;
  /** The resource as the run would leave it; undefined when the step deletes it. */
  readonly next: ResourceState | undefined;
}

/**
 * The steps of the next run, as the engine sees them now.
 *
 * @throws CommandError when the preview fails.
 */
export async function preview(): Promise<readonly PreviewStep[]> {
  return readPreview(outputOf(await runPulumi(["preview"], { flags: ["--json", "--show-sames"] })));
}

/**
 * @param text what `pulumi preview --json --show-sames` printed.
 * @throws CommandError when it is something else, or was made without `--show-sames`: shares need all objects.
 */
export function readPreview(text: string): readonly PreviewStep[] {
  const printed = parseJson(text);
  if (!isRecord(printed) || !Array.isArray(printed.steps)) throw noPreview();
  const steps = printed.steps.map(stepOf);
  const counted = sumOf(printed.changeSummary);
  if (steps.length < counted) {
    throw new CommandError(
      `the preview counts ${counted} resources but shows ${steps.length}\nMake it with pulumi preview --json --show-sames.`,
    );
  }
  return steps;
}

function stepOf(step: unknown): PreviewStep {
  const op = stringIn(step, "op");
  if (op === undefined || !isRecord(step)) throw noPreview();
  return { op, old: stateIn(step.oldState), next: stateIn(step.newState) };
}

function stateIn(state: unknown): ResourceState | undefined {
  const type = stringIn(state, "type");
  if (type === undefined || !isRecord(state)) return undefined;
  const inputs = isRecord(state.inputs) ? state.inputs : {};
  return { urn: stringIn(state, "urn") ?? "", type, id: stringIn(state, "id") ?? "", inputs };
}

function noPreview(): CommandError {
  return new CommandError("the preview must be the output of pulumi preview --json --show-sames");
}

function sumOf(changeSummary: unknown): number {
  const counts = isRecord(changeSummary) ? Object.values(changeSummary) : [];
  return counts.reduce<number>((sum, count) => sum + (typeof count === "number" ? count : 0), 0);
}
