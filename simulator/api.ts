import type { Behaviours } from "./behaviours/switches.js";
import type { Fault } from "./faults/fault.js";
import type { Faults } from "./faults/faults.js";
import type { Snapshot } from "./persistence/snapshot.js";
import type { TenantSeed } from "./seed/tenant.js";
import type { CallHook } from "./service/call-hooks.js";
import type { Clock } from "./service/clock.js";
import type { RequestLog } from "./service/request-log.js";
import type { Json, JsonObject } from "./wire/json.js";

export interface SimulatorOptions {
  /** From 0 to 65535. Default: 0, which takes any free port. */
  port?: number;
  /** Address to listen on. Default: 127.0.0.1, which only this machine can reach. */
  host?: string;
  /**
   * HTTPS instead of HTTP. True: with a certificate for this machine by an authority that is made for this start, see
   * `authority`. Or a certificate, with the chain that belongs to it, and its key, both as PEM text.
   */
  tls?: boolean | { readonly cert: string; readonly key: string };
  /** Companies with their admins. Default: one company with one admin, who has a random password. */
  tenant?: TenantSeed;
  /** Switches for what the sources leave open. Default: the first value of each. */
  behaviours?: Partial<Behaviours>;
  /** The time in milliseconds since 1970. `clock.advance` adds to it. Default: `Date.now`. */
  now?: () => number;
  /** File that keeps everything. The simulator starts with what the file holds. Default: everything stays in memory. */
  data?: string;
  /** Decides what is random: the calls that faults hit, delays, generated tenants. Default: 1. */
  seed?: string | number;
  /** Faults that are on from the start. */
  faults?: readonly Fault[];
  /** Whether faults, clock, snapshots and restarts can be controlled under `/_sim`, by anybody who reaches the port. */
  control?: boolean;
}

/** An answer of the service. Further members depend on the method. */
export interface Answer {
  success: boolean;
  error?: string;
  error_number?: number;
  hints?: Record<string, string>;
  attributes?: JsonObject;
  settable_attributes?: string[];
  metadata?: JsonObject;
  audit?: string;
  count?: number;
  total_count?: number;
  [member: string]: Json | undefined;
}

export interface Simulator {
  /** Where to call: a method is posted to `{url}/{method}`. */
  readonly url: string;
  /** PEM text of the authority that a client has to trust. Undefined unless `tls` is true. */
  readonly authority: string | undefined;
  /** The first company admin of the first company. */
  readonly admin: { readonly user: string; readonly password: string };
  /** The requests that the simulator received over HTTP. */
  readonly requests: RequestLog;
  /** The faults that are on. */
  readonly faults: Faults;
  readonly clock: Clock;
  /** What is in force: `setBehaviours` changes it. */
  readonly behaviours: Readonly<Behaviours>;
  /**
   * Sets the switches that are given, and all others to their defaults, from the next call on. Throws when a name or a value is
   * none of those that there are, and changes nothing then.
   */
  setBehaviours(behaviours: Partial<Behaviours>): void;
  /**
   * Runs a method in process, without credentials, faults and request log: to change something behind a client's back,
   * and to look at what the service holds. Throws when the method or the user does not exist.
   *
   * @param as - address of the user who calls. Default: `admin`
   */
  call(method: string, fields: JsonObject, as?: string | { user: string }): Answer;
  /** Runs a hook right before and right after each call over HTTP. Returns the function that removes the hook. */
  onCall(hook: CallHook): () => void;
  /** Expires every session token that the service has issued. */
  expireTokens(): void;
  /**
   * Stops the service and starts it again: it cuts all connections, refuses new ones for `downMs` milliseconds, and
   * comes back with what the data file holds, or with everything when there is no data file. Faults stay on.
   */
  restart(options?: { downMs?: number }): Promise<void>;
  /** Everything that the service holds, as plain data. It has only the digests of passwords and tokens. */
  snapshot(): Snapshot;
  /** Replaces everything that the service holds by a snapshot. Throws when the value is not a snapshot. */
  restore(snapshot: Snapshot): void;
  close(): Promise<void>;
}
