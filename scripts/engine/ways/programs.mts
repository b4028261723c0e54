import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";

export const PULUMI = "pulumi";
export const LANGUAGE_HOST = "pulumi-language-nodejs";
export const DYNAMIC_HOST = "pulumi-resource-pulumi-nodejs";

/** The programs that an engine's folder must hold. */
export const PROGRAMS = [PULUMI, LANGUAGE_HOST, DYNAMIC_HOST] as const;

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

export function findProgram(name: string, folders: string[]): string | undefined {
  return folders.map((folder) => join(folder, name)).find(isProgram);
}

export function foldersOnPath(env: NodeJS.ProcessEnv): string[] {
  return (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
}

export function isCompleteEngine(folder: string): boolean {
  return PROGRAMS.every((name) => isProgram(join(folder, name)));
}
