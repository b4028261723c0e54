import { randomBytes } from "node:crypto";

/** Random, and good enough for the strongest level. */
export function freshPassword(): string {
  return `Oma-${randomBytes(12).toString("hex")}-Q7`;
}
