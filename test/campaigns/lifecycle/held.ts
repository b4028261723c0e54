import type { KindName } from "../../../provider/kinds/kind.js";

/** An object as the state holds it. */
export interface Held {
  readonly kind: KindName;
  /** Name of the resource. */
  readonly name: string;
  readonly called: string;
  /** Carried out in part. */
  readonly unfinished: boolean;
  /** Replaced already, and not deleted yet. */
  readonly condemned: boolean;
  /** The secret that only the create told, in clear text. */
  readonly password: string | undefined;
}
