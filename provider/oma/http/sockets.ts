import { type AgentOptions, Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import tls from "node:tls";
import { readRegularFile, UnusableFile } from "../../regular-file.js";
import { OmaConfigError, systemCode } from "../errors/index.js";

/** Fewer than the 5 s after which common servers close an idle connection: a write must not meet one that is closing. */
const idleSocketMs = 4_000;

export interface SocketSettings {
  /** The most connections at once, for http and for https each. */
  readonly maxSockets: number;
  readonly connectTimeoutMs: number;
  /** Path of a PEM file with authorities to trust beside the usual ones. */
  readonly caFile?: string | undefined;
  readonly rejectUnauthorized: boolean;
  /** HTTP_PROXY, HTTPS_PROXY and NO_PROXY. Node 22.21 and 24.5 tunnel through proxies themselves, with keep-alive. */
  readonly proxyEnv?: NodeJS.ProcessEnv | undefined;
}

/** The connections of one client: kept alive, bounded in number, and given up when they cannot be made in time. */
export class Sockets {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
  /** Connections that are being made: nothing of a request has left through them. */
  readonly #unconnected = new WeakSet<object>();

  /** @throws OmaConfigError when `caFile` cannot be read. */
  constructor({ maxSockets, connectTimeoutMs, caFile, rejectUnauthorized, proxyEnv }: SocketSettings) {
    const options: AgentOptions = {
      keepAlive: true,
      maxSockets,
      ...(proxyEnv === undefined ? {} : { proxyEnv }),
    };
    this.http = new HttpAgent(options);
    this.https = new HttpsAgent({
      ...options,
      rejectUnauthorized,
      ...(caFile === undefined ? {} : { ca: authorities(caFile) }),
    });
    this.#watch(this.http, "connect", connectTimeoutMs);
    this.#watch(this.https, "secureConnect", connectTimeoutMs);
  }

  /** Whether nothing of a request can have left through its socket. A request that never got a socket has not left either. */
  neverSent(socket: object | null): boolean {
    return socket === null || this.#unconnected.has(socket);
  }

  /** Closes all connections, also those of calls that are under way. */
  close(): void {
    this.http.destroy();
    this.https.destroy();
  }

  #watch(agent: HttpAgent, connected: "connect" | "secureConnect", connectTimeoutMs: number): void {
    const create = agent.createConnection.bind(agent);
    agent.createConnection = (options, callback) => {
      const socket = create(options, callback);
      // Through a proxy the socket comes later, once the tunnel stands. The idle time-out of the request covers that.
      if (socket) this.#await(socket, connected, connectTimeoutMs);
      return socket;
    };
    // The agent's own `timeout` would also cut short the making of connections.
    const keep = agent.keepSocketAlive.bind(agent);
    agent.keepSocketAlive = (socket) => {
      const isKept: unknown = keep(socket);
      if (isKept === true && socket instanceof Socket) socket.setTimeout(idleSocketMs);
      return isKept;
    };
  }

  #await(socket: Duplex, connected: string, connectTimeoutMs: number): void {
    this.#unconnected.add(socket);
    const timer = setTimeout(() => {
      socket.destroy(Object.assign(new Error("connect timed out"), { code: "ETIMEDOUT" }));
    }, connectTimeoutMs);
    socket.once(connected, () => {
      clearTimeout(timer);
      this.#unconnected.delete(socket);
    });
    socket.once("close", () => clearTimeout(timer));
  }
}

/** A bundle of all public authorities has about 250 kB. */
const mostBytesOfAuthorities = 10_000_000;

/**
 * The authorities that Node trusts anyway, and those of the file.
 *
 * @throws OmaConfigError for a file that cannot be read.
 */
export function authorities(file: string): string[] {
  try {
    return [...tls.rootCertificates, readRegularFile(file, mostBytesOfAuthorities)];
  } catch (error) {
    const why = error instanceof UnusableFile ? error.message : `cannot be read (${systemCode(error)})`;
    throw new OmaConfigError("caFile", why, "Give the path of a PEM file.");
  }
}
