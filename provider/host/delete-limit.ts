import { OmaConfigError } from "../oma/index.js";
import type { ConfigLookup } from "./accounts.js";

/**
 * The most deletions of one run (`OMA_DELETE_LIMIT`, `oma:deleteLimit`); undefined for no limit.
 *
 * @throws OmaConfigError when it is no whole number.
 */
export function deleteLimit(
  lookup: ConfigLookup,
  environment: Readonly<Record<string, string | undefined>>,
): number | undefined {
  const text = environment.OMA_DELETE_LIMIT || lookup("oma:deleteLimit") || undefined;
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) {
    throw new OmaConfigError("oma:deleteLimit", `is "${text}"`, "Give a whole number, 0 or more, or leave it out.");
  }
  return Number(text);
}
