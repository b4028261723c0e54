import type { OmaClient } from "../../oma/index.js";
import type { Clock } from "../../time.js";
import type { ClaimRegistry } from "../ownership/claims.js";
import type { Newcomers } from "../ownership/newcomers.js";
import type { RenameCoordinator } from "../rename/coordinator.js";
import type { Trail } from "../rename/trail.js";
import type { Vault } from "../secrets/vault.js";
import type { SettableLists } from "../writes/settable.js";
import type { DeleteLimit } from "./delete-limit.js";
import type { DeletedObjects } from "./deleted-objects.js";
import type { RunSettings } from "./settings.js";

/** What the verbs share: one per account and process. */
export interface Context {
  /** Base address of the service. */
  readonly service: string;
  readonly client: OmaClient;
  readonly run: RunSettings;
  readonly settable: SettableLists;
  readonly claims: ClaimRegistry;
  readonly newcomers: Newcomers;
  readonly renames: RenameCoordinator;
  readonly trail: Trail;
  readonly deleteLimit: DeleteLimit;
  readonly deletedObjects: DeletedObjects;
  readonly vault: Vault;
  readonly clock: Clock;
}
