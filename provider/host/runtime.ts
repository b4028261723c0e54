import type { Kind } from "../kinds/kind.js";
import { ClaimRegistry } from "../lifecycle/ownership/claims.js";
import { Newcomers } from "../lifecycle/ownership/newcomers.js";
import { isRenamed, RenameCoordinator } from "../lifecycle/rename/coordinator.js";
import { Trail } from "../lifecycle/rename/trail.js";
import type { Context } from "../lifecycle/run/context.js";
import { DeleteLimit, type DeletionTally, OwnTally } from "../lifecycle/run/delete-limit.js";
import { DeletedObjects } from "../lifecycle/run/deleted-objects.js";
import { Vault } from "../lifecycle/secrets/vault.js";
import { isSameObject } from "../lifecycle/state/identity.js";
import type { Desired, State } from "../lifecycle/state/state.js";
import { SettableLists } from "../lifecycle/writes/settable.js";
import { OmaClient, type OmaConfig, OmaConfigError } from "../oma/index.js";
import { type Clock, systemClock } from "../time.js";
import { clientSettings } from "./config/client-settings.js";
import type { ConfigLookup } from "./config/reader.js";
import { runSettings } from "./config/run-settings.js";
import { refuseUnknown } from "./config/unknown.js";
import { Notices } from "./notices.js";

/**
 * What is remembered during one run, for all kinds: by a process of the host, which serves one run and ends with it, or by the
 * program's process, where each run of a program has one of its own. Time is passed in so that a test can lead a stack through
 * many runs without waiting for any pause.
 */
export class Runtime {
  /** `check` stores secrets in it, `create` and `update` read them. */
  readonly vault = new Vault();
  /** `check` and `diff` tell of them, `delete` looks for one that is like its object. */
  readonly newcomers = new Newcomers(this.vault);
  /** `diff` announces renames, `update` carries them out. */
  readonly renames = new RenameCoordinator();
  /** `diff` and reads record the names of accounts, what belongs to an account follows it. */
  readonly trail = new Trail();
  private deleteLimit: DeleteLimit | undefined;
  private readonly contexts = new Map<string, Context>();
  /** By the address of the service. */
  private readonly claims = new Map<string, ClaimRegistry>();
  private readonly declared = new ClaimRegistry();
  /** By message. */
  private readonly toldFaults = new Set<string>();

  constructor(
    readonly clock: Clock = systemClock,
    private readonly newClient: (config: OmaConfig) => OmaClient = (config) => new OmaClient(config),
    private readonly deletions: DeletionTally = new OwnTally(),
    readonly notices = new Notices(),
  ) {}

  /**
   * The client and the memory of one account. All kinds of a run share them, so that there is one session token, one set
   * of connections and one memory of refused credentials per account.
   *
   * @throws OmaConfigError when a setting is missing or malformed, or so misspelt that it leaves out a care.
   */
  contextFor(lookup: ConfigLookup): Context {
    // A destroy runs no program, which would have refused these.
    refuseUnknown([], process.env);
    const config = clientSettings(lookup, process.env);
    const { deleteLimit: most, ...run } = runSettings(lookup, process.env);
    // One for all accounts of the run, so that a second one is no second allowance.
    this.deleteLimit ??= new DeleteLimit(most, this.deletions);
    const key = JSON.stringify([config, run]);
    const known = this.contexts.get(key);
    if (known !== undefined) return known;
    const context = {
      service: config.base,
      client: this.newClient(config),
      run,
      settable: new SettableLists(),
      claims: this.claimsOn(config.base),
      newcomers: this.newcomers,
      renames: this.renames,
      trail: this.trail,
      deleteLimit: this.deleteLimit,
      deletedObjects: new DeletedObjects(),
      vault: this.vault,
      clock: this.clock,
    };
    this.contexts.set(key, context);
    return context;
  }

  /** A fault of the settings is one of every resource. It is told once, and in one line from then on. */
  withFaultToldOnce<T>(verb: () => T): T {
    try {
      return verb();
    } catch (error) {
      if (!(error instanceof OmaConfigError)) throw error;
      if (this.toldFaults.has(error.message)) throw error.repeated();
      this.toldFaults.add(error.message);
      throw error;
    }
  }

  /** Records what the program of this run declares: the engine checks nothing else. */
  declares(kind: Kind, desired: Desired): void {
    this.declared.claim(kind, desired);
    this.newcomers.declare(kind, desired);
  }

  /**
   * Records what the creates, updates and deletes of this run must know of each other: a resource keeps its object, or the
   * object is renamed. An earlier run may have ended after one resource adopted an object and before the engine deleted the
   * resource that had it. That delete comes in this run, and must not reach the object.
   *
   * In a refresh the engine compares with what the last run declared, so only objects that `check` has seen in this run count.
   */
  compared(kind: Kind, state: State, desired: Desired, isReplaced: boolean): void {
    if (!this.declared.isClaimed(kind, desired.identity)) return;
    if (!isReplaced && !state.lost) this.trail.record(kind, state, desired.identity);
    const { service, identity } = state;
    // A new name is only held once the rename is done.
    const isKept = !isReplaced && isSameObject(kind, identity, desired.identity);
    if (isKept && service !== undefined) this.claimsOn(service).claim(kind, { ...desired, identity });
    if (!state.lost && isRenamed(kind, state, desired)) this.renames.announce(kind, state, desired);
  }

  private claimsOn(service: string): ClaimRegistry {
    const objects = this.claims.get(service) ?? new ClaimRegistry();
    this.claims.set(service, objects);
    return objects;
  }
}
