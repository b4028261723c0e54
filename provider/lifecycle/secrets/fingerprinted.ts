import { isRecord } from "../../values.js";

/** What `check` puts in place of a secret input: the clear text stays in the process. */
export interface Fingerprinted {
  readonly fingerprint: string;
}

export function isFingerprinted(value: unknown): value is Fingerprinted {
  return isRecord(value) && typeof value.fingerprint === "string";
}
