import { AuditTrail } from "./audit.js";
import type { Behaviours } from "./behaviours.js";
import { authenticated, type Credentials, readCredentials } from "./credentials.js";
import { ApiError, errorBody } from "./errors.js";
import { Faults } from "./faults.js";
import { isObject, type Json, type JsonObject, throughTheWire } from "./json.js";
import { MASK, masked } from "./masking.js";
import { checkFields } from "./methods/fields.js";
import { METHODS } from "./methods/index.js";
import type { Method } from "./methods/method.js";
import { RequestLog } from "./request-log.js";
import { Sessions } from "./sessions.js";
import type { User } from "./store/objects.js";
import { Store } from "./store/store.js";

export interface HttpAnswer {
  status: number;
  body: JsonObject;
}

/**
 * The service without its transport. The order of its checks: envelope (400), method (404), credentials, field formats
 * (5), role (9), and then what the handler looks at.
 */
export class Service {
  readonly store = new Store();
  readonly sessions = new Sessions();
  readonly faults = new Faults();
  readonly requests = new RequestLog();
  readonly #audit = new AuditTrail();

  constructor(
    readonly behaviours: Readonly<Behaviours>,
    readonly now: () => number,
  ) {}

  has(method: string): boolean {
    return METHODS.has(method);
  }

  /** Answers a request as it came over HTTP, and logs it. */
  answer(name: string, payload: unknown): HttpAnswer {
    const at = this.now();
    const request = parsed(payload);
    let answer: HttpAnswer = failure(500);
    try {
      answer = this.#answered(name, request, at);
    } finally {
      this.#log(name, request ?? {}, at, answer);
    }
    return answer;
  }

  /** Runs a method for an admin without credentials, faults or log. */
  call(name: string, fields: JsonObject, caller: User): JsonObject {
    const method = METHODS.get(name);
    if (!method) throw new Error(`The simulator has no method ${name}`);
    return throughTheWire(this.#run(method, throughTheWire(fields), caller, this.now()));
  }

  #answered(name: string, request: JsonObject | undefined, at: number): HttpAnswer {
    if (!request) return failure(400);
    const { credentials: given, ...fields } = request;
    const credentials = readCredentials(given);
    const malformed = this.behaviours.malformedCredentials;
    if (!credentials && malformed === "http400") return failure(400);
    const method = METHODS.get(name);
    if (!method) return failure(404);
    if (!credentials) return { status: 200, body: errorBody(Number(malformed)) };
    const fault = this.faults.take(name, objectOf(method, fields));
    if (fault !== undefined) return { status: 200, body: errorBody(fault) };
    return { status: 200, body: this.#authenticatedRun(method, credentials, fields, at) };
  }

  #authenticatedRun(method: Method, credentials: Credentials, fields: JsonObject, at: number): JsonObject {
    const { store, sessions, behaviours } = this;
    try {
      return this.#run(method, fields, authenticated(credentials, store, sessions, at, behaviours.expiredToken), at);
    } catch (error) {
      return refusal(error);
    }
  }

  #run(method: Method, fields: JsonObject, caller: User, at: number): JsonObject {
    try {
      checkFields(method.request, fields);
      const allowed =
        method.roles === "anyone" || (caller.role !== undefined && method.roles.includes(caller.role.name));
      if (!allowed) throw new ApiError(9);
      const { store, sessions, behaviours } = this;
      const answer = method.handle({ fields, caller, at, store, sessions, behaviours });
      const audit = method.audited ? { audit: this.#audit.next(at) } : {};
      // An echoed request may have a member `success` of its own (question 55).
      return { success: true, ...answer, ...audit };
    } catch (error) {
      return refusal(error);
    }
  }

  #log(name: string, request: JsonObject, at: number, { status, body }: HttpAnswer): void {
    // Attributes that are no object have no names to tell secrets by, so nothing of them is kept.
    const { credentials, attributes, ...fields } = request;
    const caller = isObject(credentials) ? credentials : {};
    const method = METHODS.get(name);
    this.requests.add({
      at,
      method: name,
      object: method ? (objectOf(method, request) ?? "") : "",
      user: textOr(caller.user, ""),
      client: textOr(caller.client, ""),
      attributes: isObject(attributes) ? (masked(attributes) as JsonObject) : undefined,
      fields: masked(
        isObject(attributes) || attributes === undefined ? fields : { ...fields, attributes: MASK },
      ) as JsonObject,
      createOnly: request.create_only === true || request.create_only === 1,
      status,
      outcome: status !== 200 ? null : body.success === false ? Number(body.error_number) : "ok",
    });
  }
}

/** Anything but a refusal is a fault of the simulator and goes on, to become HTTP 500. */
function refusal(error: unknown): JsonObject {
  if (error instanceof ApiError) return error.body();
  throw error;
}

/** Question 57: the bodies of 400, 404 and 500 are not documented; small JSON here. */
export function failure(status: number): HttpAnswer {
  const errors: Record<number, string> = {
    400: "Bad Request",
    404: "Not Found",
    405: "Method Not Allowed",
    413: "Payload Too Large",
    500: "Internal Server Error",
  };
  return { status, body: { success: false, error: errors[status] ?? "Error" } };
}

function parsed(payload: unknown): JsonObject | undefined {
  if (typeof payload !== "string") return undefined;
  try {
    const value: unknown = JSON.parse(payload);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function objectOf(method: Method, fields: JsonObject): string | undefined {
  const object = method.object?.(fields);
  return typeof object === "string" ? object : undefined;
}

function textOr(value: Json | undefined, other: string): string {
  return typeof value === "string" ? value : other;
}
