import { OmaConfigError } from "./errors/index.js";
import type { Log } from "./events/sinks/index.js";
import { checkedEndpoint, isLoopback } from "./http/endpoint.js";

/** Who calls, where, and how. Exactly one of `password` and `token`. */
export interface OmaConfig {
  /** Base address without a trailing slash, such as `https://admin.a.hostedemail.com/api`. */
  readonly base: string;
  readonly user: string;
  readonly password?: string;
  readonly token?: string;
  /** The most calls that run at once. */
  readonly parallel?: number;
  /** "off": calls go out as they come, bounded by the number of connections alone. */
  readonly pace?: "adaptive" | "off";
  /** How long one operation may take until its last attempt begins, waiting included; for a read, until that has ended. */
  readonly deadlineMs?: number;
  readonly connectTimeoutMs?: number;
  /** How long the service may be silent. */
  readonly idleTimeoutMs?: number;
  /** How long one attempt may take until its answer is complete. */
  readonly totalTimeoutMs?: number;
  /** PEM file with authorities to trust beside the usual ones. */
  readonly caFile?: string;
  /** Certificates are not verified. */
  readonly insecureTls?: boolean;
  /** HTTP_PROXY, HTTPS_PROXY and NO_PROXY, in either case. */
  readonly proxyEnv?: Readonly<Record<string, string>>;
  readonly log?: Log;
}

/** GUIDE, PHP2, NOTE-MD: an account lives on one cluster, the others do not know it. */
export const clusters = {
  a: "https://admin.a.hostedemail.com/api",
  b: "https://admin.b.hostedemail.com/api",
  test: "https://admin.test.hostedemail.com/api",
} as const;

/**
 * LIVE calls took 0.3 to 1.5 s; clients in the wild give up after 5 to 30 s. A write given up early is an unknown outcome, so
 * these are longer. The engine runs 4 operations per core at once; 16 calls are what it does on a usual machine.
 */
const defaults = {
  parallel: 16,
  deadlineMs: 10 * 60_000,
  connectTimeoutMs: 10_000,
  idleTimeoutMs: 60_000,
  totalTimeoutMs: 120_000,
} as const;

export function settingsOf(config: OmaConfig): Readonly<Record<keyof typeof defaults, number>> {
  return { ...defaults, ...(config as Partial<Record<keyof typeof defaults, number>>) };
}

type Setting =
  | "endpoint"
  | "cluster"
  | "user"
  | "password"
  | "token"
  | "allowHttp"
  | "parallel"
  | "pace"
  | "deadline"
  | "connectTimeout"
  | "idleTimeout"
  | "totalTimeout"
  | "caFile"
  | "insecureTls";

const proxyVariables = ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy"] as const;

type Environment = Readonly<Record<string, string | undefined>>;
type Lookup = (name: Setting) => string | undefined;

/**
 * Reads the settings, `OMA_*` environment variables before Pulumi configuration: the engine keeps a copy of the latter in
 * state, so a rotated password would reach a later refresh or destroy only through the environment.
 *
 * @throws OmaConfigError naming the setting and the remedy.
 */
export function readConfig(configured: (key: string) => string | undefined, environment: Environment): OmaConfig {
  const variable = (name: Setting) => `OMA_${name.replace(/[A-Z]/g, (c) => `_${c}`).toUpperCase()}`;
  const fromEnvironment: Lookup = (name) => environment[variable(name)] || undefined;
  const fromConfiguration: Lookup = (name) => configured(`oma:${name}`) || undefined;
  const setting: Lookup = (name) => fromEnvironment(name) ?? fromConfiguration(name);
  // What belongs together comes from one place: half of an account from each would be neither.
  const together = (...names: Setting[]): Lookup =>
    names.some((name) => fromEnvironment(name) !== undefined) ? fromEnvironment : fromConfiguration;

  const user = setting("user");
  if (user === undefined) {
    throw new OmaConfigError(
      "oma:user",
      "is missing",
      "Run: pulumi config set oma:user <admin address>, or set OMA_USER.",
    );
  }
  const where = together("endpoint", "cluster");
  const base = baseAddress(where("endpoint"), where("cluster"), isTrue(setting, "allowHttp"));
  const opens = together("password", "token");
  return {
    base,
    user,
    ...secret(opens("password"), opens("token")),
    ...limits(setting),
    ...network(setting, environment, base),
    ...log(environment.OMA_LOG),
  };
}

