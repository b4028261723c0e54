import { isObject, type Json } from "./json.js";

export const MASK = "[secret]";

const SECRET =
  /^(password|passwd|token|session_token|secret|credentials|dkim_key)$|_(password|token|secret|private_key)$/i;

/** Replaces every value whose name says that it is a secret, at any depth. */
export function masked(value: Json, name = ""): Json {
  if (value !== null && SECRET.test(name)) return MASK;
  if (Array.isArray(value)) return value.map((item) => masked(item));
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([member, inner]) => [member, masked(inner, member)]));
  }
  return value;
}
