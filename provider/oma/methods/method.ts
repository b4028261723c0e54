export type Fields = Readonly<Record<string, unknown>>;

/** Whether a call can change something on the service. */
export type Effect = "read" | "write";

/** What is known of one OMA method. `Request` and `Response` exist for the compiler alone. */
export interface Method<Request = never, Response = unknown> {
  readonly effect: Effect;
  /** Sending it twice leaves the service as sending it once does, and sends no mail. */
  readonly idempotent: boolean;
  /** The request field that names the domain, or an address in it. Writes to one domain go one at a time. */
  readonly lane?: "domain" | "user";
  /** The method that shows what this one changed, and the fields of this one's request that it takes. */
  readonly look?: { readonly method: string; readonly fields: readonly string[] };
  /** For searches: the member that holds the rows, and what tells one row from another. */
  readonly rows?: {
    readonly member: string;
    readonly key: readonly string[];
    /** The order that keeps rows in place between pages, where the guide documents one. */
    readonly sort?: { readonly by: string; readonly direction: "ascending" };
  };
  /** For calls on many items: the member that holds the outcome of each. */
  readonly items?: string;
  readonly types?: { readonly request: Request; readonly response: Response };
}

type Traits = Partial<Omit<Method, "effect" | "types">>;

export const read = <Request extends object, Response = unknown>(traits: Traits = {}): Method<Request, Response> => ({
  idempotent: true,
  ...traits,
  effect: "read",
});

/** A change that is the same when it is made twice. */
export const write = <Request extends object, Response = Audited>(traits: Traits = {}): Method<Request, Response> => ({
  idempotent: true,
  ...traits,
  effect: "write",
});

/** A change that is another one each time: makes a thing, sends mail, or fails the second time. */
export const once = <Request extends object, Response = Audited>(traits: Traits = {}): Method<Request, Response> => ({
  ...traits,
  idempotent: false,
  effect: "write",
});

/** Answers to changes (LIVE, examples; not in the response tables). */
export interface Audited {
  /** Trace id, opaque. */
  readonly audit?: string;
}

/** The window of a search: `first` counts from 0. */
export interface Range {
  readonly first?: number;
  readonly limit?: number;
}

export interface Sort<By extends string> {
  readonly by?: By;
  readonly direction?: "ascending" | "descending";
}

/** A search's answer: `count` is the size of this page, `total_count` the number of matches. */
export type Page<Member extends string, Row> = { readonly [member in Member]?: readonly Row[] } & {
  readonly count?: number;
  readonly total_count?: number;
};

/** What a read of an object answers; of a missing one that the caller could create, without attributes and with error 2. */
export interface ObjectAnswer {
  readonly attributes?: Fields;
  readonly metadata?: Fields;
  readonly settable_attributes?: readonly string[];
  /** The spelling of some pages of the guide. */
  readonly settable_attribute?: readonly string[];
}

export interface Change {
  readonly application?: string;
  readonly msg?: string;
  /** UNIX seconds. */
  readonly time?: number | string;
  readonly user?: string;
}

/** The outcome of one item of a call on many. */
export interface Item {
  readonly id: string;
  readonly success: boolean;
  readonly error?: string;
  readonly error_number?: number;
}
