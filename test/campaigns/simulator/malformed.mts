import fc from "fast-check";
import type { FieldFidelity, MethodFidelity } from "../../../simulator/methods/fidelity.js";
import { ADMIN, COMPANY } from "./support.mts";

/**
 * Requests that cannot be right, each with what it may be answered. Generated from the declarations of the methods, so a
 * new method or field is tried without a word here.
 */
export interface BadRequest {
  /** What is wrong with it. */
  kind: string;
  verb: string;
  /** After the base. */
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
  /** HTTP statuses it may get; 200 has to come with success false. */
  statuses: readonly number[];
}

const CREDENTIALS = { ...ADMIN };
const JSON_TYPE = { "content-type": "application/json" };
const REFUSED = [200];
/** A body that is no request is no business of the API. */
const NO_REQUEST = [400];

const request = (kind: string, path: string, body: unknown, statuses: readonly number[]): BadRequest => ({
  kind,
  verb: "POST",
  path,
  headers: JSON_TYPE,
  body: typeof body === "string" ? body : JSON.stringify(body),
  statuses,
});

/** Texts that have meant trouble to somebody. */
const nasty = fc.constantFrom(
  "__proto__",
  "constructor",
  "toString",
  "\u0000",
  "\ud800",
  "a\u202eb",
  "'; DROP TABLE users; --",
  "../../etc/passwd",
  "%00",
  "$" + "{7*7}",
  "<script>",
  "x".repeat(5000),
  " ",
  "-1",
  "NaN",
  "é@é.é",
  "@",
  "a@",
  "@b",
  "a@@b",
  "*".repeat(300),
);
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  nasty,
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constant(nested(200)),
);

function nested(depth: number): unknown {
  return depth === 0 ? 1 : [nested(depth - 1)];
}

/** A value of another type than the field has. */
function wrongValue({ type, nullable }: FieldFidelity): fc.Arbitrary<unknown> {
  const isWrong = (value: unknown): boolean => {
    if (value === null) return !nullable;
    const form = type.split(",")[0] ?? "";
    if (form === "string") return typeof value !== "string" || (type.includes("not empty") && value === "");
    if (form === "true or false (1 or 0 too)") return typeof value !== "boolean" && value !== 0 && value !== 1;
    if (form === "object") return typeof value !== "object" || Array.isArray(value);
    if (form === "whole number from 0") return !Number.isSafeInteger(value) || (value as number) < 0;
    if (form === "number") return !/^-?\d{1,15}$/.test(String(value)) || typeof value === "boolean";
    if (form === "list of strings") return !Array.isArray(value) || !value.every((one) => typeof one === "string");
    if (form === "list of objects") return !Array.isArray(value) || value.length === 0 || value.some(isNoObject);
    // One of some values, or a list of them: none of these are ever generated.
    return !Array.isArray(value) || value.length > 0;
  };
  return anything.filter(isWrong);
}

function isNoObject(value: unknown): boolean {
  return typeof value !== "object" || value === null || Array.isArray(value);
}

/** A value of the right type, for the fields that are not the ones to be wrong. */
function goodValue({ name, type, values }: FieldFidelity): unknown {
  if (values) return values[0];
  if (name === "company") return COMPANY;
  if (name === "user") return ADMIN.user;
  if (name === "domain") return "lakeside-demo.adm";
  if (type === "object") return {};
  if (type === "list of strings") return [];
  if (type === "list of objects") return [{}];
  return type.startsWith("string") ? "x" : 1;
}

