import type { AttributeTable, Pattern } from "./attribute.js";

export type KindName =
  | "Company"
  | "Domain"
  | "Brand"
  | "User"
  | "Workgroup"
  | "Role"
  | "CompanyBulletin"
  | "DomainBulletin"
  | "SieveRuleset"
  | "AppPassword";

/** One part of an object's identity; its name is the wire's request field too. */
export interface IdentityField {
  readonly doc: string;
  readonly pattern: Pattern;
  /** The only texts that fit the pattern, where they can be listed. */
  readonly values?: readonly string[];
  /** OMA lowers domain names and addresses itself (open question 60), so they are lowered before anything is compared. */
  readonly lowered?: true;
}

/** A setting of the resource itself: it steers the lifecycle and never reaches the service. */
export interface Option {
  readonly doc: string;
  readonly value:
    | { readonly shape: "flag" }
    | { readonly shape: "choice"; readonly values: readonly string[] }
    | { readonly shape: "seconds" };
}

/** A search that lists what keeps an object from being deleted. */
export interface Blocker {
  /** The error number of delete that this search explains. */
  readonly number: number;
  readonly method: string;
  readonly criteria: (identity: Identity) => Record<string, unknown>;
  readonly rows: string;
  /** Whether a row is about the object, for a search that cannot be narrowed down to it. */
  readonly concerns?: (row: Readonly<Record<string, unknown>>, identity: Identity) => boolean;
  readonly describe: (row: Readonly<Record<string, unknown>>) => string;
  /** What is listed may be on its way out in the same run, so that waiting is worth while. */
  readonly mayLeave?: true;
  /** What the operator can do about it. */
  readonly remedy: string;
}

/** A limit that the parent sets, and the search that counts what is taken of it. */
export interface Limit {
  /** Wire name of the parent's attribute. */
  readonly attribute: string;
  readonly method: string;
  readonly criteria: (identity: Identity) => Record<string, unknown>;
}

export type Identity = Readonly<Record<string, string>>;

/** Members of a request, of an answer, or attributes under the wire's names. */
type Fields = Readonly<Record<string, unknown>>;

/**
 * How the calls look of what is a part of a company, a domain or a user. Their changes replace what they are about, so all that is
 * declared goes with each.
 */
interface SubresourceCalls {
  /** Fields of the read; left out: the identity. */
  readonly read?: (identity: Identity) => Fields;
  /**
   * What an answer to the read tells of the part: null when it is not there, undefined when the answer lacks the member that
   * would tell.
   */
  readonly found: (answer: Fields, identity: Identity) => Found | null | undefined;
  /** Fields of the change that makes the part or replaces it. */
  readonly change: (identity: Identity, attributes: Fields) => Fields;
  /** Fields of the call that deletes it, given what it was last known to hold; left out: the identity. */
  readonly delete?: (identity: Identity, attributes: Fields) => Fields;
}

export interface Found {
  /** Under the wire's names. */
  readonly attributes: Fields;
  /** When it was made, in UNIX seconds, where the answer tells. */
  readonly createtime?: unknown;
}

/** The object that another one needs. */
export interface Parent {
  readonly kind: KindName;
  readonly of: (identity: Identity) => Identity;
  /** Calls about the other one go by this one's name: "is an alias" is about that name. */
  readonly names?: true;
}

/** What the lifecycle needs to know about one kind of object. Data only: the flow is the same for every kind. */
export interface Kind {
  readonly name: KindName;
  readonly doc: string;
  readonly identity: Readonly<Record<string, IdentityField>>;
  /** The name of the object among its identity fields: what messages call it. */
  readonly displayName: (identity: Identity) => string;
  readonly attributes: AttributeTable;
  readonly options: Readonly<Record<string, Option>>;
  readonly verbs: {
    readonly read: string;
    readonly change: string;
    /**
     * `guarded`: created with `create_only`. `adopt`: OMA cannot create it, so create takes over what exists. `unguarded`: no
     * guard exists, so each create looks first.
     */
    readonly create: "guarded" | "adopt" | "unguarded";
    readonly delete?: string;
    /** What `onDelete: "suspend"` writes in place of a delete, under the wire's names. */
    readonly suspend?: Readonly<Record<string, unknown>>;
    /** Brings a deleted object back under its name; `named` is the member of a row of the search that holds the name. */
    readonly restore?: {
      readonly method: string;
      readonly search: string;
      readonly criteria: (identity: Identity) => Record<string, unknown>;
      readonly rows: string;
      readonly named: string;
    };
    /** Renames in place; used when `sameHome` holds for the old and the new identity. */
    readonly rename?: {
      readonly method: string;
      readonly sameHome: (from: Identity, to: Identity) => boolean;
      /** A name in the same home that nobody else would choose, made of a mark of hexadecimal digits. */
      readonly temporaryName: (from: Identity, mark: string) => Identity;
    };
    /** Left out: requests name the object and hold `attributes`, as answers do. */
    readonly subresource?: SubresourceCalls;
  };
  /** Which objects share one list of settable attributes (it depends on the admin's role over this scope); left out: there is none. */
  readonly settableScope?: (identity: Identity, inputs: Readonly<Record<string, unknown>>) => string;
  /** The object that has to exist first, when there is one. */
  readonly parent?: Parent;
  /** No read tells when such an object was made. */
  readonly undated?: true;
  readonly blockers?: readonly Blocker[];
  /** By the error number of a refused delete that no search has to explain: why it is refused, and what to do. */
  readonly refusals?: Readonly<
    Record<number, { readonly why: (identity: Identity) => string; readonly remedy: string }>
  >;
  /** By the error number that says that the limit is reached. */
  readonly limits?: Readonly<Record<number, Limit>>;
  /** Says which attribute is missing for a create, if one is. */
  readonly missingOnCreate?: (
    inputs: Readonly<Record<string, unknown>>,
  ) => { attribute: string; reason: string } | undefined;
  /** Read-only attributes that become outputs, by the member of the answer that holds them. */
  readonly computed: Readonly<
    Record<
      string,
      { readonly doc: string; readonly type: "string" | "number"; readonly from: "attributes" | "metadata" }
    >
  >;
  /** Secrets that only the answer to the create tells, by the member that holds them. They become secret outputs. */
  readonly createOnlySecrets?: Readonly<Record<string, { readonly doc: string }>>;
}
