import { authenticated, type Credentials, type Login, readCredentials } from "../auth/credentials.js";
import { Sessions } from "../auth/sessions.js";
import type { Behaviours } from "../behaviours/switches.js";
import { readFields } from "../methods/fields.js";
import { METHODS } from "../methods/index.js";
import { type Method, mutates } from "../methods/method.js";
import type { RowChange } from "../store/journal.js";
import type { User } from "../store/objects.js";
import { Store } from "../store/store.js";
import { ApiError, type ErrorBody, errorBody } from "../wire/errors.js";
import { isObject, type Json, type JsonObject, parsedObject, throughTheWire } from "../wire/json.js";
import { maskedRequest } from "../wire/masking.js";
import { AuditTrail } from "./audit.js";
import { type Arrival, RawRequest } from "./raw-request.js";
import { failure, type HttpAnswer, unknownMethod } from "./reply.js";
import { type LogEntry, RequestLog } from "./request-log.js";

/** What the log keeps of a request. */
interface Logged {
  /** The method that it names. */
  readonly name: string;
  /** Its body. Undefined when it is not a JSON object. */
  readonly request: JsonObject | undefined;
  readonly object: string;
}

/** A request that came over HTTP: a call, or the answer to a request that is not a call. */
export type Incoming = Logged & ({ call: ReadCall; answer?: never } | { call?: never; answer: HttpAnswer });

export interface ReadCall {
  readonly method: Method;
  readonly credentials: Credentials;
  readonly fields: JsonObject;
}

/**
 * The service without its transport. It checks in this order: envelope (400), method (404), credentials, field
 * formats (5), role (9), and then what the handler checks.
 */
export class Service {
  readonly store = new Store();
  readonly sessions = new Sessions(this.store.sessions);
  readonly requests = new RequestLog();
  readonly #audit = new AuditTrail();

  constructor(
    readonly behaviours: Readonly<Behaviours>,
    readonly now: () => number,
    /** Called with every change of the store, before its call is answered. */
    private readonly changed: (changes: RowChange[]) => void,
  ) {}

  has(method: string): boolean {
    return this.#method(method) !== undefined;
  }

  /** Notes a request that reaches no method. `name`: the method that it names, or "". */
  note(name: string, answer: HttpAnswer, arrival: Arrival): void {
    this.log({ name, request: parsedObject(arrival.body), object: "" }, this.now(), answer, arrival);
  }

  /** Reads a request that came over HTTP, without looking at what the service holds. */
  read(name: string, payload: unknown): Incoming {
    const request = parsedObject(payload);
    if (!request) return { name, request: undefined, object: "", answer: failure(400) };
    const { credentials: given, ...fields } = request;
    const credentials = readCredentials(given);
    const method = this.#method(name);
    const incoming = { name, request, object: (method && objectOf(method, fields)) ?? "" };
    const malformed = this.behaviours.malformedCredentials;
    if (!credentials && malformed === "http400") return { ...incoming, answer: failure(400) };
    if (!method) return { ...incoming, answer: unknownMethod() };
    if (!credentials) return { ...incoming, answer: { status: 200, body: errorBody(Number(malformed)) } };
    return { ...incoming, call: { method, credentials, fields } };
  }

