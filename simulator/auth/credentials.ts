import type { Behaviours } from "../behaviours/switches.js";
import type { Session, User } from "../store/objects.js";
import type { Store } from "../store/store.js";
import { ApiError } from "../wire/errors.js";
import { isObject, type Json } from "../wire/json.js";
import { splitAddress } from "../wire/names.js";
import { verifyPassword } from "./passwords.js";
import type { Sessions } from "./sessions.js";
import { passedSecondFactor } from "./two-factor.js";

export interface Credentials {
  user: string;
  client: string;
  password?: string;
  token?: string;
  /** The second factor. INVENTED: no source shows how one is sent (question 64). */
  code?: string;
}

/**
 * Reads the credentials object. Undefined when it is malformed. The running text of the guide calls the token
 * session_token, all other sources call it token. Both are accepted.
 */
export function readCredentials(value: Json | undefined): Credentials | undefined {
  if (!isObject(value)) return undefined;
  const { user, client, password, "2fa_code": code } = value;
  const token = value.token ?? value.session_token;
  if (typeof user !== "string" || user === "") return undefined;
  if (client !== undefined && client !== null && typeof client !== "string") return undefined;
  const known = { user, client: client ?? "", ...(typeof code === "string" ? { code } : {}) };
  if (typeof password === "string" && token === undefined) return { ...known, password };
  if (typeof token === "string" && password === undefined) return { ...known, token };
  return undefined;
}

export interface Login {
  user: User;
  secondFactor: boolean;
}

/** The user of the credentials. Throws 1, 21, 32, the number of an expired token, or one of a second factor. */
export function authenticated(
  credentials: Credentials,
  store: Store,
  sessions: Sessions,
  atMs: number,
  behaviours: Readonly<Behaviours>,
  source?: string,
): Login {
  const user = userByLogin(store, credentials.user.toLowerCase());
  if (!user) throw new ApiError(1);
  const session = credentials.token === undefined ? undefined : openSession(credentials.token, user, sessions);
  if (session) {
    if (atMs >= session.expires) throw new ApiError(behaviours.expiredToken);
  } else if (!verifyPassword(user.password, credentials.password ?? "")) {
    throw new ApiError(1);
  }
  if (source !== undefined && user.allowedSources?.includes(source) === false) throw new ApiError(21);
  // Assumed: no source names a call that disables an admin. A seed can, and so does a disabled domain.
  if (user.role && (user.adminDisabled || store.domainOf(user).attributes.disabled === true)) throw new ApiError(32);
  if (!session) return { user, secondFactor: passedSecondFactor(store, user, credentials.code, behaviours) };
  // Question 54: the one use of an sso token is the first call.
  if (session.kind === "sso" && behaviours.ssoToken === "once") sessions.spend(credentials.token ?? "");
  return { user, secondFactor: session.secondFactor };
}

function openSession(token: string, user: User, sessions: Sessions): Session {
  const session = sessions.find(token);
  if (!session?.api || session.user !== user) throw new ApiError(1);
  return session;
}

/** Aliases are valid login names too (GUIDE). */
function userByLogin(store: Store, login: string): User | undefined {
  const domain = store.domains.get(splitAddress(login)?.domain ?? "");
  if (!domain) return undefined;
  return domain.users.get(login) ?? domain.users.get(store.aliasTarget(domain, login) ?? "");
}
