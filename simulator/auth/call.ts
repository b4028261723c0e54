import type { Behaviours } from "../behaviours/switches.js";
import type { User } from "../store/objects.js";
import type { Store } from "../store/store.js";
import type { JsonObject } from "../wire/json.js";
import type { Sessions } from "./sessions.js";

/** A call whose caller is known and whose fields are checked, with what the service holds. */
export interface Call<Fields = JsonObject> {
  readonly fields: Fields;
  readonly caller: User;
  /** The client that the credentials name, for the change history. "" when they name none. */
  readonly client: string;
  /** Whether the caller logged in with a second factor. */
  readonly secondFactor: boolean;
  /** Milliseconds: when the request arrived. */
  readonly at: number;
  readonly store: Store;
  readonly sessions: Sessions;
  readonly behaviours: Readonly<Behaviours>;
}
