import type { AttributeTable, Pattern } from "./attribute.js";

export type KindName = "Company" | "Domain" | "Brand" | "User";

/** One part of an object's identity; its name is the wire's request field too. */
export interface IdentityField {
  readonly doc: string;
  readonly pattern: Pattern;
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
export interface Contents {
  /** The error number of delete that this search explains. */
  readonly signal: number;
  readonly method: "search_users" | "search_brand_members";
  readonly criteria: (identity: Identity) => Record<string, unknown>;
  readonly rows: string;
  readonly describe: (row: Record<string, unknown>) => string;
  /** What the operator can do about what is inside. */
  readonly remedy: string;
}

export type Identity = Readonly<Record<string, string>>;

/** What the lifecycle needs to know about one kind of object. Data only: the flow is the same for every kind. */
export interface Kind {
  readonly name: KindName;
  readonly doc: string;
  readonly identity: Readonly<Record<string, IdentityField>>;
  /** The name of the object among its identity fields: what messages call it. */
  readonly called: (identity: Identity) => string;
  readonly attributes: AttributeTable;
  readonly options: Readonly<Record<string, Option>>;
  readonly verbs: {
    readonly read: string;
    readonly change: string;
    /** `guarded`: created with `create_only`. `takeover`: OMA cannot create it, so create takes over what exists. */
    readonly create: "guarded" | "takeover";
    readonly delete?: string;
    /** What `onDelete: "suspend"` writes in place of a delete, under the wire's names. */
    readonly suspend?: Readonly<Record<string, unknown>>;
    /** Renames in place; used when `sameHome` holds for the old and the new identity. */
    readonly rename?: { readonly method: string; readonly sameHome: (from: Identity, to: Identity) => boolean };
  };
  /** Which objects share one list of settable attributes (it depends on the admin's role over this scope). */
  readonly settableScope: (identity: Identity, inputs: Readonly<Record<string, unknown>>) => string;
  /** The object that has to exist first, when there is one. */
  readonly parent?: { readonly kind: KindName; readonly of: (identity: Identity) => Identity };
  readonly contents?: Contents;
  /** Says which attribute is missing for a create, if one is. */
  readonly missingOnCreate?: (
    inputs: Readonly<Record<string, unknown>>,
  ) => { attribute: string; reason: string } | undefined;
  /** Read-only attributes that become outputs, by the member of the answer that holds them. */
  readonly facts: Readonly<
    Record<
      string,
      { readonly doc: string; readonly type: "string" | "number"; readonly from: "attributes" | "metadata" }
    >
  >;
}
