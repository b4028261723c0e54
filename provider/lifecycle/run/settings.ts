/** Which written attributes are read back: those marked `security` in the tables, all that reads return, or none. */
export type VerifyWrites = "security" | "all" | "off";

/** Settings of a whole run rather than of one resource. */
export interface RunSettings {
  /** Whether every resource of the run may adopt an existing object. */
  readonly adopt: boolean;
  readonly verifyWrites: VerifyWrites;
  /** Base address of the service that the objects of the state were on before they moved to the one of the settings. */
  readonly movedFrom?: string | undefined;
}
