/** A call over HTTP, as it goes through the service. */
export interface ObservedCall {
  /** The first call to a method after the start is 1; answers 400 and 404 are no calls. */
  readonly number: number;
  readonly method: string;
  readonly object: string;
  /** before: nothing has changed yet. after: what changed is kept, and the answer has not been sent. */
  readonly phase: "before" | "after";
}

/** What a test does at the boundary of a call. The call waits for it. */
export type CallHook = (call: ObservedCall) => void | Promise<void>;

export class CallHooks {
  readonly #hooks = new Set<CallHook>();

  /** Returns what takes the hook away again. */
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
