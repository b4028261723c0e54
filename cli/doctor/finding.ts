export type Status = "ok" | "warn" | "fail";

/** What one look found. */
export interface Finding {
  readonly check: string;
  readonly status: Status;
  readonly says: string;
  /** What to do; on everything that is not ok. */
  readonly remedy?: string;
}

export const ok = (check: string, says: string): Finding => ({ check, status: "ok", says });
export const warn = (check: string, says: string, remedy: string): Finding => ({ check, status: "warn", says, remedy });
export const fail = (check: string, says: string, remedy: string): Finding => ({ check, status: "fail", says, remedy });
