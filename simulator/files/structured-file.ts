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

/** JSON is YAML too. */
export async function readStructured(file: string): Promise<StructuredFile> {
  const { LineCounter, parseDocument } = await import("yaml");
  const lines = new LineCounter();
  const document = parseDocument(await contentOf(file), { lineCounter: lines, prettyErrors: false });
  const [problem] = document.errors;
  if (problem) throw new FileError(`${file}:${lines.linePos(problem.pos[0]).line}: ${problem.message}`);
  return {
    value: document.toJS({ maxAliasCount: 100 }),
    where(path) {
      for (let length = path.length; length >= 0; length--) {
        const node = document.getIn(path.slice(0, length), true) as { range?: [number] | null } | undefined;
        if (node?.range) return `${file}:${lines.linePos(node.range[0]).line}`;
      }
      return `${file}:1`;
    },
  };
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
