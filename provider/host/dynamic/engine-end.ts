import type { Readable } from "node:stream";

/** What is open as long as the host waits for calls: its server, and the streams that lead to the engine. */
const alwaysOpen: ReadonlySet<string> = new Set(["TCPServerWrap", "PipeWrap", "TTYWrap", "FSReqCallback"]);
const lookAgainMs = 1_000;

/** The process that a provider runs in, as far as its end is concerned. */
export interface Ending {
  /** The kinds of resources that keep the process alive. */
  getActiveResourcesInfo(): string[];
  exit(code: number): void;
}

/**
 * Ends a process of the host whose engine has died. An engine that ends in good order ends the host too; one that was killed
 * leaves it behind, with its server listening for ever.
 *
 * Nothing is cut short: calls of this provider run to their end, so that a write that was begun is carried out as
 * `oma recover` expects it, and another provider in the same process keeps it alive as long as anything of it is open.
 */
export class EngineEnd {
  #underWay = 0;
  #isGone = false;

  constructor(private readonly process: Ending) {}

  /** @param input standard input of the process: the engine holds its other end, and the system closes that when it dies. */
  watch(input: Readable): void {
    input.once("end", () => this.#engineIsGone());
    input.once("error", () => this.#engineIsGone());
    input.resume();
  }

  /** Counts a call of the engine as under way until it settles. */
  async during<T>(call: () => Promise<T>): Promise<T> {
    this.#underWay += 1;
    try {
      return await call();
    } finally {
      this.#underWay -= 1;
    }
  }

  #engineIsGone(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    this.#endWhenIdle();
  }

  #endWhenIdle(): void {
    const isIdle = this.#underWay === 0 && this.process.getActiveResourcesInfo().every((kind) => alwaysOpen.has(kind));
    if (isIdle) this.process.exit(0);
    // Unreferenced, or the timer would be what keeps the process alive.
    else setTimeout(() => this.#endWhenIdle(), lookAgainMs).unref();
  }
}
