import { programName } from "../kinds/names.js";

/** Values by name, in the program's names. */
export type Members = Readonly<Record<string, unknown>>;

interface Common {
  /** By attribute: the values that can be chosen, or the range of a number. */
  readonly options?: Members;
  /** By attribute: the value that is in force while the attribute is unset. */
  readonly inherit?: Members;
  /** When the object was created, in UNIX seconds. */
  readonly createtime?: number;
  /** Other members that the service sends, with names in camelCase. */
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
  /** By role: the objects that the user is an admin of. */
  readonly roles?: Readonly<Record<string, readonly string[]>>;
  /** Sizes are in bytes. */
  readonly quota?: { readonly bytesMax?: number | null; readonly bytesUsed?: number; readonly messagesUsed?: number };
  readonly folders?: readonly string[];
  /** App passwords by their tags. The service does not show the passwords themselves. `created` is in UNIX seconds. */
  readonly appPasswords?: readonly { readonly created: number; readonly tag: string }[];
}

export interface BrandMetadata extends Common {}

/** Keys below this member are values: names of roles. */
const keyedByValue: ReadonlySet<string> = new Set(["roles"]);
/** No source has any of them in a response to a read; a text under such a name must not reach state. */
const secrets: ReadonlySet<string> = new Set(["password", "token", "session_token", "secret"]);
/** UNIX times that may arrive as text (open question 17). */
const times: ReadonlySet<string> = new Set(["createtime", "created", "delete_time"]);

/** What the service sends beside the attributes, without secrets and in the program's names. */
export function parseMetadata(metadata: object): Members {
  const members: [string, unknown][] = Object.entries(metadata);
  const shown = members.filter(([name, value]) => !(secrets.has(name) && typeof value === "string"));
  return Object.fromEntries(
    shown.map(([name, value]) => [programName(name), keyedByValue.has(name) ? value : parseMember(name, value)]),
  );
}

function parseMember(name: string, value: unknown): unknown {
  if (times.has(name) && typeof value === "string" && value !== "") return Number(value);
  if (Array.isArray(value)) return value.map((item) => parseMember("", item));
  return value !== null && typeof value === "object" ? parseMetadata(value) : value;
}
