/** A JSON object whose members are not known to the compiler. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a call can change something on the service. */
export type Effect = "read" | "write";

/** What the client knows of one OMA method. `Request` and `Response` exist for the compiler alone. */
export interface Method<Request = unknown, Response = unknown> {
  readonly effect: Effect;
  /** Sending it twice leaves the service as sending it once does, and sends no mail. */
  readonly idempotent: boolean;
  /** The request field that names the domain whose writes queue: the domain itself, or an address in it. */
  readonly queue?: "domain" | "user";
  /** The read that shows what this method changed, and the fields of this method's request that it takes. */
  readonly readBack?: { readonly method: string; readonly fields: readonly string[] };
  readonly types?: { readonly request: Request; readonly response: Response };
}

/** What a search says of its rows. */
export interface Rows {
  /** The member of the response that holds the rows. */
  readonly member: string;
  /** The members of a row that together tell it from every other row. */
  readonly key: readonly string[];
  /** The order that keeps rows in place between pages, where the guide documents one. */
  readonly sort?: { readonly by: string; readonly direction: "ascending" };
}

/** A method that responds with pages of rows. */
export interface SearchMethod<Request = unknown, Response = unknown> extends Method<Request, Response> {
  readonly rows: Rows;
}

/** A method on many items. */
export interface BatchMethod<Request = unknown, Response = unknown> extends Method<Request, Response> {
  /** The member that names the items in the request, and holds the outcome of each in the response. */
  readonly items: "ids";
}

type Traits = Pick<Method, "queue" | "readBack">;

export const read = <Request extends object, Response = unknown>(traits: Traits = {}): Method<Request, Response> => ({
  idempotent: true,
  ...traits,
  effect: "read",
});

export const search = <Request extends object, Response>(
  rows: Rows,
  traits: Traits = {},
): SearchMethod<Request, Response> => ({ ...read(traits), rows });

/** A change that leaves the same when it is made twice. */
export const write = <Request extends object, Response = Audited>(traits: Traits = {}): Method<Request, Response> => ({
  idempotent: true,
  ...traits,
  effect: "write",
});

/** A change that is another one each time: it makes a thing, sends mail, or fails the second time. */
export const once = <Request extends object, Response = Audited>(traits: Traits = {}): Method<Request, Response> => ({
  ...traits,
  idempotent: false,
  effect: "write",
});

export const batch = <Request extends BatchRequest>(traits: Traits): BatchMethod<Request, BatchResponse> => ({
  ...once(traits),
  items: "ids",
});

/** What the service adds to its response to a change (LIVE, examples; not in the response tables). */
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

/** The response to a search: `count` is the size of this page, `total_count` the number of matches. */
export type Page<Member extends string, Row> = { readonly [member in Member]?: readonly Row[] } & {
  readonly count?: number;
  readonly total_count?: number;
};

/**
 * The response to a read of one object. For an object that does not exist and that the caller could create, the service
 * sends it without attributes and with error 2.
 */
export interface ObjectResponse {
  readonly attributes?: Fields;
  readonly metadata?: Fields;
  readonly settable_attributes?: readonly string[];
  /** The spelling of some pages of the guide. */
  readonly settable_attribute?: readonly string[];
}

/** A change that the service has on record. */
export interface Change {
  readonly application?: string;
  readonly msg?: string;
  /** UNIX seconds. */
  readonly time?: number | string;
  readonly user?: string;
}

/** What a call on many items names: objects of one user, by their ids. */
export type BatchRequest = {
  readonly user: string;
  readonly ids: readonly string[];
};

/** The response to a call on many items. */
export interface BatchResponse {
  readonly ids?: readonly {
    readonly id: string;
    readonly success: boolean;
    readonly error?: string;
    readonly error_number?: number;
  }[];
}
