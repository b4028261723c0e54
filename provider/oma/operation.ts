import { isRecord } from "../values.js";
import type { OmaErrorDetails } from "./errors/index.js";
import { type Fields, type Method, methodNamed } from "./methods/index.js";

/** One call of a caller, through all its attempts. */
export interface Operation {
  /** Tells the operations of all clients of a process apart. */
  readonly id: string;
  readonly method: string;
  readonly traits: Method;
  readonly fields: Fields;
  /** In lower case, as OMA stores it (open question 60); "" for a call about no single domain. */
  readonly domain: string;
  /** What the errors of the call say of it. */
  readonly details: OmaErrorDetails;
}

/** The request fields that name the object of a call, most specific first. */
const naming = ["user", "workgroup", "brand", "domain", "company"] as const;

/** The operation that a call begins. */
export function operation(id: string, method: string, fields: Fields): Operation {
  const traits = methodNamed(method);
  return {
    id,
    method,
    traits,
    fields,
    domain: domainOf(traits, fields),
    details: { method, object: objectOf(fields), readBack: readBackOf(traits, fields) },
  };
}

function objectOf(fields: Fields): string | undefined {
  return naming.map((field) => member(fields, field)).find((value) => typeof value === "string");
}

function domainOf({ queue }: Method, fields: Fields): string {
  if (queue === undefined) return "";
  const name = String(member(fields, queue) ?? "");
  return name.slice(name.lastIndexOf("@") + 1).toLowerCase();
}

/** A field of the request, or of its criteria. */
function member(fields: Fields, name: string): unknown {
  return fields[name] ?? (isRecord(fields.criteria) ? fields.criteria[name] : undefined);
}

function readBackOf({ readBack, effect }: Method, fields: Fields): OmaErrorDetails["readBack"] {
  if (readBack === undefined || effect === "read") return undefined;
  const { method } = readBack;
  const named = Object.fromEntries(
    readBack.fields.filter((field) => field in fields).map((field) => [field, fields[field]]),
  );
  return { method, fields: method.startsWith("search_") ? { criteria: named } : named };
}
