import type { FastifyInstance } from "fastify";
import { type Behaviours, DEFAULT_BEHAVIOURS } from "./behaviours/switches.js";
import type { Fault } from "./faults/fault.js";
import { Faults } from "./faults/faults.js";
import { controlRoutes } from "./http/control.js";
import { fidelityRoute } from "./http/fidelity-route.js";
import { Listener } from "./http/listener.js";
import { buildServer } from "./http/server.js";
import { pageRoutes } from "./page/routes.js";
import { Database } from "./persistence/database.js";
import { Keeper } from "./persistence/keeper.js";
import { type Snapshot, snapshotOf, snapshotRows } from "./persistence/snapshot.js";
import { type AdminSeed, defaultTenant, firstAdmin, seedService, type TenantSeed, takeOver } from "./seed/seed.js";
import { type CallHook, CallHooks } from "./service/call-hooks.js";
import { Calls } from "./service/calls.js";
import { Clock } from "./service/clock.js";
import type { RequestLog } from "./service/request-log.js";
import { Service } from "./service/service.js";
import type { User } from "./store/objects.js";
import { fillStore } from "./store/rows.js";
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

export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const behaviours = { ...DEFAULT_BEHAVIOURS, ...options.behaviours };
  const clock = new Clock(options.now ?? Date.now, () =>
    written(() => service.change(() => service.store.counters.set(CLOCK, clock.ahead))),
  );
  const faults = new Faults(String(options.seed ?? DEFAULT_SEED));
  for (const fault of options.faults ?? []) faults.add(fault);
  const hooks = new CallHooks();
  const keeper = options.data === undefined ? undefined : new Keeper(await Database.open(options.data));

  let revision = 0;
  const service = new Service(behaviours, clock.now, (changes) => {
    revision++;
    keeper?.add(changes);
    calls.stale.changed(changes);
  });
  const { store } = service;
  const fill = (rows: Parameters<typeof fillStore>[1]) => {
    fillStore(store, rows);
    revision++;
    clock.set(store.counters.get(CLOCK) ?? 0);
  };
  const restart = (downMs: number) => {
    calls.interrupt();
    if (keeper) fill(keeper.reread());
    return listener.pause(downMs);
  };
  const calls = new Calls(service, faults, hooks, { kept: () => keeper?.kept(), restart });

  let admin: AdminSeed;
  try {
    admin = admitted(service, keeper, options, fill);
    keeper?.flush();
  } catch (error) {
    keeper?.abandon();
    throw error;
  }

  const host = options.host ?? "127.0.0.1";
  /** Nobody waits for a change in process, so it is written before it returns. */
  const written = <T>(work: () => T): T => {
    const result = work();
    keeper?.flush();
    return result;
  };

  let closed: Promise<void> | undefined;
  const simulator: Simulator = {
    get url() {
      return `http://${host.includes(":") ? `[${host}]` : host}:${listener.port}/api`;
    },
    admin: { user: admin.user, password: admin.password },
    requests: service.requests,
    faults,
    clock,
    behaviours,
    call(method, fields, as = admin) {
      const caller = userNamed(service, typeof as === "string" ? as : as.user);
      return written(() => service.call(method, fields, caller)) as Answer;
    },
    onCall: (hook) => hooks.add(hook),
    expireTokens: () => written(() => service.change(() => service.sessions.expireAll())),
    restart: ({ downMs = 0 } = {}) => restart(downMs),
    snapshot: () => snapshotOf(store),
    restore(snapshot) {
      const rows = snapshotRows(snapshot);
      calls.interrupt();
      fill(rows);
      keeper?.replace(rows);
    },
    close: () => {
      closed ??= listener.close().then(() => keeper?.close());
      return closed;
    },
  };
  const shown = { store, requests: service.requests, faults, clock, revision: () => revision };
  const server = buildServer(calls, [
    fidelityRoute,
    (routes) => pageRoutes(routes, shown),
    ...(options.control ? [(routes: FastifyInstance) => controlRoutes(routes, simulator)] : []),
  ]);
  const listener = new Listener(server, options.port ?? 0, host);
  try {
    await listener.open();
  } catch (error) {
    await server.close();
    keeper?.close();
    throw error;
  }
  return simulator;
}

const DEFAULT_SEED = 1;

/** How far the clock was moved is kept with everything else. */
const CLOCK = "clock_ahead_ms";

/** Fills the store with what was kept, or else with the tenant; returns the admin to call as. */
function admitted(
  service: Service,
  keeper: Keeper | undefined,
  { tenant, seed = DEFAULT_SEED }: SimulatorOptions,
  fill: (rows: Parameters<typeof fillStore>[1]) => void,
): AdminSeed {
  if (keeper?.seeded) {
    fill(keeper.reread());
    return takeOver(service, tenant);
  }
  // What is in a file that is not seeded to its end is the beginning of a tenant that could not be, or was cut short.
  keeper?.replace([]);
  const wanted = tenant ?? defaultTenant();
  seedService(service, wanted, String(seed));
  return firstAdmin(wanted);
}

function userNamed(service: Service, address: string): User {
  const user = service.store.user(address.toLowerCase());
  if (!user) throw new Error(`The simulator has no user ${address}`);
  return user;
}
