import { createHash, randomBytes } from "node:crypto";
import type { User } from "./store/objects.js";

interface Session {
  user: User;
  /** Milliseconds. */
  expires: number;
}

/** Session tokens. Kept by digest only, so that no dump of the state shows one. */
export class Sessions {
  readonly #byDigest = new Map<string, Session>();

  /** Opens a session and returns its token; nothing when the proposed text already is somebody else's token. */
  open(user: User, expires: number, proposed?: string): string | undefined {
    const token = proposed ?? randomBytes(10).toString("hex");
    const digest = digestOf(token);
    const taken = this.#byDigest.get(digest);
    if (taken && taken.user !== user) return undefined;
    this.#byDigest.set(digest, { user, expires });
    return token;
  }

  find(token: string): Session | undefined {
    return this.#byDigest.get(digestOf(token));
  }

  expireAll(): void {
    for (const session of this.#byDigest.values()) session.expires = Number.NEGATIVE_INFINITY;
  }
}

function digestOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
