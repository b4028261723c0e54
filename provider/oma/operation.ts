import type { OmaErrorDetails } from "./errors/index.js";
import { type Fields, type Method, methodNamed } from "./methods/index.js";

/** One call of a caller, through all its attempts. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly traits: Method;
  readonly fields: Fields;
  /** In lower case, as OMA stores it (open question 60); "" for what is about no single domain. */
  readonly domain: string;
  readonly details: OmaErrorDetails;
}

/** The request fields that name the object a call is about, most specific first. */
const naming = ["user", "workgroup", "brand", "domain", "company"] as const;

export function operation(id: string, method: string, fields: Fields): Operation {
  const traits = methodNamed(method);
  return {
    id,
    method,
    traits,
    fields,
    domain: domainOf(traits, fields),
    details: { method, object: objectOf(fields), look: lookAfter(traits, fields) },
  };
}

function objectOf(fields: Fields): string | undefined {
  const name = naming.map((field) => member(fields, field)).find((value) => typeof value === "string");
  return name as string | undefined;
}

function domainOf({ lane }: Method, fields: Fields): string {
  if (lane === undefined) return "";
  const name = String(member(fields, lane) ?? "");
  return name.slice(name.lastIndexOf("@") + 1).toLowerCase();
}

/** A field of the request, or of its criteria. */
function member(fields: Fields, name: string): unknown {
  return fields[name] ?? (fields.criteria as Fields | undefined)?.[name];
}

function lookAfter({ look, effect }: Method, fields: Fields): OmaErrorDetails["look"] {
  if (look === undefined || effect === "read") return undefined;
  const named = Object.fromEntries(
    look.fields.filter((field) => field in fields).map((field) => [field, fields[field]]),
  );
  return { method: look.method, fields: look.method.startsWith("search_") ? { criteria: named } : named };
}
