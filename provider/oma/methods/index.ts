import { accountMethods } from "./account.js";
import { brandMethods } from "./brand.js";
import { companyMethods } from "./company.js";
import { domainMethods } from "./domain.js";
import type { BatchMethod, Method, SearchMethod } from "./method.js";
import { userMethods } from "./user.js";

/** Every method that the sources describe. Types, retries, queues, searches and read-backs go by this one declaration. */
export const methods = {
  ...accountMethods,
  ...companyMethods,
  ...domainMethods,
  ...userMethods,
  ...brandMethods,
} as const;

type Methods = typeof methods;
type NamesOf<Kind> = { [Name in keyof Methods]: Methods[Name] extends Kind ? Name : never }[keyof Methods];

/** The name of a method, such as `get_user`. */
export type MethodName = keyof Methods;
/** The methods that respond with pages of rows. */
export type SearchName = NamesOf<SearchMethod>;
/** The methods that respond with the outcome of each item. */
export type BatchName = NamesOf<BatchMethod>;

type TypesOf<Name extends MethodName> = NonNullable<Methods[Name]["types"]>;
/** The fields of a call, without `credentials`. */
export type RequestOf<Name extends MethodName> = TypesOf<Name>["request"];
/** The response as the sources describe it. */
export type ResponseOf<Name extends MethodName> = TypesOf<Name>["response"];

type RowIn<Member> = NonNullable<Member> extends readonly (infer Row)[] ? Row : never;
/** One row of a search. */
export type RowOf<Name extends SearchName> = {
  [Member in keyof ResponseOf<Name>]-?: RowIn<ResponseOf<Name>[Member]>;
}[keyof ResponseOf<Name>];

const described: ReadonlyMap<string, Method> = new Map<string, Method>(Object.entries(methods));
/** A name begins with what the method does. Everything that is not a look-up may change something. */
const undocumentedRead: Method = { effect: "read", idempotent: true };
const undocumentedWrite: Method = { effect: "write", idempotent: false };

/** What the client knows of a method; for one that no source describes, what its name says. */
export function methodNamed(name: string): Method {
  return described.get(name) ?? (/^_?(get|search)_/.test(name) ? undocumentedRead : undocumentedWrite);
}

export type { BatchRequest, Effect, Fields, Method } from "./method.js";
