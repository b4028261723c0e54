import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import { isAny } from "../tls/hosts.js";

/** Where this machine reaches itself, when it listens on all of its addresses. */
const LOOPBACK = { "0.0.0.0": "127.0.0.1", "::": "::1" } as const;

/** Listens on the port of the service, and can stop for a time. */
export class Listener {
  #port: number;
  #closed = false;
  #pause: Promise<void> | undefined;

  constructor(
    private readonly server: FastifyInstance,
    private readonly scheme: "http" | "https",
    port: number,
    private readonly host: string,
  ) {
    this.#port = port;
  }

  /** The address to call, without a path. */
  get origin(): string {
    const host = isAny(this.host) ? LOOPBACK[this.host] : this.host;
    return `${this.scheme}://${host.includes(":") ? `[${host}]` : host}:${this.#port}`;
  }

  async open(): Promise<void> {
    await this.server.ready();
    await this.#listen();
    this.#port = (this.server.server.address() as AddressInfo).port;
  }

  /** Cuts all connections and refuses new ones for `ms`. A pause that is under way is not made longer. */
  pause(ms: number): Promise<void> {
    this.#pause ??= this.#away(ms).finally(() => {
      this.#pause = undefined;
    });
    return this.#pause;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#stop();
    await this.server.close();
  }

  async #away(ms: number): Promise<void> {
    await this.#stop();
    await sleep(ms, undefined, { ref: false });
    if (!this.#closed) await this.#listen();
  }

  async #listen(): Promise<void> {
    const { server } = this.server;
    server.listen(this.#port, this.host);
    await once(server, "listening");
  }

  async #stop(): Promise<void> {
    const { server } = this.server;
    if (!server.listening) return;
    const stopped = once(server, "close");
    server.close();
    server.closeAllConnections();
    await stopped;
  }
}
