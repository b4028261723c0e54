import { programName } from "../kinds/names.js";

/** Choices and values by attribute, in the program's names. */
type ByAttribute = Readonly<Record<string, unknown>>;

interface Common {
  /** What may be chosen, or the range of a number. */
  readonly options?: ByAttribute;
  /** What is in force while the attribute is unset. */
  readonly inherit?: ByAttribute;
  /** When it was made, in UNIX seconds. */
  readonly createtime?: number;
  /** Whatever else the service sends, names in camelCase. */
  readonly [member: string]: unknown;
}

interface Bulletin {
  readonly name: string;
  readonly [member: string]: unknown;
}

export interface DomainMetadata extends Common {
  readonly bulletins?: { readonly auto?: readonly Bulletin[]; readonly manual?: readonly Bulletin[] };
}

export interface CompanyMetadata extends DomainMetadata {}

export interface UserMetadata extends Common {
  readonly status?: string;
  /** The objects that the user is an admin of, by role. */
  readonly roles?: Readonly<Record<string, readonly string[]>>;
  /** Sizes are in bytes. */
  readonly quota?: { readonly bytesMax?: number | null; readonly bytesUsed?: number; readonly messagesUsed?: number };
  readonly folders?: readonly string[];
  /** App passwords by their tags; the passwords themselves are shown by nothing. */
  readonly appPasswords?: readonly { readonly created: number; readonly tag: string }[];
}

export interface BrandMetadata extends Common {}

/** Keys below this member are values: names of roles. */
const keyedByValue: ReadonlySet<string> = new Set(["roles"]);
/** No source has any of them in an answer to a read; a text under such a name must not reach state. */
const secrets: ReadonlySet<string> = new Set(["password", "token", "session_token", "secret"]);
/** UNIX times that may arrive as text (open question 17). */
const times: ReadonlySet<string> = new Set(["createtime", "created", "delete_time"]);

/** What the service sends beside the attributes, in names of the program's form. */
export function metadataOf(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept = Object.entries(value).filter(([name, member]) => !(secrets.has(name) && typeof member === "string"));
  return Object.fromEntries(
    kept.map(([name, member]) => [programName(name), keyedByValue.has(name) ? member : inside(name, member)]),
  );
}

function inside(name: string, value: unknown): unknown {
  if (times.has(name) && typeof value === "string" && value !== "") return Number(value);
  if (Array.isArray(value)) return value.map((item) => inside("", item));
  return value !== null && typeof value === "object" ? metadataOf(value as Record<string, unknown>) : value;
}
