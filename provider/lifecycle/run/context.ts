import type { OmaClient } from "../../oma/index.js";
import type { SettableLists } from "../object/settable.js";
import type { ClaimRegistry } from "../ownership/claims.js";
import type { RenameCoordinator } from "../rename/coordinator.js";
import type { Vault } from "../secrets/vault.js";
import type { DeleteLimit } from "./delete-limit.js";

/** Time, passed in so that a test of a wait takes milliseconds. */
export interface Clock {
  /** Milliseconds that only go forward. */
  now(): number;
  /** UNIX seconds. */
  date(): number;
  sleep(milliseconds: number): Promise<void>;
}

/** Which written attributes are read back: those of the tables that are marked `security`, all that reads show, or none. */
export type VerifyWrites = "security" | "all" | "off";

/** What is asked of a whole run rather than of one resource. */
export interface RunSettings {
  /** Whether every resource of the run may take over what exists. */
  readonly adopt: boolean;
  readonly verifyWrites: VerifyWrites;
}

/** What the verbs work with: one per account and process. */
export interface Context {
  /** Base address of the service. */
  readonly service: string;
  readonly client: OmaClient;
  readonly run: RunSettings;
  readonly settable: SettableLists;
  readonly claims: ClaimRegistry;
  readonly renames: RenameCoordinator;
  readonly deleteLimit: DeleteLimit;
  readonly vault: Vault;
  readonly clock: Clock;
}
