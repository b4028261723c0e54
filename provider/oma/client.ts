import { type Clock, systemClock } from "../time.js";
import { type ItemResult, itemResults } from "./batch.js";
import { type OmaConfig, withDefaults } from "./config.js";
import { OmaDeadlineError, OmaError } from "./errors/index.js";
import { Counters, type Counts } from "./events/counters.js";
import type { Listener, OmaEvent, WaitingFor } from "./events/event.js";
import { logListener } from "./events/sinks.js";
import { installedApi, spanListener } from "./events/telemetry.js";
import { AdaptiveLimiter } from "./flow/adaptive-limiter.js";
import { DomainQueues } from "./flow/domain-queues.js";
import { Outage } from "./flow/outage.js";
import { type Outcome, outcomeOf, retryAfterMs } from "./flow/outcome.js";
import { defaultRetryPolicy, type RetryContext, type RetryPolicy, withRetry } from "./flow/retry.js";
import { RetryBudget } from "./flow/retry-budget.js";
import { Verdict } from "./flow/verdict.js";
import type { OmaResponse } from "./http/response.js";
import type { Moment } from "./http/server-clock.js";
import { HttpTransport, type Transport } from "./http/transport.js";
import type { BatchName, Fields, MethodName, RequestOf, ResponseOf, RowOf, SearchName } from "./methods/index.js";
import { type Operation, operation } from "./operation.js";
import { rowsOf } from "./search.js";
import { Session } from "./session.js";

/** What a test, or a caller with needs of its own, puts in the place of the client's usual parts. */
export interface ClientOverrides {
  /** Default: HTTP. */
  readonly transport?: Transport;
  /** Default: the clock of this machine. */
  readonly clock?: Clock;
  /** They hear of every event, after the client's own listeners. Default: none. */
  readonly listeners?: readonly Listener[];
}

/**
 * Calls OMA methods by name.
 *
 * Share one client between all callers of a process that use the same account. Each client has a session token,
 * connections, a limiter, and a memory of an outage and of refused credentials of its own.
 */
export class OmaClient {
  readonly #session: Session;
  readonly #transport: Transport;
  readonly #retryContext: RetryContext;
  readonly #verdict = new Verdict();
  readonly #outage: Outage;
  readonly #queues: DomainQueues | undefined;
  readonly #limiter: AdaptiveLimiter | undefined;
  readonly #deadlineMs: number;
  readonly #counters = new Counters();
  readonly #listeners: readonly Listener[];
  readonly #clock: Clock;
  /** Tells the operations of two clients apart in one log. */
  readonly #name: string;
  #operations = 0;

