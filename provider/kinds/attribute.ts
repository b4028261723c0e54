/** The form of an attribute's value, with the limits that OMA documents. */
export type ValueShape =
  | { readonly shape: "text"; readonly maxLength?: number; readonly pattern?: Pattern }
  | { readonly shape: "integer"; readonly min?: number; readonly max?: number; readonly plausible?: Plausible }
  /** A point of time: UNIX seconds in state and on the wire. A program may also give a Date. */
  | { readonly shape: "time" }
  /** `only`: OMA can switch it on but not off. */
  | { readonly shape: "flag"; readonly only?: true }
  /** `open`: the service publishes the list in `metadata.options`, so `values` is only what is known to exist. */
  | { readonly shape: "choice"; readonly values: readonly string[]; readonly open?: true }
  | { readonly shape: "texts"; readonly minItems?: number; readonly maxItems?: number; readonly item: Pattern }
  | { readonly shape: "records"; readonly maxItems: number; readonly fields: Readonly<Record<string, RecordField>> }
  | { readonly shape: "map" };

/**
 * The numbers that anybody means. The service also takes others between `min` and `max`, but whoever gives one thought of another
 * unit. 0 is always plausible.
 */
interface Plausible {
  readonly min: number;
  readonly max: number;
  /** How a program writes such a number, for messages. */
  readonly example: string;
}

/** A form of string, with the words that describe it in an error message. */
export interface Pattern {
  readonly says: string;
  readonly test: RegExp;
  /** It ends with a domain name, of which the service knows only the ASCII form (open question 63). */
  readonly hasDomain?: true;
  /**
   * How the service treats the case of letters in such a name. `lowered`: it stores lower case, so inputs are lowered too.
   * `ignored`: it finds the name in any case and keeps the spelling, or may do so. Left out: the case matters.
   */
  readonly letterCase?: "lowered" | "ignored";
}

/**
 * The one notion of "the same name": two spellings of one name are equal in this form. Where no source says whether the service
 * compares names exactly, they count as the same, so nothing is ever taken for another object that may be the same one.
 */
export function folded({ letterCase }: Pattern, name: string): string {
  return letterCase === undefined ? name : name.toLowerCase();
}

/** One field of a `records` attribute. */
interface RecordField {
  readonly doc: string;
  readonly maxLength?: number;
  readonly pattern?: Pattern;
  readonly values?: readonly string[];
  readonly required?: true;
}

/** One attribute of one kind. Nothing else in the project describes it. */
export interface Attribute {
  readonly value: ValueShape;
  /** What the attribute does, for the person who writes the program. */
  readonly doc: string;
  /** Where the facts come from: keys of the OMA reference's list of sources. */
  readonly source: string;
  /** `write`: accepted but never returned. `read`: returned but never accepted. */
  readonly access: "read-write" | "read" | "write";
  readonly unit?: string;
  /** Null means "unset" to the service. Removing the attribute from a program sends null. */
  readonly nullable?: true;
  /** `live`: while unset, the parent's value is in force. `copied`: the parent gave only the first value. */
  readonly inherit?: { readonly how: "live" | "copied"; readonly from: string };
  /** The service never returns it, and state never holds it. Programs give the secret itself, or `<name>From`: see {@link sourceName}. */
  readonly secret?: true;
  /** The object cannot exist without it, so a program must declare it. */
  readonly required?: true;
  /**
   * Why a change that the service accepts and ignores would be a security hole. It concerns who can log in or send, who
   * administers what, where mail goes, whether it is scanned, or how strong passwords are. Such an attribute is read back.
   */
  readonly security?: string;
  /** The service does not accept it in the call that creates the object. */
  readonly notOnCreate?: true;
  /** Whether reads return it is not documented, so its absence from a response is no drift. */
  readonly mayBeAbsent?: true;
  /** A change is refused unless the named option of the resource is true. */
  readonly changeNeeds?: string;
  /** The service lists the values that it offers in `metadata.options` of the object. */
  readonly listed?: true;
  /** What a new object gets when nothing is declared. */
  readonly initial?: string;
  /** The flag that turns this attribute on. A program that declares the one and not the other has forgotten something. */
  readonly needs?: string;
  /** What a flag always is while another attribute has a certain value. The service ignores a different one. */
  readonly fixed?: { readonly by: string; readonly is: Readonly<Record<string, boolean>> };
  /** Arguments of the same resource whose values may not be in this list too. */
  readonly excludes?: readonly string[];
  /** A change may reset other attributes, so everything that is declared is written with it. */
  readonly resetsOthers?: true;
  /** Why programs cannot set an attribute that is known. */
  readonly notOffered?: string;
  /** Other spellings that the service's own lists use, as documented. */
  readonly alsoSpelled?: readonly string[];
}

export type AttributeTable = Readonly<Record<string, Attribute>>;

/** The argument that says where the provider finds a secret: `password` -> `passwordFrom`. */
export function sourceName(attribute: string): string {
  return `${attribute}From`;
}

/** Names of the secrets that a program may declare. */
export function secretNames(table: AttributeTable): string[] {
  return secretAttributes(table).map(([name]) => name);
}

/** The secrets that a program may declare. */
export function secretAttributes(table: AttributeTable): [string, Attribute][] {
  return Object.entries(table).filter(([, attribute]) => attribute.secret === true && isOffered(attribute));
}

/** Attributes that a program may declare. */
export function isOffered(attribute: Attribute): boolean {
  return attribute.access !== "read" && attribute.notOffered === undefined;
}

/** Attributes that reads may return. */
export function isReadable({ access, secret }: Attribute): boolean {
  return access !== "write" && secret !== true;
}

/** Whether a readable attribute that a response lacks is unset (open question 10), rather than unknown. */
export function isAlwaysThere({ mayBeAbsent, notOffered }: Attribute): boolean {
  return mayBeAbsent !== true && notOffered === undefined;
}
