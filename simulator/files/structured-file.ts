import { readFile } from "node:fs/promises";

/** A place in a file, from the outermost list or object inwards. */
export type Path = readonly (string | number)[];

/** A YAML or JSON file, and the lines its values stand in. */
export interface StructuredFile {
  value: unknown;
  /** "name:line" of a place, or of the innermost value around it that is in the file. */
  where(path: Path): string;
}

/** A file that cannot be used. The message begins with its name and the line. */
export class FileError extends Error {
  override readonly name = "FileError";
}

/** How often the aliases of a file may repeat values, aliases inside aliases multiplied. */
const MOST_REPEATS = 10_000;

/** JSON is YAML too. Rejects with a FileError when the file cannot be read. */
export async function readStructured(file: string): Promise<StructuredFile> {
  const { LineCounter, parseDocument } = await import("yaml");
  const lines = new LineCounter();
  const content = await contentOf(file);
  const document = safely(file, () => parseDocument(content, { lineCounter: lines, prettyErrors: false }));
  const [problem] = document.errors;
  if (problem) throw new FileError(`${file}:${lines.linePos(problem.pos[0]).line}: ${reasonIn(problem)}`);
  return {
    value: safely(file, () => document.toJS({ maxAliasCount: MOST_REPEATS })),
    where(path) {
      for (let length = path.length; length >= 0; length--) {
        const node = document.getIn(path.slice(0, length), true) as { range?: [number] | null } | undefined;
        if (node?.range) return `${file}:${lines.linePos(node.range[0]).line}`;
      }
      return `${file}:1`;
    },
  };
}

/** What a file makes the reader of YAML throw becomes a FileError. */
function safely<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new FileError(`${file}: ${reasonIn(error as Error)}`);
  }
}

function reasonIn({ message }: Error): string {
  if (message.startsWith("Excessive alias count")) return `its aliases repeat values more than ${MOST_REPEATS} times`;
  return message.startsWith("Maximum call stack") ? "it is nested too deep" : message;
}

async function contentOf(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new FileError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

/** "companies[0].admins[1].user" */
export function written(path: Path): string {
  return path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`))
    .join("")
    .replace(/^\./, "");
}
