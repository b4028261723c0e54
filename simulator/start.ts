import type { FastifyInstance } from "fastify";
import type { Answer, Simulator, SimulatorOptions } from "./api.js";
import { completeBehaviours } from "./behaviours/check.js";
import type { Behaviours } from "./behaviours/switches.js";
import { Faults } from "./faults/faults.js";
import { StaleReads } from "./faults/stale-reads.js";
import { controlRoutes } from "./http/control.js";
import { Listener } from "./http/listener.js";
import { buildServer } from "./http/server.js";
import { pageRoutes } from "./page/routes.js";
import { Database } from "./persistence/database.js";
import { Keeper } from "./persistence/keeper.js";
import { type Snapshot, snapshotOf, snapshotRows } from "./persistence/snapshot.js";
import { renewAdmin, seedService } from "./seed/seed.js";
import { type AdminSeed, defaultTenant, firstAdmin } from "./seed/tenant.js";
import { type CallHook, CallHooks } from "./service/call-hooks.js";
import { Calls } from "./service/calls.js";
import type { Clock } from "./service/clock.js";
import { KeptService } from "./service/kept-service.js";
import type { RequestLog } from "./service/request-log.js";
import type { User } from "./store/objects.js";
import { certificatesOf, type ServerCertificate } from "./tls/server-certificate.js";
import type { JsonObject } from "./wire/json.js";

const DEFAULT_SEED = 1;
const LOOPBACK = "127.0.0.1";

/**
 * Starts a simulator that listens when the promise settles. Rejects with a DataError when the data file cannot be used,
 * with a SeedError when the service refuses the tenant, with a TlsError when the certificate cannot be used, with an Error
 * that names the first switch that makes no sense, and with the error of Node when it cannot listen.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const certificates = certificatesOf(options.tls ?? false, options.host ?? LOOPBACK);
  const faults = new Faults(String(options.seed ?? DEFAULT_SEED));
  for (const fault of options.faults ?? []) faults.add(fault);
  const keeper = options.data === undefined ? undefined : new Keeper(await Database.open(options.data));
  const stale = new StaleReads();
  const behaviours = completeBehaviours(options.behaviours ?? {});
  const kept = new KeptService(behaviours, options.now ?? Date.now, keeper, (changes) => stale.changed(changes));
  const admin = kept.filled(() => admitted(kept, options));
  const simulator = new RunningSimulator(kept, behaviours, faults, stale, admin, certificates, options);
  await simulator.listen();
  return simulator;
}

/** Fills the service with what the file holds, or else with the tenant. Returns the admin to call as. */
function admitted(kept: KeptService, { tenant, seed = DEFAULT_SEED }: SimulatorOptions): AdminSeed {
  if (kept.takeUp()) return renewAdmin(kept.service, tenant);
  const wanted = tenant ?? defaultTenant();
  seedService(kept.service, wanted, String(seed));
  return firstAdmin(wanted);
}

/** Its members are properties and not methods, so that a caller can destructure it. */
class RunningSimulator implements Simulator {
  readonly requests: RequestLog;
  readonly clock: Clock;
  readonly authority: string | undefined;
  readonly admin: Simulator["admin"];
  readonly #hooks = new CallHooks();
  readonly #calls: Calls;
  readonly #server: FastifyInstance;
  readonly #listener: Listener;
  #closed: Promise<void> | undefined;

  constructor(
    private readonly kept: KeptService,
    /** The service holds the same object. */
    readonly behaviours: Behaviours,
    readonly faults: Faults,
    stale: StaleReads,
    { user, password }: AdminSeed,
    certificates: ServerCertificate | undefined,
    { port = 0, host = LOOPBACK, control = false }: SimulatorOptions,
  ) {
    const { service, clock } = kept;
    this.requests = service.requests;
    this.clock = clock;
    this.admin = { user, password };
    this.authority = certificates?.authority;
    this.#calls = new Calls(service, faults, this.#hooks, stale, {
      kept: () => kept.kept(),
      restart: (downMs) => void this.#restart(downMs),
    });
    const { store, requests } = service;
    const shown = { store, behaviours, requests, faults, clock, revision: () => kept.revision };
    const others = [
      (routes: FastifyInstance) => pageRoutes(routes, shown),
      ...(control ? [(routes: FastifyInstance) => controlRoutes(routes, this)] : []),
    ];
    this.#server = buildServer(this.#calls, certificates, others);
    this.#listener = new Listener(this.#server, certificates ? "https" : "http", port, host);
  }

  async listen(): Promise<void> {
    try {
      await this.#listener.open();
    } catch (error) {
      await this.#server.close();
      this.kept.close();
      throw error;
    }
  }

  get url(): string {
    return `${this.#listener.origin}/api`;
  }

  readonly call = (method: string, fields: JsonObject, as: string | { user: string } = this.admin): Answer => {
    const caller = this.#user(typeof as === "string" ? as : as.user);
    return this.kept.written((service) => service.call(method, fields, caller)) as Answer;
  };

  readonly setBehaviours = (behaviours: Partial<Behaviours>): void => {
    Object.assign(this.behaviours, completeBehaviours(behaviours));
  };

  readonly onCall = (hook: CallHook): (() => void) => this.#hooks.add(hook);

  readonly expireTokens = (): void => {
    this.kept.written((service) => service.change(() => service.sessions.expireAll()));
  };

  readonly restart = ({ downMs = 0 } = {}): Promise<void> => this.#restart(downMs);

  readonly snapshot = (): Snapshot => snapshotOf(this.kept.service.store);

  readonly restore = (snapshot: Snapshot): void => {
    const rows = snapshotRows(snapshot);
    this.#calls.interrupt();
    this.kept.replace(rows);
  };

  readonly close = (): Promise<void> => {
    this.#closed ??= this.#listener.close().then(() => this.kept.close());
    return this.#closed;
  };

  #restart(downMs: number): Promise<void> {
    this.#calls.interrupt();
    this.kept.reread();
    return this.#listener.pause(downMs);
  }

  #user(address: string): User {
    const user = this.kept.service.store.user(address.toLowerCase());
    if (!user) throw new Error(`unknown user \`${address}\``);
    return user;
  }
}
