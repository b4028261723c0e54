/** A refusal to come: answered in place of the method, without touching what the service holds. */
export interface Fault {
  error_number: number;
  /** Only calls of this method; any when left out. */
  method?: string;
  /** Only calls about this object, as the request log names it; any when left out. */
  object?: string;
  /** How many matching calls; 1 when left out. */
  times?: number;
}

export class Faults {
  #pending: Array<Fault & { times: number }> = [];

  next(fault: Fault): void {
    this.#pending.push({ ...fault, times: fault.times ?? 1 });
  }

  clear(): void {
    this.#pending = [];
  }

  /** The number to answer with, if this call is to fail; uses up one of the times. */
  take(method: string, object: string | undefined): number | undefined {
    const fault = this.#pending.find(
      (candidate) =>
        (candidate.method === undefined || candidate.method === method) &&
        (candidate.object === undefined || candidate.object.toLowerCase() === object?.toLowerCase()),
    );
    if (!fault) return undefined;
    fault.times--;
    if (fault.times <= 0) this.#pending = this.#pending.filter((other) => other !== fault);
    return fault.error_number;
  }
}
