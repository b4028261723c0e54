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
  /** 0, the default, takes any free port. */
  port?: number;
  /** 127.0.0.1 when left out. */
  host?: string;
  /** Companies with their admins. One company with one admin and a random password when left out. */
  tenant?: TenantSeed;
  behaviours?: Partial<Behaviours>;
  /** The clock, in milliseconds; `clock.advance` goes on from it. */
  now?: () => number;
  /** File to keep everything in; what is in it already is taken up. In memory only when left out. */
  data?: string;
  /** Decides what is drawn: the calls that faults hit, delays, generated tenants. "1" when left out. */
  seed?: string | number;
  /** Switched on from the start. */
  faults?: readonly Fault[];
  /** Whether `/_sim` answers: faults, clock, snapshots and restarts over HTTP, for anybody who reaches the port. */
  control?: boolean;
}

/** An answer of the service; members beyond these depend on the method. */
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
  /** The base for calls, without a slash at the end. */
  readonly url: string;
  /** The first company admin of the first company. */
  readonly admin: { readonly user: string; readonly password: string };
  /** What came in over HTTP. */
  readonly requests: RequestLog;
  /** What goes wrong, now and for the calls to come. */
  readonly faults: Faults;
  readonly clock: Clock;
  readonly behaviours: Readonly<Behaviours>;
  /**
   * Runs a method in process, as the user with this address (the seeded admin when left out), past credentials, faults
   * and request log: for changes behind a client's back, and to look at what the service holds.
   */
  call(method: string, fields: JsonObject, as?: string | { user: string }): Answer;
  /** Lets a test act right before and right after each call over HTTP; returns what takes the hook away. */
  onCall(hook: CallHook): () => void;
  /** Every session token given out so far is expired from now on. */
  expireTokens(): void;
  /**
   * Ends and starts the service: connections are cut, new ones refused for so long, and it comes back with what it had
   * kept. Faults stay on.
   */
  restart(options?: { downMs?: number }): Promise<void>;
  /** Everything it holds, as plain data. Passwords and tokens are in it by their digests only. */
  snapshot(): Snapshot;
  /** Puts a snapshot in place of everything it holds. */
  restore(snapshot: Snapshot): void;
  close(): Promise<void>;
}
