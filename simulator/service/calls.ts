import { setTimeout as sleep } from "node:timers/promises";
import type { Behaviours } from "../behaviours/switches.js";
import { BusyObjects, Locks, lockedDomain, RateLimit } from "../faults/contention.js";
import type { When } from "../faults/fault.js";
import type { Faults } from "../faults/faults.js";
import { Hits } from "../faults/hits.js";
import type { StaleReads } from "../faults/stale-reads.js";
import { mutates } from "../methods/method.js";
import { errorBody } from "../wire/errors.js";
import type { JsonObject } from "../wire/json.js";
import type { CallHooks } from "./call-hooks.js";
import type { Arrival } from "./raw-request.js";
import { failure, type HttpAnswer, proxyFailure, RESET, type Reply, textOf } from "./reply.js";
import type { Incoming, ReadCall, Service } from "./service.js";

/** What calls need of the process around the service. */
export interface Surroundings {
  /** Waits until every change so far is kept. Undefined when it is. Rejects when it cannot be kept. */
  kept(): Promise<void> | undefined;
  /** Stops the service for `downMs` and cuts all connections. */
  restart(downMs: number): void;
}

/** One call under way. */
interface Running {
  incoming: Incoming & { call: ReadCall };
  at: number;
  arrival: Arrival;
  hits: Hits;
  /** The life of the service in which it began: a restart begins another. */
  life: number;
  /** Functions to run at its end. */
  release: (() => void)[];
}

/** `answer`: what the service answers. `reply`: what the client gets of it. */
interface Outcome {
  answer: HttpAnswer;
  reply: Reply;
}

const NO_ANSWER: HttpAnswer = { status: 0, body: {} };

/** Runs calls that come over HTTP, with the faults that hit them. */
export class Calls {
  readonly #locks = new Locks();
  readonly #busy = new BusyObjects();
  readonly #rate = new RateLimit();
  #count = 0;
  #life = 0;

  constructor(
    private readonly service: Service,
    private readonly faults: Faults,
    private readonly hooks: CallHooks,
    private readonly stale: StaleReads,
    private readonly around: Surroundings,
  ) {}

  has(method: string): boolean {
    return this.service.has(method);
  }

  now(): number {
    return this.service.now();
  }

  get failureBody(): Behaviours["failureBody"] {
    return this.service.behaviours.failureBody;
  }

  /** Forgets what ends with a process. Calls under way are not completed. */
  interrupt(): void {
    this.#life++;
    this.stale.clear();
    this.#locks.clear();
    this.#busy.clear();
    this.#rate.clear();
  }

  /** Notes a request that reaches no method, and gives its answer back. `name`: the method that it names, or "". */
  unanswered(name: string, answer: HttpAnswer, arrival: Arrival): HttpAnswer {
    this.service.note(name, answer, arrival);
    return answer;
  }

  async answer(name: string, arrival: Arrival): Promise<Reply> {
    const at = this.service.now();
    const incoming = this.service.read(name, arrival.body);
    if (incoming.answer) {
      this.service.log(incoming, at, incoming.answer, arrival);
      return incoming.answer;
    }
    const hits = new Hits(this.faults.take(name, incoming.object, mutates(incoming.call.method)));
    const running: Running = { incoming, at, arrival, hits, life: this.#life, release: [] };
    let outcome: Outcome = { answer: failure(500), reply: failure(500) };
    try {
      outcome = await this.#outcome(running, ++this.#count);
      return outcome.reply;
    } finally {
      for (const release of running.release) release();
      this.service.log(incoming, at, outcome.answer, arrival, hits.names);
    }
  }

  async #outcome(running: Running, number: number): Promise<Outcome> {
    const { incoming, hits, life } = running;
    const observed = { number, method: incoming.name, object: incoming.object };
    if (this.hooks.any) await this.hooks.run({ ...observed, phase: "before" });
    await hits.delay("before");
    const first = this.#cut(hits, "before");
    if (first) return { answer: first.status === 0 ? NO_ANSWER : { status: first.status, body: {} }, reply: first };

    const refused = this.#refused(running);
    const hold = refused === undefined && mutates(incoming.call.method) ? hits.find("lock")?.hold_ms : undefined;
    if (hold !== undefined) await sleep(hold);
    if (this.#life !== life) return { answer: NO_ANSWER, reply: RESET };

    const answer = { status: 200, body: refused === undefined ? this.#perform(running) : errorBody(refused) };
    await this.around.kept();
    if (this.hooks.any) await this.hooks.run({ ...observed, phase: "after" });
    await hits.delay("after");
    if (this.#life !== life) return { answer, reply: RESET };
    return { answer, reply: this.#cut(hits, "after") ?? spoilt(answer, hits) };
  }

  /** The reply of a fault that replaces the whole answer. */
  #cut(hits: Hits, when: When): Reply | undefined {
    const restart = hits.at("restart", when);
    if (restart) this.around.restart(restart.down_ms ?? 0);
    if (restart || hits.at("reset", when)) return RESET;
    const status = hits.at("status", when);
    return status && proxyFailure(status.status);
  }

  /** The number that a fault or another call makes the service refuse this call with. */
  #refused({ incoming, hits, release }: Running): number | undefined {
    const { object, call } = incoming;
    const now = performance.now();
    for (const { id, fault } of hits.all("rate")) {
      const leave = this.#rate.enter(id, fault, now);
      if (!leave) return 20;
      release.push(leave);
    }
    const number = hits.find("refuse")?.error_number;
    if (number !== undefined) return number;
    if (this.#busy.has(object, now)) return 22;
    const domain = mutates(call.method) && hits.find("lock") ? lockedDomain(object) : undefined;
    if (domain !== undefined) {
      const unlock = this.#locks.take(domain);
      if (!unlock) return 25;
      release.push(unlock);
    }
    return undefined;
  }

  #perform({ incoming, at, arrival, hits }: Running): JsonObject {
    const { service, stale } = this;
    const { call, object } = incoming;
    const { source } = arrival;
    if (hits.find("expire_tokens")) service.change(() => service.sessions.expireAll());
    if (!mutates(call.method)) {
      const view = stale.view(object, call.method.name.startsWith("search_"));
      const body = service.perform(call, at, source, view);
      if (view) stale.release();
      return body;
    }
    const reads = hits.find("stale")?.reads;
    const write = () => service.perform(call, at, source);
    const body = reads === undefined ? write() : stale.hold(service.store, object, reads, write);
    const busy = hits.find("busy");
    if (busy && body.success !== false) this.#busy.mark(object, performance.now() + busy.busy_ms);
    return body;
  }
}

/** The answer as a fault damages it. */
function spoilt(answer: HttpAnswer, hits: Hits): Reply {
  const slow = hits.find("slow");
  if (slow) return { ...answer, delivery: { kind: "slow", bytes: slow.bytes, everyMs: slow.every_ms } };
  if (hits.find("half")) return { ...answer, delivery: { kind: "half" } };
  if (hits.find("broken_json")) return { ...answer, body: textOf(answer.body).slice(0, -1) };
  const mistyped = hits.find("content_type");
  return mistyped ? { ...answer, contentType: mistyped.content_type ?? "text/html" } : answer;
}
