import { ApiError } from "../wire/errors.js";
import type { JsonObject } from "../wire/json.js";

/** A tenant that the service cannot hold: the place, and what is wrong there. */
export class SeedError extends Error {
  override readonly name = "SeedError";

  constructor(
    /** From the list of companies inwards. */
    readonly path: readonly (string | number)[],
    readonly reason: string,
  ) {
    super(`tenant${path.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("")}: ${reason}`);
  }
}

/** Turns a refusal into an error that names the place in the tenant. */
export function explained<T>(path: readonly (string | number)[], work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ApiError) throw new SeedError(path, told(error.body()));
    throw error;
  }
}

/** A refusal as text: its number, its words and the first of its hints. */
export function told({ error_number: number, error, hints }: JsonObject): string {
  const [name, reason] = Object.entries((hints ?? {}) as { [name: string]: string })[0] ?? [];
  return `${number} (${error})${name === undefined ? "" : `, ${name}: ${reason}`}`;
}
