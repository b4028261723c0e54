import type { Kind } from "../kinds/kind.js";
import { ClaimRegistry } from "../lifecycle/ownership/claims.js";
import { isRenamed, RenameCoordinator } from "../lifecycle/rename/coordinator.js";
import { Trail } from "../lifecycle/rename/trail.js";
import type { Context } from "../lifecycle/run/context.js";
import { DeleteLimit } from "../lifecycle/run/delete-limit.js";
import { Vault } from "../lifecycle/secrets/vault.js";
import { isSameObject } from "../lifecycle/state/identity.js";
import type { Desired, State } from "../lifecycle/state/state.js";
import { SettableLists } from "../lifecycle/writes/settable.js";
import { OmaClient, type OmaConfig } from "../oma/index.js";
import { type Clock, systemClock } from "../time.js";
import { clientSettings } from "./config/client-settings.js";
import { runSettings } from "./config/run-settings.js";

/** Looks up a key of the stack's configuration. */
export type ConfigLookup = (key: string) => string | undefined;

/**
 * What is remembered during one run, for all kinds: by a process of the host, which serves one run and ends with it, or by the
 * program's process, where each run of a program has one of its own. Time is passed in so that a test can lead a stack through
 * many runs without waiting for any pause.
 */
export class Runtime {
  /** `check` stores secrets in it, `create` and `update` read them. */
  readonly vault = new Vault();
  /** `diff` announces renames, `update` carries them out. */
  readonly renames = new RenameCoordinator();
  /** `diff` and reads record the names of accounts, what belongs to an account follows it. */
  readonly trail = new Trail();
  private deleteLimit: DeleteLimit | undefined;
  private readonly contexts = new Map<string, Context>();
  /** By the address of the service. */
  private readonly claims = new Map<string, ClaimRegistry>();
  private readonly declared = new ClaimRegistry();

  constructor(
    readonly clock: Clock = systemClock,
    private readonly newClient: (config: OmaConfig) => OmaClient = (config) => new OmaClient(config),
  ) {}

  /**
   * The client and the memory of one account. All kinds of a run share them, so that there is one session token, one set
   * of connections and one memory of refused credentials per account.
   *
   * @throws OmaConfigError when a setting is missing or malformed.
   */
  contextFor(lookup: ConfigLookup): Context {
    const config = clientSettings(lookup, process.env);
    const { deleteLimit: most, ...run } = runSettings(lookup, process.env);
    // One for all accounts of the run, so that a second one is no second allowance.
    this.deleteLimit ??= new DeleteLimit(most);
    const key = JSON.stringify([config, run]);
    const known = this.contexts.get(key);
    if (known !== undefined) return known;
    const context = {
      service: config.base,
      client: this.newClient(config),
      run,
      settable: new SettableLists(),
      claims: this.claimsOn(config.base),
      renames: this.renames,
      trail: this.trail,
      deleteLimit: this.deleteLimit,
      vault: this.vault,
      clock: this.clock,
    };
    this.contexts.set(key, context);
    return context;
  }

  /** Records what the program of this run declares: the engine checks nothing else. */
  declares(kind: Kind, desired: Desired): void {
    this.declared.claim(kind, desired);
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
    const isKept = !isReplaced && isSameObject(identity, desired.identity);
    if (isKept && service !== undefined) this.claimsOn(service).claim(kind, desired);
    if (!state.lost && isRenamed(kind, state, desired)) this.renames.announce(kind, state, desired);
  }

  private claimsOn(service: string): ClaimRegistry {
    const objects = this.claims.get(service) ?? new ClaimRegistry();
    this.claims.set(service, objects);
    return objects;
  }
}