function secret(password: string | undefined, token: string | undefined): { password: string } | { token: string } {
  if (password !== undefined && token !== undefined) {
    throw new OmaConfigError(
      "oma:password and oma:token",
      "are both set",
      "Remove one of them, or set the one to use in the environment (OMA_PASSWORD or OMA_TOKEN).",
    );
  }
  if (password !== undefined) return { password };
  if (token !== undefined) return { token };
  throw new OmaConfigError(
    "oma:password",
    "is missing, and so is oma:token",
    "Run: pulumi config set --secret oma:password, or set OMA_PASSWORD or OMA_TOKEN.",
  );
}

function baseAddress(endpoint: string | undefined, cluster: string | undefined, allowHttp: boolean): string {
  if (endpoint !== undefined) return checkedEndpoint(endpoint, allowHttp, Object.values(clusters));
  if (cluster === undefined) {
    throw new OmaConfigError(
      "oma:cluster",
      "is missing, and so is oma:endpoint",
      "Run: pulumi config set oma:cluster a (or b, or test), or set OMA_CLUSTER.",
    );
  }
  if (!Object.hasOwn(clusters, cluster)) {
    throw new OmaConfigError("oma:cluster", `is "${cluster}"`, `Use one of ${Object.keys(clusters).join(", ")}.`);
  }
  return clusters[cluster as keyof typeof clusters];
}

function limits(setting: Lookup): Partial<OmaConfig> {
  const parallel = wholeNumber(setting, "parallel", 1, 64);
  const pace = setting("pace");
  if (pace !== undefined && pace !== "adaptive" && pace !== "off") {
    throw new OmaConfigError("oma:pace", `is "${pace}"`, "Use adaptive or off.");
  }
  return {
    ...(parallel === undefined ? {} : { parallel }),
    ...(pace === undefined ? {} : { pace }),
    ...seconds(setting, "deadline", "deadlineMs"),
    ...seconds(setting, "connectTimeout", "connectTimeoutMs"),
    ...seconds(setting, "idleTimeout", "idleTimeoutMs"),
    ...seconds(setting, "totalTimeout", "totalTimeoutMs"),
  };
}

function seconds(setting: Lookup, name: Setting, member: keyof OmaConfig): Partial<OmaConfig> {
  const value = wholeNumber(setting, name, 1, 86_400);
  return value === undefined ? {} : { [member]: value * 1000 };
}

function wholeNumber(setting: Lookup, name: Setting, least: number, most: number): number | undefined {
  const text = setting(name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new OmaConfigError(`oma:${name}`, `is "${text}"`, `Give a whole number from ${least} to ${most}.`);
  }
  return value;
}

function network(setting: Lookup, environment: Environment, base: string): Partial<OmaConfig> {
  const caFile = setting("caFile");
  const proxies = proxyVariables.filter((name) => environment[name]);
  // A service on this very machine is never behind a proxy.
  const proxied = proxies.length > 0 && !isLoopback(new URL(base).hostname);
  return {
    ...(caFile === undefined ? {} : { caFile }),
    ...(isTrue(setting, "insecureTls") ? { insecureTls: true } : {}),
    ...(proxied ? { proxyEnv: Object.fromEntries(proxies.map((name) => [name, environment[name] as string])) } : {}),
  };
}

function isTrue(setting: Lookup, name: Setting): boolean {
  return setting(name) === "true";
}

function log(value: string | undefined): Partial<OmaConfig> {
  if (value === undefined || value === "") return {};
  if (value === "text" || value === "json") return { log: value };
  throw new OmaConfigError("OMA_LOG", `is "${value}"`, "Use text or json, or leave it out.");
}
