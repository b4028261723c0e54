import { stripVTControlCharacters } from "node:util";
import { shown } from "../../provider/shown-text.js";
import { isRecord } from "../../provider/values.js";
import { stringIn } from "../json.js";

/** More errors than these are counted and not shown. */
const shownErrors = 5;
/** The most lines of one error. */
const shownLines = 8;

/**
 * The errors among the diagnostics that the engine prints with a preview, each once, as text to be shown.
 *
 * @param printed the parsed output of `pulumi preview --json`.
 */
export function errorsIn(printed: unknown): readonly string[] {
  const diagnostics = isRecord(printed) && Array.isArray(printed.diagnostics) ? printed.diagnostics : [];
  const errors = diagnostics.filter((one) => stringIn(one, "severity") === "error");
  return [...new Set(errors.map(describeError))];
}

/** The first errors in few lines, and how many more there are. */
export function describeErrors(errors: readonly string[]): string {
  const more = errors.length - shownErrors;
  return [...errors.slice(0, shownErrors), ...(more > 0 ? [`and ${more} more errors`] : [])].join("\n");
}

/** The first lines of a text. */
export function shortened(text: string): string {
  const lines = text.trim().split("\n");
  const more = lines.length - shownLines;
  return [...lines.slice(0, shownLines), ...(more > 0 ? [`(and ${more} more lines)`] : [])].join("\n");
}

function describeError(diagnostic: unknown): string {
  const message = stripVTControlCharacters(stringIn(diagnostic, "message") ?? "").replace(/^error: /, "");
  // The frames of a stack are no cause.
  const lines = message.split("\n").filter((line) => line.trim() !== "" && !/^\s+at /.test(line));
  const resource = stringIn(diagnostic, "urn")?.split("::").at(-1);
  const text = shown(shortened(lines.join("\n")));
  return resource === undefined || text.includes(`'${resource}'`) ? text : `${resource}: ${text}`;
}
