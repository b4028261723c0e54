import type { Behaviours } from "../behaviours.js";
import type { JsonObject } from "../json.js";
import type { RoleName } from "../roles.js";
import type { Sessions } from "../sessions.js";
import type { User } from "../store/objects.js";
import type { Store } from "../store/store.js";
import type { RequestShape } from "./fields.js";

/** What a handler works with: the request with its fields checked, who sent it, when, and what the service holds. */
export interface Call<Fields = JsonObject> {
  readonly fields: Fields;
  readonly caller: User;
  /** Milliseconds: when the request arrived. */
  readonly at: number;
  readonly store: Store;
  readonly sessions: Sessions;
  readonly behaviours: Readonly<Behaviours>;
}

export interface Method<Fields = JsonObject> {
  readonly name: string;
  readonly group: "authentication" | "company" | "domain" | "workgroup" | "user" | "brand";
  /** documented; assumed: the call exists, its shape does not stand in any source; legacy: old clients only. */
  readonly status: "documented" | "assumed" | "legacy";
  readonly source: string;
  readonly summary: string;
  readonly request: RequestShape;
  /** Who may call it at all (9 otherwise); "anyone": every mailbox that can log in. */
  readonly roles: readonly RoleName[] | "anyone";
  /** Numbers it can answer, beyond those any call can. */
  readonly errors: readonly number[];
  /** Whether a success carries an audit id. */
  readonly audited?: boolean;
  /** The name of the object the call is about, for the request log; must bear unchecked fields. */
  object?(fields: JsonObject): unknown;
  handle(call: Call<Fields>): JsonObject;
}

/** Declares a method; `Fields` is what its request shape guarantees once checked. */
export function method<Fields>(declaration: Method<Fields>): Method {
  return declaration as unknown as Method;
}
