import { ApiError } from "./errors.js";
import { isObject, type Json } from "./json.js";
import { splitAddress } from "./names.js";
import { verifyPassword } from "./passwords.js";
import type { Sessions } from "./sessions.js";
import type { User } from "./store/objects.js";
import type { Store } from "./store/store.js";

export interface Credentials {
  user: string;
  client: string;
  password?: string;
  token?: string;
}

/**
 * Reads the credentials object; nothing when it is malformed. The running text of the guide calls the token
 * session_token, everything else calls it token; both are taken.
 */
export function readCredentials(value: Json | undefined): Credentials | undefined {
  if (!isObject(value)) return undefined;
  const { user, client, password } = value;
  const token = value.token ?? value.session_token;
  if (typeof user !== "string" || user === "") return undefined;
  if (client !== undefined && client !== null && typeof client !== "string") return undefined;
  const known = { user, client: client ?? "" };
  if (typeof password === "string" && token === undefined) return { ...known, password };
  if (typeof token === "string" && password === undefined) return { ...known, token };
  return undefined;
}

/** The user behind the credentials; throws 1, 32 or the number for an expired token. */
export function authenticated(
  credentials: Credentials,
  store: Store,
  sessions: Sessions,
  atMs: number,
  expired: number,
): User {
  const user = userByLogin(store, credentials.user.toLowerCase());
  if (!user) throw new ApiError(1);
  if (credentials.token !== undefined) {
    const session = sessions.find(credentials.token);
    if (!session || session.user !== user) throw new ApiError(1);
    if (atMs >= session.expires) throw new ApiError(expired);
  } else if (!verifyPassword(user.password, credentials.password ?? "")) {
    throw new ApiError(1);
  }
  // Assumed: the sources name no switch that disables an admin; a disabled domain is the nearest there is.
  if (user.role && store.domainOf(user).attributes.disabled === true) throw new ApiError(32);
  return user;
}

/** Aliases are valid login names too (GUIDE). */
function userByLogin(store: Store, login: string): User | undefined {
  const domain = store.domains.get(splitAddress(login)?.domain ?? "");
  if (!domain) return undefined;
  return domain.users.get(login) ?? domain.users.get(store.aliasTarget(domain, login) ?? "");
}
