import { kindOfType } from "../../provider/engine-wire.js";
import { CommandError } from "../command-error.js";

/** An object of this package in a preview of the engine. */
export interface PreviewedObject {
  readonly kind: string;
  /** The engine's id: the address, the domain, the company, or several names joined by slashes. */
  readonly id: string;
  /** What the run would do to it; `stays` is anything that keeps the object. */
  readonly fate: "deleted" | "replaced" | "stays";
}

const fates: Readonly<Record<string, PreviewedObject["fate"]>> = {
  delete: "deleted",
  replace: "replaced",
  "delete-replaced": "replaced",
  same: "stays",
  update: "stays",
  refresh: "stays",
};

interface Step {
  readonly op: string;
  readonly oldState?: { readonly type: string; readonly id?: string };
}

interface Preview {
  readonly steps?: readonly Step[];
  readonly changeSummary?: Readonly<Record<string, number>>;
}

/**
 * The objects that exist before the run, out of what `pulumi preview --json --show-sames` prints.
 *
 * @throws CommandError when the text is something else, or was made without `--show-sames`: shares need all objects.
 */
export function readPreview(text: string): PreviewedObject[] {
  const preview = parse(text);
  const steps = preview.steps ?? [];
  const told = Object.values(preview.changeSummary ?? {}).reduce((sum, count) => sum + count, 0);
  if (steps.length < told) {
    throw new CommandError(
      `the preview tells of ${told} resources and shows ${steps.length}: make it with pulumi preview --json --show-sames`,
      1,
    );
  }
  return steps.flatMap(({ op, oldState }) => {
    const kind = kindOfType(oldState?.type ?? "");
    const fate = fates[op];
    return kind === undefined || fate === undefined ? [] : [{ kind, id: oldState?.id ?? "", fate }];
  });
}

function parse(text: string): Preview {
  try {
    const preview = JSON.parse(text) as Preview | null;
    if (Array.isArray(preview?.steps)) return preview;
  } catch {
    // Told below, in the same words as any other text that is no preview.
  }
  throw new CommandError("this is no preview: it has to be the output of pulumi preview --json --show-sames", 1);
}
