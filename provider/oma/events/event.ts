/**
 * What a call waits for before the client sends it: for a session token, for the queue of its domain, or for a permit of the
 * adaptive limiter.
 */
export type WaitingFor = "session" | "domain queue" | "permit";

interface About {
  /** The same for all that happens to one operation. */
  readonly id: string;
  readonly method: string;
  /** An address, a domain, a brand or a company. */
  readonly object?: string | undefined;
}

/**
 * What happens to an operation: it starts, it waits, the client retries it, and it ends. An event has no member that could
 * hold a request or a response, so no listener has to take anything out. Durations are in milliseconds.
 */
export type OmaEvent =
  | (About & { readonly type: "start" })
  | (About & { readonly type: "wait"; readonly waitingFor: WaitingFor; readonly durationMs: number })
  | (About & {
      readonly type: "retry";
      /** The attempt that failed, from 1. */
      readonly attempt: number;
      /** Code of its error. */
      readonly outcome: string;
      /** OMA error number, when the service answered with one. */
      readonly number?: number | undefined;
      readonly pauseMs: number;
    })
  | (About & {
      readonly type: "end";
      /** How many attempts there were. */
      readonly attempt: number;
      readonly durationMs: number;
      /** "ok", or the code of the error. */
      readonly outcome: string;
      /** OMA error number, when the service answered with one. */
      readonly number?: number | undefined;
    });

/** Called at once and in order, on the way of the call: it must be quick and must not throw. */
export type Listener = (event: OmaEvent) => void;
