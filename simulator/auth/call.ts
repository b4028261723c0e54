import type { Behaviours } from "../behaviours/switches.js";
import type { User } from "../store/objects.js";
import type { Store } from "../store/store.js";
import type { JsonObject } from "../wire/json.js";
import type { Sessions } from "./sessions.js";

/** What a handler works with: the request with its fields checked, who sent it, when, and what the service holds. */
export interface Call<Fields = JsonObject> {
  readonly fields: Fields;
  readonly caller: User;
  /** What the caller says it is, for the change history; "" when it does not say. */
  readonly client: string;
  /** Whether the caller logged in with a second factor. */
  readonly secondFactor: boolean;
  /** Milliseconds: when the request arrived. */
  readonly at: number;
  readonly store: Store;
  readonly sessions: Sessions;
  readonly behaviours: Readonly<Behaviours>;
}