/** Top-level fields only; those inside a group come with the group. */
const topLevel = (method: MethodFidelity) => method.request.filter(({ name }) => !/[.[]/.test(name));

function goodFields(method: MethodFidelity): Record<string, unknown> {
  return Object.fromEntries(
    topLevel(method)
      .filter(({ required }) => required)
      .map((field) => [field.name, goodValue(field)]),
  );
}

export function badRequests(methods: readonly MethodFidelity[]): fc.Arbitrary<BadRequest> {
  const any = fc.constantFrom(...methods);
  const withFields = fc.constantFrom(...methods.filter((one) => topLevel(one).length > 0));
  const withRequired = fc.constantFrom(...methods.filter((one) => topLevel(one).some(({ required }) => required)));
  const changing = fc.constantFrom("change_company", "change_domain", "change_user", "_change_brand");
  const nameOf: Record<string, object> = {
    change_company: { company: COMPANY },
    change_domain: { domain: "lakeside-demo.adm" },
    change_user: { user: ADMIN.user },
    _change_brand: { brand: "Default Brand" },
  };

  const brokenJson = fc.tuple(any, fc.nat()).map(([method, at]) => {
    const whole = JSON.stringify({ credentials: CREDENTIALS, ...goodFields(method) });
    return request("JSON cut short", method.method, whole.slice(0, at % whole.length), NO_REQUEST);
  });
  const noise = fc
    .tuple(any, fc.string({ unit: "binary", maxLength: 200 }))
    .filter(([, text]) => isNoJsonObject(text))
    .map(([method, text]) => request("no JSON", method.method, text, NO_REQUEST));
  const noObject = fc
    .tuple(any, fc.jsonValue().filter(isNoObject))
    .map(([method, value]) => request("no JSON object", method.method, JSON.stringify(value), NO_REQUEST));
  const badCredentials = fc
    .tuple(
      any,
      fc.oneof(
        anything.filter((value) => isNoObject(value) || !("user" in (value as object))),
        wrongValue({ name: "user", type: "string, not empty", required: true, nullable: false }).map((user) => ({
          user,
          password: "x",
        })),
        wrongValue({ name: "password", type: "string", required: true, nullable: false }).map((password) => ({
          user: ADMIN.user,
          password,
        })),
        fc.constant({ ...CREDENTIALS, token: "x" }),
      ),
    )
    .map(([method, credentials]) =>
      request("malformed credentials", method.method, { credentials, ...goodFields(method) }, NO_REQUEST),
    );
  const wrongCredentials = fc
    .tuple(any, nasty)
    .map(([method, text]) =>
      request(
        "wrong credentials",
        method.method,
        { credentials: { user: ADMIN.user, password: text }, ...goodFields(method) },
        REFUSED,
      ),
    );
  const missingField = fc.tuple(withRequired, fc.nat()).map(([method, nth]) => {
    const required = topLevel(method).filter((field) => field.required);
    const gone = required[nth % required.length]?.name ?? "";
    const { [gone]: _gone, ...fields } = goodFields(method);
    return request("a field missing", method.method, { credentials: CREDENTIALS, ...fields }, REFUSED);
  });
  const wrongType = fc.tuple(withFields, fc.nat()).chain(([method, nth]) => {
    const all = topLevel(method);
    const field = all[nth % all.length] as FieldFidelity;
    return wrongValue(field).map((value) =>
      request(
        "a field of the wrong type",
        method.method,
        { credentials: CREDENTIALS, ...goodFields(method), [field.name]: value },
        REFUSED,
      ),
    );
  });
  const unknownAttribute = fc
    .tuple(changing, fc.oneof(nasty, fc.string({ maxLength: 20 })), anything)
    .map(([method, name, value]) =>
      request(
        "an unknown attribute",
        method,
        // As text, because "__proto__" as a member of a literal would be none.
        `{"credentials":${JSON.stringify(CREDENTIALS)},${JSON.stringify(nameOf[method]).slice(1, -1)},"attributes":{${JSON.stringify(`no ${name}`)}:${JSON.stringify(value) ?? "null"},${JSON.stringify(name)}:{}}}`,
        REFUSED,
      ),
    );
  const nastyName = fc
    .tuple(
      fc.constantFrom("get_user", "get_domain", "delete_user", "delete_domain", "rename_user", "get_company"),
      nasty,
    )
    .map(([method, text]) => {
      const field = method.endsWith("user") ? "user" : method.endsWith("domain") ? "domain" : "company";
      return request(
        "an impossible name",
        method,
        { credentials: CREDENTIALS, [field]: text, new_name: text },
        REFUSED,
      );
    });
  const unknownMethod = fc
    .tuple(fc.oneof(nasty, fc.string({ maxLength: 60 })), fc.boolean())
    .filter(([name]) => !methods.some(({ method }) => method === name) && isPathPart(name))
    .map(([name, isShort]) =>
      request(
        "an unknown method",
        encodeURIComponent(isShort ? name.slice(0, 50) : `no_${name}`),
        { credentials: CREDENTIALS },
        // A name that is too long for a path, or comes out empty, is one that is not there.
        [404, 400, 414],
      ),
    );
  const wrongVerb = fc.tuple(any, fc.constantFrom("GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")).map(
    ([method, verb]): BadRequest => ({
      kind: "a wrong HTTP method",
      verb,
      path: method.method,
      headers: {},
      body: undefined,
      statuses: [405],
    }),
  );
  const noBody = any.map(
    (method): BadRequest => ({
      kind: "no body",
      verb: "POST",
      path: method.method,
      headers: {},
      body: undefined,
      statuses: NO_REQUEST,
    }),
  );
  const strangeHeaders = fc
    .tuple(
      any,
      fc.constantFrom<Record<string, string>>(
        { "content-type": "text/plain" },
        { "content-type": "multipart/form-data; boundary=x" },
        { "content-type": "nonsense" },
        { "content-type": "application/json", "content-encoding": "gzip" },
        { "content-type": "application/json", "content-encoding": "nonsense" },
      ),
    )
    .map(
      ([method, headers]): BadRequest => ({
        kind: "strange headers on a body that is no JSON",
        verb: "POST",
        path: method.method,
        headers,
        body: "{not json",
        statuses: [400, 415],
      }),
    );

  return fc.oneof(
    brokenJson,
    noise,
    noObject,
    badCredentials,
    wrongCredentials,
    { weight: 2, arbitrary: missingField },
    { weight: 4, arbitrary: wrongType },
    { weight: 3, arbitrary: unknownAttribute },
    { weight: 2, arbitrary: nastyName },
    unknownMethod,
    wrongVerb,
    noBody,
    strangeHeaders,
  );
}

function isNoJsonObject(text: string): boolean {
  try {
    return isNoObject(JSON.parse(text));
  } catch {
    return true;
  }
}

function isPathPart(name: string): boolean {
  return name.isWellFormed() && name !== "" && name !== "." && name !== "..";
}
