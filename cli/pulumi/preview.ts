import { isRecord } from "../../provider/values.js";
import { CommandError } from "../command.js";
import { parseJson, stringIn } from "../json.js";
import { outputOf, runPulumi } from "./run.js";

/** One step of a preview. */
export interface PreviewStep {
  /** What the engine would do, such as `delete`, `replace` or `same`. */
  readonly op: string;
  /** The resource as the state has it; undefined when the step creates it. */
  readonly old: { readonly type: string; readonly id: string } | undefined;
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
  const type = stringIn(step.oldState, "type");
  return { op, old: type === undefined ? undefined : { type, id: stringIn(step.oldState, "id") ?? "" } };
}

function noPreview(): CommandError {
  return new CommandError("the preview must be the output of pulumi preview --json --show-sames");
}

function sumOf(changeSummary: unknown): number {
  const counts = isRecord(changeSummary) ? Object.values(changeSummary) : [];
  return counts.reduce<number>((sum, count) => sum + (typeof count === "number" ? count : 0), 0);
}