  /** Runs a call. `view`: a store with an earlier state, to read instead of the present one. */
  perform({ method, credentials, fields }: ReadCall, at: number, source: string | undefined, view?: Store): JsonObject {
    const { store, sessions, behaviours } = this;
    return this.#recorded(() => {
      let login: Login;
      try {
        login = authenticated(credentials, store, sessions, at, behaviours, source);
      } catch (error) {
        return refusal(error, behaviours);
      }
      if (!mutates(method)) this.#write();
      const user = view?.user(login.user.name) ?? login.user;
      return this.#run(method, fields, { ...login, user, client: credentials.client }, at, view);
    });
  }

  /** Runs a method for a user without credentials, faults or log. Throws when the method does not exist. */
  call(name: string, fields: JsonObject, caller: User): JsonObject {
    const method = this.#method(name);
    if (!method) throw new Error(`unknown method \`${name}\``);
    const from = { user: caller, secondFactor: false, client: "" };
    const run = () => this.#run(method, throughTheWire(fields), from, this.now());
    return throughTheWire(mutates(method) ? this.#recorded(run) : run());
  }

  /** Question 3: the brand calls whose names begin with an underscore may also answer without it. */
  #method(name: string): Method | undefined {
    return METHODS.get(name) ?? (this.behaviours.plainBrandCalls === "known" ? METHODS.get(`_${name}`) : undefined);
  }

  /** Runs a change of the store, and reports what it changed. */
  change<T>(work: () => T): T {
    return this.#recorded(work);
  }

  #recorded<T>(work: () => T): T {
    this.store.journal.begin();
    try {
      return work();
    } finally {
      this.#write();
    }
  }

  #write(): void {
    const changes = this.store.journal.end();
    if (changes.length > 0) this.changed(changes);
  }

  #run(method: Method, sent: JsonObject, from: Login & { client: string }, at: number, view?: Store): JsonObject {
    const { sessions, behaviours } = this;
    const store = view ?? this.store;
    const { user: caller, secondFactor, client } = from;
    try {
      const fields = readFields(method.requestRead ?? method.request, sent, behaviours);
      const allowed =
        method.roles === "anyone" || (caller.role !== undefined && method.roles.includes(caller.role.name));
      if (!allowed) throw new ApiError(9);
      const answer = method.handle({ fields, caller, secondFactor, client, at, store, sessions, behaviours });
      // An echoed request may have a member `success` of its own (question 55).
      const success = method.name === "echo" && !behaviours.echoSuccess ? {} : { success: true };
      return { ...success, ...answer, ...this.#auditOf(method, at) };
    } catch (error) {
      const isAudited = behaviours.failureAudit === "changes" || method.name === behaviours.failureAudit;
      const { error: text, ...others } = refusal(error, behaviours);
      // The text comes last, and only the audit id after it (CLI-PY).
      return { ...others, error: text, ...(isAudited ? this.#auditOf(method, at) : {}) };
    }
  }

  #auditOf({ audited }: Method, at: number): { audit?: string } {
    return audited && this.behaviours.audit === "changes" ? { audit: this.#audit.next(at) } : {};
  }

  log(
    { name, request, object }: Logged,
    at: number,
    answer: HttpAnswer,
    arrival: Arrival,
    faults: string[] = [],
  ): void {
    const safe = request && maskedRequest(request);
    const { credentials, attributes, ...fields } = safe ?? {};
    const caller = isObject(credentials) ? credentials : {};
    const { status, body } = answer;
    const raw = new RawRequest(arrival, safe);
    const entry: LogEntry = {
      at,
      method: name,
      object,
      user: textOr(caller.user, ""),
      client: textOr(caller.client, ""),
      attributes: isObject(attributes) ? attributes : undefined,
      fields: isObject(attributes) || attributes === undefined ? fields : { ...fields, attributes },
      createOnly: request?.create_only === true || request?.create_only === 1,
      status,
      outcome: status !== 200 ? null : body.success === false ? Number(body.error_number) : "ok",
      ...(faults.length > 0 ? { faults } : {}),
      get raw() {
        return raw.text();
      },
    };
    this.requests.add(entry, raw);
  }
}

/** Any other error is a defect of the simulator and becomes HTTP 500. */
function refusal(error: unknown, { hintsShape }: Readonly<Behaviours>): ErrorBody {
  if (error instanceof ApiError) return error.body(hintsShape);
  throw error;
}

function objectOf(method: Method, fields: JsonObject): string | undefined {
  const object = method.object?.(fields);
  return typeof object === "string" ? object : undefined;
}

function textOr(value: Json | undefined, other: string): string {
  return typeof value === "string" ? value : other;
}
