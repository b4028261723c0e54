import type { Json } from "../wire/json.js";
import { isObject } from "../wire/json.js";
import { addressProblem } from "../wire/names.js";
import type { ValueForm } from "./attribute.js";
import { CONTACT_TYPES } from "./options.js";

type Problem = (value: string) => string | undefined;

export function text(options: { max?: number; pattern?: RegExp; problem?: Problem; filled?: boolean } = {}): ValueForm {
  return {
    type: "text",
    check(value) {
      if (typeof value !== "string") return "must be a string";
      // Lengths count characters, not UTF-16 units; the sources say characters and nothing about bytes.
      if (options.max !== undefined && value.length > options.max && [...value].length > options.max) {
        return `must have at most ${options.max} characters`;
      }
      if (value === "") return options.filled ? "must not be empty" : undefined;
      if (options.pattern && !options.pattern.test(value)) return "does not match the required pattern";
      return options.problem?.(value);
    },
  };
}

export const address: ValueForm = text({ problem: addressProblem });

export function integer(min: number, max = Number.MAX_SAFE_INTEGER): ValueForm {
  return {
    type: "integer",
    check(value) {
      if (typeof value !== "number" || !Number.isSafeInteger(value)) return "must be a whole number";
      return value < min || value > max ? `must be from ${min} to ${max}` : undefined;
    },
  };
}

export const flag: ValueForm = {
  type: "true or false",
  check: (value) => (typeof value === "boolean" ? undefined : "must be true or false"),
};

export function oneOf(values: readonly string[]): ValueForm {
  return {
    type: "choice",
    check: (value) =>
      typeof value === "string" && values.includes(value)
        ? undefined
        : values.length > 12
          ? "must be one of the options"
          : `must be one of ${values.join(", ")}`,
  };
}

export function list(max: number, problem?: Problem): ValueForm {
  return {
    type: "list of texts",
    cleared: [],
    check(value) {
      if (!Array.isArray(value)) return "must be a list";
      if (value.length > max) return `must have at most ${max} entries`;
      for (const [index, item] of value.entries()) {
        if (typeof item !== "string" || item === "") return `entry ${index + 1}: must be a string`;
        const reason = problem?.(item);
        if (reason) return `entry ${index + 1}: ${reason}`;
      }
      return undefined;
    },
  };
}

// GUIDE data-constraints: the hash types a caller may send.
const HASHED =
  /^\{(MD5|BCRYPT|CRYPT|DES|SHA|SHA1|SHA224|SHA256|SHA384|SHA512|SSHA|SSHA1|SSHA224|SSHA256|SSHA384|SSHA512|GCRYPT)\}/i;

export function isHashed(password: string): boolean {
  return HASHED.test(password);
}

/** The length and characters of a password (GUIDE data-constraints; character set: NOTE-MD). */
function passwordProblem(password: string): string | undefined {
  if (isHashed(password)) {
    const hash = password.slice(password.indexOf("}") + 1);
    return /^[\x21-\x7e]{1,150}$/.test(hash) ? undefined : "a hash must have 1 to 150 printable ASCII characters";
  }
  return /^[\x21\x23-\x7e]{1,54}$/.test(password)
    ? undefined
    : "a password must have 1 to 54 ASCII characters, without spaces and double quotes";
}

export const password: ValueForm = text({ problem: passwordProblem, filled: true });

/** SEED-GC: up to 100 contacts. Only notes is called optional there; name and phone are assumed to be optional too. */
export const contacts: ValueForm = {
  type: "list of contacts",
  cleared: [],
  check(value) {
    if (!Array.isArray(value)) return "must be a list";
    if (value.length > 100) return "must have at most 100 entries";
    for (const [index, item] of value.entries()) {
      const reason = contactProblem(item);
      if (reason) return `entry ${index + 1}: ${reason}`;
    }
    return undefined;
  },
};

const CONTACT_FIELDS: ReadonlyMap<string, ValueForm> = new Map([
  ["email", address],
  ["type", oneOf(CONTACT_TYPES)],
  ["name", text({ max: 128 })],
  ["phone", text({ max: 64 })],
  ["notes", text({ max: 1024 })],
]);
const OPTIONAL_IN_CONTACT = new Set(["name", "phone", "notes"]);

function contactProblem(contact: Json): string | undefined {
  if (!isObject(contact)) return "must be an object";
  for (const name of Object.keys(contact)) {
    if (!CONTACT_FIELDS.has(name)) return "unknown field: a contact has email, type, name, phone and notes";
  }
  for (const [name, form] of CONTACT_FIELDS) {
    const value = contact[name];
    if (value === undefined || value === null) {
      if (!OPTIONAL_IN_CONTACT.has(name)) return `${name} is missing`;
      continue;
    }
    const reason = value === "" && !OPTIONAL_IN_CONTACT.has(name) ? "must not be empty" : form.check(value);
    if (reason) return `${name}: ${reason}`;
  }
  return undefined;
}