  /**
   * Sends nothing yet.
   *
   * @throws OmaConfigError when `caFile` cannot be read.
   */
  constructor(config: OmaConfig, policy: RetryPolicy = defaultRetryPolicy, overrides: ClientOverrides = {}) {
    const { parallel, deadlineMs } = withDefaults(config);
    const clock = overrides.clock ?? systemClock;
    this.#clock = clock;
    this.#deadlineMs = deadlineMs;
    const outage = new Outage(policy, clock, this.#verdict);
    this.#outage = outage;
    this.#retryContext = { policy, budget: new RetryBudget(), outage, clock };
    if (config.pace !== "off") {
      this.#queues = new DomainQueues(policy, clock);
      this.#limiter = new AdaptiveLimiter(parallel, policy, clock);
    }
    const transport = overrides.transport ?? new HttpTransport(config, clock);
    this.#transport = transport;
    const authentication = { user: config.user };
    this.#session = new Session(
      config,
      {
        post: (method, body, details, deadline) =>
          outage.during(details, deadline, () => transport.post(method, body, details, deadline)),
      },
      (attempt) => this.#run(this.#operation("authenticate", authentication), attempt),
      clock,
      this.#verdict,
    );
    const telemetry = installedApi();
    this.#listeners = [
      this.#counters.count,
      ...(config.log === undefined ? [] : [logListener(config.log)]),
      ...(telemetry === undefined ? [] : [spanListener(telemetry)]),
      ...(overrides.listeners ?? []),
    ];
    this.#name = Math.floor(clock.random() * 0x10000).toString(16);
  }

  /** Totals over all calls so far. */
  get counts(): Readonly<Counts> {
    return this.#counters.read();
  }

  /**
   * Sends one call, and retries it where that is safe.
   *
   * @param method a method that the sources describe, or any other name.
   * @param fields the request without `credentials`, which the client adds.
   * @returns the response, whose `success` is true.
   * @throws OmaApiError with the service's number when it refuses the call; OmaCredentialsError when it refuses the
   * credentials; OmaConnectionError, OmaHttpError or OmaDeadlineError when it did nothing; OmaNoAnswerError for a read
   * without a usable response; OmaOutcomeUnknownError when it may have carried out the write; OmaNotSentError when an earlier
   * error has ended the run; OmaError with the code OMA_NO_TOKEN when it gave no session token.
   */
  call<Name extends MethodName>(method: Name, fields: RequestOf<Name>): Promise<ResponseOf<Name> & OmaResponse>;
  call<Name extends string>(method: Name extends MethodName ? never : Name, fields?: Fields): Promise<OmaResponse>;
  call(method: string, fields: Fields = {}): Promise<OmaResponse> {
    const op = this.#operation(method, fields);
    return this.#run(op, (deadline) => this.#attempt(op, deadline)).catch((error: unknown) => {
      throw this.#verdict.toldBy(op.details, error);
    });
  }

  /**
   * All rows of a search, page by page. See {@link rowsOf} for rows that move meanwhile.
   *
   * @param fields may ask for another order than the one that keeps rows in place between pages.
   * @param pageSize rows per page, from 2. Default: 200.
   * @throws what {@link call} throws; OmaError with the code OMA_SEARCH_UNSTABLE when rows move faster than the client reads
   * them.
   */
  search<Name extends SearchName>(
    method: Name,
    fields: Omit<RequestOf<Name>, "range">,
    pageSize?: number,
  ): AsyncGenerator<RowOf<Name>> {
    const page = (window: Fields) => this.call<string>(method, { ...window, ...fields });
    return rowsOf(method, page, pageSize) as AsyncGenerator<RowOf<Name>>;
  }

  /**
   * Sends one call on many items.
   *
   * @returns the outcome of each item, in the order of the request.
   * @throws what {@link call} throws.
   */
  async each(method: BatchName, fields: RequestOf<BatchName>): Promise<ItemResult[]> {
    return itemResults(method, fields, await this.call<string>(method, fields));
  }

  /** The service's clock now, as far as its responses have told it; undefined as long as none has. */
  serverTime(): Moment | undefined {
    return this.#transport.serverClock?.at(this.#clock.now());
  }

  /** Closes all connections. Calls that are under way fail. */
  close(): void {
    this.#transport.close?.();
  }

  #operation(method: string, fields: Fields): Operation {
    this.#operations += 1;
    return operation(`${this.#name}-${this.#operations}`, method, fields);
  }

  /** Runs an operation to its end with all its retries, and reports it to the listeners. */
  async #run<T>(op: Operation, attempt: (deadline: number) => Promise<T>): Promise<T> {
    const { id, method, details } = op;
    const about = { id, method, object: details.object };
    const startedAt = this.#clock.now();
    const deadline = startedAt + this.#deadlineMs;
    let attempts = 0;
    const end = (error?: unknown) => {
      const { code, number } = error instanceof OmaError ? error : { code: "OMA_BUG", number: undefined };
      const outcome = error === undefined ? { outcome: "ok" } : { outcome: code, number };
      this.#emit({ ...about, type: "end", attempt: attempts, durationMs: this.#clock.now() - startedAt, ...outcome });
    };
    this.#emit({ ...about, type: "start" });
    try {
      const value = await withRetry(
        { method, deadline },
        this.#retryContext,
        (nth) => {
          attempts = nth;
          return attempt(deadline);
        },
        (nth, { code, number }, pauseMs) =>
          this.#emit({ ...about, type: "retry", attempt: nth, outcome: code, number, pauseMs }),
      );
      end();
      return value;
    } catch (error) {
      end(error);
      throw error;
    }
  }

  /** One attempt: first a session, then for a write the queue of its domain, then a permit among all calls. */
  async #attempt(op: Operation, deadline: number): Promise<OmaResponse> {
    const { domain, traits } = op;
    const session = this.#session.open();
    if (session instanceof Promise) await this.#waited(op, "session", session);
    const queues = traits.effect === "write" && domain !== "" ? this.#queues : undefined;
    const turn = queues?.acquire(domain);
    if (turn !== undefined) await this.#waited(op, "domain queue", turn);
    let metLock = false;
    try {
      return await this.#withPermit(op, () => this.#send(op, deadline));
    } catch (error) {
      metLock = outcomeOf(error) === "contended";
      throw error;
    } finally {
      queues?.release(domain, metLock);
    }
  }

  async #withPermit(op: Operation, send: () => Promise<OmaResponse>): Promise<OmaResponse> {
    if (this.#limiter === undefined) return send();
    const acquired = this.#limiter.acquire(op.domain);
    const permit = acquired instanceof Promise ? await this.#waited(op, "permit", acquired) : acquired;
    const wasCalm = this.#outage.watch();
    let outcome: Outcome = "served";
    let holdMs = 0;
    try {
      const response = await send();
      // A response that waited for the end of an outage says nothing about the load.
      if (!wasCalm()) outcome = "unanswered";
      return response;
    } catch (error) {
      outcome = outcomeOf(error);
      holdMs = retryAfterMs(error);
      throw error;
    } finally {
      this.#limiter.release(permit, outcome, holdMs);
    }
  }

  #send({ method, fields, details }: Operation, deadline: number): Promise<OmaResponse> {
    // The client checks the deadline here alone: a permit comes in the time of a few calls, and each has its own time-outs.
    if (this.#clock.now() >= deadline) throw new OmaDeadlineError("no permit", details);
    return this.#session.post(method, fields, details, deadline);
  }

  async #waited<T>({ id, method, details }: Operation, waitingFor: WaitingFor, coming: Promise<T>): Promise<T> {
    const since = this.#clock.now();
    try {
      return await coming;
    } finally {
      const durationMs = this.#clock.now() - since;
      this.#emit({ id, method, object: details.object, type: "wait", waitingFor, durationMs });
    }
  }

  #emit(event: OmaEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
