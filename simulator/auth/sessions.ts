import { createHash, randomBytes } from "node:crypto";
import type { Session, User } from "../store/objects.js";

const OMA = { kind: "oma", api: true, secondFactor: false } as const;

/** Session tokens. Only their digests are kept, so that no dump of the state shows a token. */
export class Sessions {
  constructor(private readonly byDigest: Map<string, Session>) {}

  /** Opens a session and returns its token. Undefined when the proposed text is the token of another user. */
  open(
    user: User,
    expires: number,
    proposed?: string,
    traits: Pick<Session, "kind" | "api" | "secondFactor"> = OMA,
  ): string | undefined {
    const token = proposed ?? randomBytes(10).toString("hex");
    const digest = digestOf(token);
    const taken = this.byDigest.get(digest);
    if (taken && taken.user !== user) return undefined;
    this.byDigest.set(digest, { user, expires, ...traits });
    return token;
  }

  /** Ends one token: an sso token that was used. */
  spend(token: string): void {
    this.byDigest.delete(digestOf(token));
  }

  /** Ends the session and sso tokens of a user. */
  logout(user: User): void {
    for (const [digest, session] of this.byDigest) {
      if (session.user === user && session.kind !== "oma") this.byDigest.delete(digest);
    }
  }

  find(token: string): Session | undefined {
    return this.byDigest.get(digestOf(token));
  }

  expireAll(): void {
    for (const session of this.byDigest.values()) session.expires = 0;
  }
}

function digestOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
