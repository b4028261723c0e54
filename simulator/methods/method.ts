import type { Call } from "../auth/call.js";
import type { Behaviours } from "../behaviours/switches.js";
import type { RoleName } from "../store/objects.js";
import type { JsonObject } from "../wire/json.js";
import type { RequestShape } from "./fields.js";

export interface Method<Fields = JsonObject> {
  readonly name: string;
  readonly group:
    | "authentication"
    | "company"
    | "domain"
    | "workgroup"
    | "user"
    | "mail"
    | "brand"
    | "stats"
    | "migration";
  /** documented; assumed: the call exists, its shape does not stand in any source; legacy: old clients only. */
  readonly status: "documented" | "assumed" | "legacy";
  readonly source: string;
  readonly summary: string;
  readonly request: RequestShape;
  /** The request as it is read, where more is taken than the reference has, or a behaviour decides. */
  readonly requestRead?: RequestShape;
  /** Who may call it at all (9 otherwise); "anyone": every mailbox that can log in. */
  readonly roles: readonly RoleName[] | "anyone";
  /** Numbers it can answer, beyond those any call can. */
  readonly errors: readonly number[];
  /** Whether its answers carry an audit id. */
  readonly audited?: boolean;
  /** Whether it changes what the service holds, for methods without an audit id. */
  readonly writes?: boolean;
  /** What no source says about it, for the fidelity list. */
  readonly assumed?: string;
  /** The behaviours that show in its answers, beyond those of every call. */
  readonly switches?: readonly (keyof Behaviours)[];
  /** The name of the object that the call is about, for the request log. The fields are not checked yet. */
  object?(fields: JsonObject): unknown;
  handle(call: Call<Fields>): JsonObject;
}

/** Whether a call of this method may change what the service holds. */
export function mutates({ audited, writes }: Method): boolean {
  return audited === true || writes === true;
}

/** Declares a method; `Fields` is what its request shape guarantees once checked. */
export function method<Fields>(declaration: Method<Fields>): Method {
  return declaration as unknown as Method;
}
