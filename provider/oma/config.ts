import type { LogFormat } from "./events/sinks.js";

/**
 * Which service the client calls, as whom, and how. The client takes the values as they are; only `caFile` is opened, and
 * a file that cannot be read is an OmaConfigError.
 */
export interface OmaConfig {
  /** Base address of the API, without a slash at the end, such as `https://admin.a.hostedemail.com/api`. */
  readonly base: string;
  /** Address of the admin, such as `admin@example.adm`. */
  readonly user: string;
  /** Password of the admin. The client spends it on session tokens. Set exactly one of `password` and `token`. */
  readonly password?: string;
  /** A session token from elsewhere. The client cannot renew it, so its end is the end of the client. */
  readonly token?: string;
  /** The most calls that run at once, a whole number from 1. Default: 16. */
  readonly parallel?: number;
  /**
   * "adaptive", the default: a limiter finds how many calls the service takes at once, and writes to one domain go one at a
   * time. "off": calls go out as they come, and only the number of connections bounds them.
   */
  readonly pace?: "adaptive" | "off";
  /**
   * Milliseconds from the start of an operation. After them, the client begins no further attempt and gives up the attempt
   * of a read; it waits for the response to a write that was sent. Default: 10 minutes.
   */
  readonly deadlineMs?: number;
  /** Milliseconds until a connection stands, TLS included. Default: 10 seconds. */
  readonly connectTimeoutMs?: number;
  /** Milliseconds that the service may send nothing. Default: 1 minute. */
  readonly idleTimeoutMs?: number;
  /** Milliseconds until the response to one attempt is complete. Default: 2 minutes. */
  readonly totalTimeoutMs?: number;
  /** Path of a PEM file with authorities to trust beside the usual ones. */
  readonly caFile?: string;
  /** True: the client does not verify certificates, and warns of that on standard error. Default: false. */
  readonly insecureTls?: boolean;
  /** HTTP_PROXY, HTTPS_PROXY and NO_PROXY, in either case, with their usual meaning. Default: no proxy. */
  readonly proxyEnv?: Readonly<Record<string, string>>;
  /** The client writes what happens to its calls to standard error, in this format. Default: it writes nothing. */
  readonly log?: LogFormat;
}

/**
 * Base addresses of the clusters. An account lives on one cluster, and the others do not know it (GUIDE, PHP2, NOTE-MD).
 */
export const clusters = {
  a: "https://admin.a.hostedemail.com/api",
  b: "https://admin.b.hostedemail.com/api",
  test: "https://admin.test.hostedemail.com/api",
} as const;

/**
 * Calls took 0.3 to 1.5 s (LIVE), and other clients give up after 5 to 30 s. A write that is given up early has an unknown
 * outcome, so these limits are longer. 16 calls at once keep four cores busy that run four operations each.
 */
const defaults = {
  parallel: 16,
  deadlineMs: 10 * 60_000,
  connectTimeoutMs: 10_000,
  idleTimeoutMs: 60_000,
  totalTimeoutMs: 120_000,
} as const;

/** The configuration with the default of each limit that it leaves out. */
export function withDefaults(config: OmaConfig): OmaConfig & Readonly<Record<keyof typeof defaults, number>> {
  return { ...defaults, ...config };
}
