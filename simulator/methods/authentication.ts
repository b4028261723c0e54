import { ApiError } from "../wire/errors.js";
import type { Json, JsonObject } from "../wire/json.js";
import { MASK, masked } from "../wire/masking.js";
import { isSet } from "./fields.js";
import { method } from "./method.js";

/** Seconds (GUIDE). */
const LONGEST = 86_400;
const DEFAULT = 10_800;

export const authenticate = method<{
  fetch_extra_info?: Json;
  generate_session_token?: Json;
  session_token_duration?: Json;
  token?: string;
}>({
  name: "authenticate",
  group: "authentication",
  status: "documented",
  source: "GUIDE, PHP2, SDK-PHP",
  summary: "Checks credentials. Returns a session token and the roles of the caller on request.",
  request: {
    fetch_extra_info: { type: "flag" },
    generate_session_token: { type: "flag" },
    session_token_duration: { type: "numeric", note: "seconds, 1 to 86400; counts only with generate_session_token" },
    token: { type: "name", note: "requested text of the session token" },
  },
  roles: "anyone",
  errors: [35, 43],
  writes: true,
  assumed: "the members of extra_info beyond roles",
  handle({ fields, caller, at, sessions, secondFactor }) {
    const answer: JsonObject = {};
    if (isSet(fields.generate_session_token)) {
      const duration = Number(fields.session_token_duration ?? DEFAULT);
      if (duration < 1 || duration > LONGEST)
        throw new ApiError(5, { session_token_duration: `must be 1 to ${LONGEST} seconds` });
      // The life of a token starts with the request (GUIDE).
      const token = sessions.open(caller, at + duration * 1000, fields.token, {
        kind: "oma",
        api: true,
        secondFactor,
      });
      if (token === undefined) throw new ApiError(5, { token: "in use" });
      answer.session_token = token;
      answer.session_token_duration = duration;
    }
    if (isSet(fields.fetch_extra_info)) {
      // Only roles are described (GUIDE); what else is in there is not known.
      answer.extra_info = { roles: caller.role ? { [caller.role.name]: [...caller.role.objects] } : {} };
    }
    return answer;
  },
});

export const echo = method<JsonObject>({
  name: "echo",
  group: "authentication",
  status: "documented",
  source: "PHP2, LIVE, GUIDE, question 55",
  summary: "Returns the request fields at top level, secrets masked.",
  request: {},
  roles: "anyone",
  errors: [],
  assumed: "success comes unless the request had a field of that name; credentials do not come back (question 55)",
  switches: ["echoSuccess", "echoCredentials"],
  handle: ({ fields, behaviours }) => ({
    ...(behaviours.echoCredentials === "masked" ? { credentials: MASK } : {}),
    ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, masked(value, name)])),
  }),
});
