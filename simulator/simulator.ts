import type { AddressInfo } from "node:net";
import { type Behaviours, DEFAULT_BEHAVIOURS } from "./behaviours.js";
import type { Faults } from "./faults.js";
import type { Json, JsonObject } from "./json.js";
import type { RequestLog } from "./request-log.js";
import { type AdminSeed, defaultTenant, seedStore, type TenantSeed } from "./seed.js";
import { buildServer } from "./server.js";
import { Service } from "./service.js";
import type { User } from "./store/objects.js";

export interface SimulatorOptions {
  /** 0, the default, takes any free port. */
  port?: number;
  /** 127.0.0.1 when left out. */
  host?: string;
  /** Companies with their admins. One company with one admin and a random password when left out. */
  tenant?: TenantSeed;
  behaviours?: Partial<Behaviours>;
  /** The clock, in milliseconds. */
  now?: () => number;
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
  /** Refusals to come. */
  readonly faults: Faults;
  readonly behaviours: Readonly<Behaviours>;
  /**
   * Runs a method in process, as the user with this address (the seeded admin when left out), past credentials, faults
   * and request log: for changes behind a client's back, and to look at what the service holds.
   */
  call(method: string, fields: JsonObject, as?: string | { user: string }): Answer;
  /** Every session token given out so far is expired from now on. */
  expireTokens(): void;
  close(): Promise<void>;
}

export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const now = options.now ?? Date.now;
  const behaviours = { ...DEFAULT_BEHAVIOURS, ...options.behaviours };
  const tenant = options.tenant ?? defaultTenant();
  const service = new Service(behaviours, now);
  seedStore(service.store, tenant, behaviours, Math.floor(now() / 1000));
  const admin = firstAdmin(tenant);

  const host = options.host ?? "127.0.0.1";
  const server = buildServer(service);
  await server.listen({ port: options.port ?? 0, host });
  const { port } = server.server.address() as AddressInfo;

  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${port}/api`,
    admin: { user: admin.user, password: admin.password },
    requests: service.requests,
    faults: service.faults,
    behaviours,
    call(method, fields, as = admin) {
      const caller = userNamed(service, typeof as === "string" ? as : as.user);
      return service.call(method, fields, caller) as Answer;
    },
    expireTokens: () => service.sessions.expireAll(),
    close: async () => {
      await server.close();
    },
  };
}

function firstAdmin(tenant: TenantSeed): AdminSeed {
  const admins = tenant.flatMap((company) => company.admins);
  const admin = admins.find(({ role }) => role === "company") ?? admins[0];
  if (!admin) throw new Error("The tenant needs a company with an admin, or nobody could call");
  return admin;
}

function userNamed(service: Service, address: string): User {
  const user = service.store.user(address.toLowerCase());
  if (!user) throw new Error(`The simulator has no user ${address}`);
  return user;
}
