/** A call over HTTP. */
export interface ObservedCall {
  /** Counts the calls since the start, from 1. Requests that are answered 400 or 404 are not counted. */
  readonly number: number;
  readonly method: string;
  readonly object: string;
  /** before: the call has changed nothing yet. after: the change is kept, and the answer is not sent yet. */
  readonly phase: "before" | "after";
}

/** What a test does right before and right after a call. The call waits for it. */
export type CallHook = (call: ObservedCall) => void | Promise<void>;

export class CallHooks {
  readonly #hooks = new Set<CallHook>();

  /** Returns the function that removes the hook. */
  add(hook: CallHook): () => void {
    this.#hooks.add(hook);
    return () => this.#hooks.delete(hook);
  }

  async run(call: ObservedCall): Promise<void> {
    for (const hook of this.#hooks) await hook(call);
  }

  get any(): boolean {
    return this.#hooks.size > 0;
  }
}
