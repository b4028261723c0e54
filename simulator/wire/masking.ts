import { isObject, type Json, type JsonObject } from "./json.js";

export const MASK = "[secret]";

const SECRET =
  /^(password|passwd|token|session_token|secret|credentials|dkim_key|2fa_code)$|_(password|token|secret|private_key)$/i;

/** Replaces every value whose name says that it is a secret, at any depth. */
export function masked(value: Json, name = ""): Json {
  if (value !== null && SECRET.test(name)) return MASK;
  if (Array.isArray(value)) return value.map((item) => masked(item));
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([member, inner]) => [member, masked(inner, member)]));
  }
  return value;
}

/** A request with its secrets masked. Of the credentials, only the user and the client are shown. */
export function maskedRequest({ credentials, attributes, ...fields }: JsonObject): JsonObject {
  return {
    ...(credentials === undefined ? {} : { credentials: maskedCredentials(credentials) }),
    ...(masked(fields) as JsonObject),
    // Attributes that are not an object have no names that show which are secrets.
    ...(attributes === undefined ? {} : { attributes: isObject(attributes) ? masked(attributes) : MASK }),
  };
}

function maskedCredentials(credentials: Json): Json {
  if (!isObject(credentials)) return MASK;
  const isShown = (name: string, value: Json) => (name === "user" || name === "client") && typeof value === "string";
  return Object.fromEntries(
    Object.entries(credentials).map(([name, value]) => [name, isShown(name, value) ? value : MASK]),
  );
}

/** A string in quotes, which may lack its end, or a run of other characters; and what makes it the name of a value. */
const WORD = /("(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|[^\s{}[\],:=&"']+)(\s*[:=])?/gs;

/**
 * Text that should have been JSON, for a person who looks for the fault in it: the punctuation and the names. Every value
 * is masked, because nothing tells for certain which are secrets.
 */
export function maskedText(text: string): string {
  let isValue = false;
  return text.replace(WORD, (_, word: string, mark: string | undefined) => {
    const isName = mark !== undefined && !isValue;
    isValue = mark !== undefined;
    return `${isName ? word : MASK}${mark ?? ""}`;
  });
}
