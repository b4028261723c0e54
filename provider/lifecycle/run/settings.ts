/** Which written attributes are read back: those marked `security` in the tables, all that reads return, or none. */
export type VerifyWrites = "security" | "all" | "off";

/**
 * What a create does when a deleted object of its name can be restored, unless the resource says it: refuse and ask, restore
 * the object, or ignore it and create a new one.
 */
export type RestoreDeleted = "ask" | "restore" | "ignore";

/** Settings of a whole run rather than of one resource. */
export interface RunSettings {
  /** Whether every resource of the run may adopt an existing object. */
  readonly adopt: boolean;
  readonly restoreDeleted: RestoreDeleted;
  readonly verifyWrites: VerifyWrites;
  /** Base address of the service that the objects of the state were on before they moved to the one of the settings. */
  readonly movedFrom?: string | undefined;
}
