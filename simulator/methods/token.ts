import { ownUser } from "../auth/access.js";
import { EDITORS, PASSWORD_EDITORS, power } from "../auth/roles.js";
import { checkBrandAllows } from "../rules/brands.js";
import { recordChange } from "../rules/changes.js";
import type { TokenKind } from "../store/objects.js";
import { ApiError } from "../wire/errors.js";
import type { Json } from "../wire/json.js";
import { isSet } from "./fields.js";
import { method } from "./method.js";

/** Hours (GUIDE; the longest: CLI-PY). */
const DEFAULT = 24;
const LONGEST = 744;
const HOUR_MS = 3_600_000;

export const generateToken = method<{
  user: string;
  reason: string;
  duration?: Json;
  oma?: Json;
  token?: string;
  type?: TokenKind;
}>({
  name: "generate_token",
  group: "user",
  status: "documented",
  source: "GUIDE, PHP1, PHP2, LIVE, CLI-PY, CLI-TS",
  summary: "Creates a login token for a user.",
  request: {
    user: { type: "name", required: true },
    reason: { type: "name", required: true },
    duration: { type: "numeric", note: "hours, 1 to 744; 24 when left out" },
    oma: { type: "flag", note: "lets a session or sso token into the API too; company admins only" },
    token: { type: "name", note: "requested text" },
    type: { type: "choice", values: ["oma", "session", "sso"], note: "session when left out" },
  },
  roles: [...PASSWORD_EDITORS, "company_token_only"],
  errors: [2, 3, 45],
  audited: true,
  assumed:
    "company_token_only creates only sso tokens (9 otherwise); nobody creates an API token for a user of a higher role (9); a requested text that is in use answers 5",
  switches: ["missingUserDomain", "omaFlagByOthers", "ssoDuration"],
  object: ({ user }) => user,
  handle(call) {
    const { fields, caller, store, sessions, behaviours, at } = call;
    const { user, domain } = ownUser(call, fields.user);
    const kind = fields.type ?? "session";
    const role = caller.role?.name;
    if (role === "company_token_only" && kind !== "sso") throw new ApiError(9);
    const asked = isSet(fields.oma) && kind !== "oma";
    if (asked && role !== "company" && behaviours.omaFlagByOthers === 9) throw new ApiError(9);
    const api = kind === "oma" || (asked && role === "company");
    if (api && power(user.role?.name) > power(role)) throw new ApiError(9);
    checkBrandAllows(store, user, domain.name, "allow_tokens");

    const wanted = Number(fields.duration ?? DEFAULT);
    if (wanted < 1 || wanted > LONGEST) throw new ApiError(5, { duration: `must be 1 to ${LONGEST} hours` });
    const duration = kind === "sso" && behaviours.ssoDuration !== "asked" ? behaviours.ssoDuration : wanted;
    const token = sessions.open(user, at + duration * HOUR_MS, fields.token, { kind, api, secondFactor: false });
    if (token === undefined) throw new ApiError(5, { token: "in use" });
    recordChange(user, call, `token (${kind}) made: ${fields.reason.slice(0, 200)}`);
    // In this order (CLI-PY reads the raw text).
    return { duration, token };
  },
});

export const logoutUser = method<{ user: string }>({
  name: "logout_user",
  group: "user",
  status: "documented",
  source: "PHP2, LIVE",
  summary: "Ends all IMAP and POP sessions of a user. The simulator has none.",
  request: { user: { type: "name", required: true } },
  roles: EDITORS,
  errors: [2, 3],
  writes: true,
  switches: ["missingUserDomain", "logoutEndsTokens"],
  object: ({ user }) => user,
  handle(call) {
    const { user } = ownUser(call, call.fields.user);
    if (call.behaviours.logoutEndsTokens) call.sessions.logout(user);
    return {};
  },
});
