import { type Clock, systemClock } from "../time.js";
import { type OmaConfig, withDefaults } from "./config.js";
import { OmaDeadlineError, OmaError } from "./errors/index.js";
import { Counters, type Counts } from "./events/counters.js";
import type { Listener, OmaEvent, WaitingFor } from "./events/event.js";
import { logListener } from "./events/sinks.js";
import { installedApi, spans } from "./events/telemetry.js";
import { type Load, Pace, type Turn } from "./flow/adaptive-limiter.js";
import { Lanes } from "./flow/domain-queues.js";
import { loadOf } from "./flow/outcome.js";
import { defaultRetryPolicy, type Repeating, type RetryPolicy, retryAfterOf, withRetry } from "./flow/retry.js";
import { RetryBudget } from "./flow/retry-budget.js";
import type { Moment } from "./http/server-clock.js";
import { type Answer, httpTransport, type Transport } from "./http/transport.js";
import { type ItemResult, itemResults } from "./items.js";
import type { Fields, ItemsName, MethodName, RequestOf, ResponseOf, RowOf, SearchName } from "./methods/index.js";
import { type Operation, operation } from "./operation.js";
import { rowsOf } from "./search.js";
import { Session } from "./session.js";

/** What a test, or a caller with wishes of its own, puts in the place of the usual parts. */
export interface Parts {
  readonly transport?: Transport;
  readonly time?: Clock;
  readonly listeners?: readonly Listener[];
}

/**
 * Calls OMA methods by name.
 *
 * One client is meant to be shared by everything in a process that uses the same account: its session token, its
 * connections, its pace and the memory of refused credentials are per client.
 */
export class OmaClient {
  readonly #session: Session;
  readonly #transport: Transport;
  readonly #repeating: Repeating;
  readonly #lanes: Lanes | undefined;
  readonly #pace: Pace | undefined;
  readonly #deadlineMs: number;
  readonly #counters = new Counters();
  readonly #listeners: readonly Listener[];
  readonly #time: Clock;
  readonly #name: string;
  #operations = 0;

