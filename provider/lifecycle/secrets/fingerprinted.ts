import { isRecord } from "../../values.js";

/** What a secret input becomes in `check`: the clear text stays in the process. */
export interface Fingerprinted {
  readonly fingerprint: string;
}

export function isFingerprinted(value: unknown): value is Fingerprinted {
  return isRecord(value) && typeof value.fingerprint === "string";
}
