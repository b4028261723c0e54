/** What a call waits for before it is sent. */
export type WaitingFor = "a session" | "its domain" | "its turn";

interface About {
  /** The same for all that happens to one operation. */
  readonly id: string;
  readonly method: string;
  readonly object?: string | undefined;
}

/**
 * What happens to calls. Has no member that could hold a request or an answer, so no sink has to take anything out.
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
      readonly number?: number | undefined;
      readonly pauseMs: number;
    })
  | (About & {
      readonly type: "end";
      readonly attempt: number;
      readonly durationMs: number;
      /** "ok" or the code of the error. */
      readonly outcome: string;
      readonly number?: number | undefined;
    });

export type Listener = (event: OmaEvent) => void;