  constructor(config: OmaConfig, policy: RetryPolicy = defaultRetryPolicy, parts: Parts = {}) {
    const { parallel, deadlineMs } = withDefaults(config);
    const time = parts.time ?? systemClock;
    this.#time = time;
    this.#deadlineMs = deadlineMs;
    this.#repeating = { policy, budget: new RetryBudget(), time };
    if (config.pace !== "off") {
      this.#lanes = new Lanes(policy, time);
      this.#pace = new Pace(parallel, policy, time);
    }
    this.#transport = parts.transport ?? httpTransport(config, time);
    const authentication = { user: config.user };
    this.#session = new Session(
      config,
      this.#transport,
      (attempt) => this.#watched(this.#operation("authenticate", authentication), attempt),
      time,
    );
    const telemetry = installedApi();
    this.#listeners = [
      this.#counters.count,
      ...(config.log === undefined ? [] : [logListener(config.log)]),
      ...(telemetry === undefined ? [] : [spans(telemetry)]),
      ...(parts.listeners ?? []),
    ];
    // What tells the operations of two clients apart in one log.
    this.#name = Math.floor(time.random() * 0x10000).toString(16);
  }

  /** Totals over all calls so far. */
  get counts(): Readonly<Counts> {
    return this.#counters.read();
  }

  /**
   * Sends one call, without `credentials`, which are added.
   *
   * @returns the answer, whose `success` is true.
   * @throws OmaApiError with the service's number; OmaCredentialsError, OmaConnectionError, OmaHttpError,
   * OmaOutcomeUnknownError or OmaDeadlineError for the rest.
   */
  call<Name extends MethodName>(method: Name, fields: RequestOf<Name>): Promise<ResponseOf<Name> & Answer>;
  call<Name extends string>(method: Name extends MethodName ? never : Name, fields?: Fields): Promise<Answer>;
  call(method: string, fields: Fields = {}): Promise<Answer> {
    const op = this.#operation(method, fields);
    return this.#watched(op, (deadline) => this.#attempt(op, deadline));
  }

  /** All rows of a search, page by page. For what happens to rows that move meanwhile, see {@link rowsOf}. */
  search<Name extends SearchName>(
    method: Name,
    fields: Omit<RequestOf<Name>, "range" | "sort">,
    pageSize?: number,
  ): AsyncGenerator<RowOf<Name>> {
    const page = (range: object) => this.call<string>(method, { ...fields, ...range });
    return rowsOf(method, page, pageSize) as AsyncGenerator<RowOf<Name>>;
  }

  /** A call on many items, with the outcome of each. */
  async each<Name extends ItemsName>(method: Name, fields: RequestOf<Name>): Promise<ItemResult[]> {
    return itemResults(method, fields, await this.call<string>(method, fields as Fields));
  }

  /** The service's clock just now, as far as its answers have told it. */
  serverTime(): Moment | undefined {
    return this.#transport.clock?.at(this.#time.now());
  }

  /** Lets go of idle connections. Calls that are under way fail. */
  close(): void {
    this.#transport.close?.();
  }

  #operation(method: string, fields: Fields): Operation {
    this.#operations += 1;
    return operation(`${this.#name}-${this.#operations}`, method, fields);
  }

  /** Runs an operation to its end, repeating it where that is safe, and tells the listeners. */
  async #watched<T>(op: Operation, attempt: (deadline: number) => Promise<T>): Promise<T> {
    const { id, method, details } = op;
    const about = { id, method, object: details.object };
    const started = this.#time.now();
    const deadline = started + this.#deadlineMs;
    let attempts = 0;
    const end = (error?: unknown) => {
      const { code, number } = error instanceof OmaError ? error : { code: "OMA_BUG", number: undefined };
      const outcome = error === undefined ? { outcome: "ok" } : { outcome: code, number };
      this.#tell({ ...about, type: "end", attempt: attempts, durationMs: this.#time.now() - started, ...outcome });
    };
    this.#tell({ ...about, type: "start" });
    try {
      const value = await withRetry(
        { method, effect: op.traits.effect, deadline },
        this.#repeating,
        (nth) => {
          attempts = nth;
          return attempt(deadline);
        },
        (nth, { code, number }, pauseMs) =>
          this.#tell({ ...about, type: "retry", attempt: nth, outcome: code, number, pauseMs }),
      );
      end();
      return value;
    } catch (error) {
      end(error);
      throw error;
    }
  }

  /** One attempt: a session, then the domain's lane for a write, then a turn among all calls. */
  async #attempt(op: Operation, deadline: number): Promise<Answer> {
    const { domain, traits } = op;
    const secret = this.#session.open();
    if (secret instanceof Promise) await this.#waited(op, "a session", secret);
    const lane = traits.effect === "write" && domain !== "" ? this.#lanes : undefined;
    const entering = lane?.enter(domain);
    if (entering !== undefined) await this.#waited(op, "its domain", entering);
    let metLock = false;
    try {
      return await this.#inTurn(op, deadline);
    } catch (error) {
      metLock = loadOf(error) === "contended";
      throw error;
    } finally {
      lane?.leave(domain, metLock);
    }
  }

  async #inTurn(op: Operation, deadline: number): Promise<Answer> {
    // A write is cut by the time-outs of a request alone: given up at its deadline it would leave an outcome that nobody
    // knows, where a little more waiting gives an answer.
    const answerBy = op.traits.effect === "read" ? deadline : undefined;
    const send = () => {
      // Looked at here alone: a turn comes in the time of a few calls, each of which has its own time-outs.
      if (this.#time.now() > deadline) throw new OmaDeadlineError(this.#deadlineMs, op.details);
      return this.#session.post(op.method, op.fields, op.details, answerBy);
    };
    if (this.#pace === undefined) return send();
    const entering = this.#pace.enter(op.domain);
    const turn: Turn = entering instanceof Promise ? await this.#waited(op, "its turn", entering) : entering;
    let load: Load = "fine";
    let holdMs = 0;
    try {
      return await send();
    } catch (error) {
      load = loadOf(error);
      holdMs = retryAfterOf(error);
      throw error;
    } finally {
      this.#pace.leave(turn, load, holdMs);
    }
  }

  async #waited<T>({ id, method, details }: Operation, waitingFor: WaitingFor, coming: Promise<T>): Promise<T> {
    const since = this.#time.now();
    try {
      return await coming;
    } finally {
      const durationMs = this.#time.now() - since;
      this.#tell({ id, method, object: details.object, type: "wait", waitingFor, durationMs });
    }
  }

  #tell(event: OmaEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
