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
}

/** An argument that steers the lifecycle and is never sent. */
export interface Option {
  readonly doc: string;
  readonly value:
    | { readonly shape: "flag" }
    | { readonly shape: "choice"; readonly values: readonly string[] }
    | { readonly shape: "seconds" };
  /** What holds when it is left out. To declare that value is no change. */
  readonly default?: boolean | string | number;
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

/** A refusal of a delete that no search explains. */
interface Refusal {
  readonly why: (identity: Identity) => string;
  /** The object is a part of its parent: it goes when the parent goes, so it is let go of unless the run keeps the parent. */
  readonly goesWithParent?: true;
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
  /** Identity fields as the response spells them, where it shows them: names in another case are the same name. */
  readonly spelled?: Identity;
  /** Under wire names. */
  readonly attributes: Fields;
  /** When it was created, in UNIX seconds, where the response says. */
  readonly createtime?: unknown;
}

/**
 * The search or read that lists the names of objects beside one, as the service spells them. Only such a list tells whether two
 * names that differ in case are two objects.
 */
export interface Spellings {
  readonly method: string;
  readonly fields: (identity: Identity) => Fields;
  /** Values of the last identity field. A response may list other names too. */
  readonly names: (answer: Fields, identity: Identity) => readonly string[];
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

/** Another object, which a value names. */
export interface Reference {
  readonly kind: KindName;
  readonly identity: Identity;
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
     * `guarded`: the creating call refuses an object that exists, by `create_only` or by itself. `adopt`: OMA cannot create it,
     * so create adopts the existing object. `unguarded`: no guard exists, so each create reads first.
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
      /** Whether it is one of those names. */
      readonly isTemporaryName: (identity: Identity) => boolean;
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
  /** By program name: what an attribute, or an entry of its list, names. 2 may mean that it is missing (open question 44). */
  readonly references?: Readonly<
    Record<string, (value: string, identity: Identity, attributes: Fields) => Reference | undefined>
  >;
  /** For kinds whose names the service may compare with or without regard to case. */
  readonly spellings?: Spellings;
  /** No read says when such an object was created. */
  readonly undated?: true;
  readonly blockers?: readonly Blocker[];
  /** Refusals of a delete that need no search, by error number. */
  readonly refusals?: Readonly<Record<number, Refusal>>;
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
