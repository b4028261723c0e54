/** Which written attributes are read back: those of the tables that are marked `security`, all that reads show, or none. */
export type VerifyWrites = "security" | "all" | "off";

/** What is asked of a whole run rather than of one resource. */
export interface RunSettings {
  /** Whether every resource of the run may take over what exists. */
  readonly adopt: boolean;
  readonly verifyWrites: VerifyWrites;
}
