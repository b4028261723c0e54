import { accountMethods } from "./account.js";
import { brandMethods } from "./brand.js";
import { companyMethods } from "./company.js";
import { domainMethods } from "./domain.js";
import type { Method } from "./method.js";
import { userMethods } from "./user.js";

/** Every method that the sources describe: the one declaration that types, retries, lanes, searches and look-ups go by. */
export const methods = {
  ...accountMethods,
  ...companyMethods,
  ...domainMethods,
  ...userMethods,
  ...brandMethods,
} as const;

type Methods = typeof methods;
export type MethodName = keyof Methods;
type TypesOf<Name extends MethodName> = NonNullable<Methods[Name]["types"]>;
export type RequestOf<Name extends MethodName> = TypesOf<Name>["request"];
export type ResponseOf<Name extends MethodName> = TypesOf<Name>["response"];

/** The methods with pages of rows. */
export type SearchName = Extract<MethodName, `search_${string}`>;
type RowIn<Member> = NonNullable<Member> extends readonly (infer Row)[] ? Row : never;
export type RowOf<Name extends SearchName> = {
  [Member in keyof ResponseOf<Name>]-?: RowIn<ResponseOf<Name>[Member]>;
}[keyof ResponseOf<Name>];

/** The methods that answer for each item. */
export type ItemsName = "move_user_messages" | "restore_deleted_messages" | "restore_deleted_contacts";

const described: ReadonlyMap<string, Method> = new Map(
  Object.entries(methods as unknown as Readonly<Record<string, Method>>),
);
/** Names start with what they do; everything that is not a look-up may change something. */
const undocumentedRead: Method = { effect: "read", idempotent: true };
const undocumentedWrite: Method = { effect: "write", idempotent: false };

/** What is known of a method; of one that no source describes, what its name says. */
export function methodNamed(name: string): Method {
  return described.get(name) ?? (/^_?(get|search)_/.test(name) ? undocumentedRead : undocumentedWrite);
}

export type { Effect, Fields, Method } from "./method.js";
