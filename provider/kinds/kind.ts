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

/** One part of an object's identity. The request field has the same name. */
export interface IdentityField {
  readonly doc: string;
  readonly pattern: Pattern;
  /** All strings that fit the pattern, where they can be listed. */
  readonly values?: readonly string[];
  /** OMA converts domain names and addresses to lower case (open question 60), so they are lowered before any comparison. */
  readonly lowered?: true;
}

/** An argument that steers the lifecycle and is never sent. */
export interface Option {
  readonly doc: string;
  readonly value:
    | { readonly shape: "flag" }
    | { readonly shape: "choice"; readonly values: readonly string[] }
    | { readonly shape: "seconds" };
}

/** A search that lists what keeps an object from being deleted. */
export interface Blocker {
  /** The error number of a refused delete that this search explains. */
  readonly number: number;
  readonly method: string;
  readonly criteria: (identity: Identity) => Record<string, unknown>;
  readonly rows: string;
  /** Whether a row concerns the object, for a search that has no criterion for that. */
  readonly concerns?: (row: Readonly<Record<string, unknown>>, identity: Identity) => boolean;
  readonly describe: (row: Readonly<Record<string, unknown>>) => string;
  /** The same run may delete what is listed, so the delete waits. */
  readonly mayLeave?: true;
  /** What the operator can do about it. */
  readonly remedy: string;
}

/** A limit that the parent sets, and the search that counts what uses it. */
export interface Limit {
  /** Wire name of the parent's attribute. */
  readonly attribute: string;
  readonly method: string;
  readonly criteria: (identity: Identity) => Record<string, unknown>;
}

export type Identity = Readonly<Record<string, string>>;

/** Members of a request or a response, or attributes under wire names. */
type Fields = Readonly<Record<string, unknown>>;

/** The calls of a subresource. A change replaces the whole subresource, so everything that is declared is sent with each. */
interface SubresourceCalls {
  /** Fields of the read; left out: the identity. */
  readonly read?: (identity: Identity) => Fields;
  /**
   * What a response to the read says of the subresource: null when it does not exist, undefined when the response lacks the
   * member that would say.
   */
  readonly found: (answer: Fields, identity: Identity) => Found | null | undefined;
  /** Fields of the change that creates or replaces it. */
  readonly change: (identity: Identity, attributes: Fields) => Fields;
  /** Fields of the call that deletes it, given what it was last known to hold; left out: the identity. */
  readonly delete?: (identity: Identity, attributes: Fields) => Fields;
}

export interface Found {
  /** Under wire names. */
  readonly attributes: Fields;
  /** When it was created, in UNIX seconds, where the response says. */
  readonly createtime?: unknown;
}

/** How a deleted object is found and restored. */
interface Restore {
  /** Restores an object by its id, under a name. */
  readonly method: "restore_user" | "restore_domain";
  /** Lists the deleted objects of a scope. */
  readonly search: "search_users" | "search_domains";
  readonly criteria: (identity: Identity, attributes: Fields) => Record<string, unknown>;
  /** The member of a row that holds the name. */
  readonly named: "user" | "domain";
  /** What comes back with the object, as messages say it. */
  readonly brings: string;
  /** How many days the service keeps a deleted object. Left out: no source says. */
  readonly days?: number;
}

/** The object that another one belongs to. */
export interface Parent {
  readonly kind: KindName;
  readonly of: (identity: Identity) => Identity;
  /** Calls address the child by the parent's name, so "is an alias" (3) means the parent's name. */
  readonly names?: true;
}

/** What the lifecycle needs to know about one kind. Data only: the flow is the same for every kind. */
export interface Kind {
  readonly name: KindName;
  readonly doc: string;
  readonly identity: Readonly<Record<string, IdentityField>>;
  /** What messages call the object. */
  readonly displayName: (identity: Identity) => string;
  readonly attributes: AttributeTable;
  readonly options: Readonly<Record<string, Option>>;
  readonly verbs: {
    readonly read: string;
    readonly change: string;
    /**
     * `guarded`: created with `create_only`. `adopt`: OMA cannot create it, so create adopts the existing object.
     * `unguarded`: no guard exists, so each create reads first.
     */
    readonly create: "guarded" | "adopt" | "unguarded";
    readonly delete?: string;
    /** What `onDelete: "suspend"` writes instead of deleting, under wire names. */
    readonly suspend?: Readonly<Record<string, unknown>>;
    readonly restore?: Restore;
    /** Renames in place. Used when `sameHome` holds for the old and the new identity. */
    readonly rename?: {
      readonly method: string;
      readonly sameHome: (from: Identity, to: Identity) => boolean;
      /** A name in the same home that nobody else would choose. `mark` is a string of hexadecimal digits. */
      readonly temporaryName: (from: Identity, mark: string) => Identity;
      /** Wire names of attributes that tell whose object it is, and that a rename seldom changes. */
      readonly keeps: readonly string[];
      /** What a replacement leaves behind, as a clause about the old and the new object. */
      readonly leavesBehind: string;
    };
    /** Left out: requests name the object and hold `attributes`, as responses do. */
    readonly subresource?: SubresourceCalls;
  };
  /** The scope whose objects share one list of settable attributes, which depends on the admin's role there. Left out: no list. */
  readonly settableScope?: (identity: Identity, inputs: Readonly<Record<string, unknown>>) => string;
  /** The object that must exist first, when there is one. */
  readonly parent?: Parent;
  /** No read says when such an object was created. */
  readonly undated?: true;
  readonly blockers?: readonly Blocker[];
  /** Refusals of a delete that need no search, by error number: the reason, and what to do. */
  readonly refusals?: Readonly<
    Record<number, { readonly why: (identity: Identity) => string; readonly remedy: string }>
  >;
  /** By the error number for a reached limit. */
  readonly limits?: Readonly<Record<number, Limit>>;
  /** The attribute that a create lacks, if there is one. */
  readonly missingOnCreate?: (
    inputs: Readonly<Record<string, unknown>>,
  ) => { attribute: string; reason: string } | undefined;
  /** Read-only attributes that become outputs, by the member of the response that holds them. */
  readonly computed: Readonly<
    Record<
      string,
      { readonly doc: string; readonly type: "string" | "number"; readonly from: "attributes" | "metadata" }
    >
  >;
  /** Generated secrets, by the member of the create's response that holds them. They become secret outputs. */
  readonly createOnlySecrets?: Readonly<Record<string, { readonly doc: string }>>;
}
