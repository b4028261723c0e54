import {
  checkEndpoint,
  clusters,
  type EndpointFault,
  isLoopback,
  type OmaConfig,
  OmaConfigError,
} from "../../oma/index.js";

/** Settings of the client, by the name in the stack's configuration; the variable is made of the same words. */
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

const proxyVariables: ReadonlySet<string> = new Set([
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "NO_PROXY",
  "http_proxy",
  "https_proxy",
  "no_proxy",
]);

type Environment = Readonly<Record<string, string | undefined>>;
type Lookup = (name: Setting) => string | undefined;

/**
 * The configuration of the client. An `OMA_*` variable of the environment comes before the stack's configuration: the engine
 * keeps a copy of the latter in state, so a rotated password would reach a later refresh or destroy only through the
 * environment.
 *
 * @throws OmaConfigError naming the setting and the remedy.
 */
export function clientSettings(configured: (key: string) => string | undefined, environment: Environment): OmaConfig {
  const { setting, together } = settingsIn(configured, environment);
  const user = setting("user");
  if (user === undefined) {
    throw new OmaConfigError(
      "oma:user",
      "is missing",
      "Run: pulumi config set oma:user <admin address>, or set OMA_USER.",
    );
  }
  const base = serviceAddress(configured, environment);
  if (base === undefined) {
    throw new OmaConfigError(
      "oma:cluster",
      "is missing, and so is oma:endpoint",
      "Run: pulumi config set oma:cluster a (or b, or test), or set OMA_CLUSTER.",
    );
  }
  const credential = together("password", "token");
  return {
    base,
    user,
    ...secret(credential("password"), credential("token")),
    ...limits(setting),
    ...network(setting, environment, base),
    ...log(environment.OMA_LOG),
  };
}

/**
 * The base address of the service that the settings lead to.
 *
 * @returns undefined where they name none.
 * @throws OmaConfigError for an address or a cluster that cannot be used.
 */
export function serviceAddress(
  configured: (key: string) => string | undefined,
  environment: Environment,
): string | undefined {
  const { setting, together } = settingsIn(configured, environment);
  const address = together("endpoint", "cluster");
  return baseAddress(address("endpoint"), address("cluster"), isTrue(setting, "allowHttp"));
}

function settingsIn(configured: (key: string) => string | undefined, environment: Environment) {
  const variable = (name: Setting) => `OMA_${name.replace(/[A-Z]/g, (c) => `_${c}`).toUpperCase()}`;
  const fromEnvironment: Lookup = (name) => environment[variable(name)] || undefined;
  const fromConfiguration: Lookup = (name) => configured(`oma:${name}`) || undefined;
  const setting: Lookup = (name) => fromEnvironment(name) ?? fromConfiguration(name);
  // Settings that belong together come from one place: half of an account from each would be no account.
  const together = (...names: Setting[]): Lookup =>
    names.some((name) => fromEnvironment(name) !== undefined) ? fromEnvironment : fromConfiguration;
  return { setting, together };
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

const addresses: ReadonlyMap<string, string> = new Map(Object.entries(clusters));

const endpointRemedies: Readonly<Record<EndpointFault, string>> = {
  malformed: "Give an address such as https://admin.a.hostedemail.com/api.",
  credentials: "Move them to oma:user and oma:password.",
  unencrypted: "Use https, or set oma:allowHttp to true if the network is yours.",
  "not a cluster": `Use one of ${[...addresses.values()].join(", ")}, or set oma:cluster.`,
};

function baseAddress(
  endpoint: string | undefined,
  cluster: string | undefined,
  allowHttp: boolean,
): string | undefined {
  if (endpoint !== undefined) {
    const checked = checkEndpoint(endpoint, allowHttp);
    if ("base" in checked) return checked.base;
    throw new OmaConfigError("oma:endpoint", checked.reason, endpointRemedies[checked.fault]);
  }
  if (cluster === undefined) return undefined;
  const address = addresses.get(cluster);
  if (address === undefined) {
    throw new OmaConfigError("oma:cluster", `is "${cluster}"`, `Use one of ${[...addresses.keys()].join(", ")}.`);
  }
  return address;
}

function limits(setting: Lookup): Partial<OmaConfig> {
  const parallel = wholeNumber(setting, "parallel", 1, 64);
  const pace = setting("pace");
  if (pace !== undefined && pace !== "adaptive" && pace !== "off") {
    throw new OmaConfigError(
      "oma:pace",
      `is "${pace}"`,
      "Use adaptive or off: it switches the adaptive limiter of concurrent calls.",
    );
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
  // A service on this very machine is never behind a proxy.
  const proxies = isLoopback(new URL(base).hostname) ? [] : Object.entries(environment).filter(isProxy);
  return {
    ...(caFile === undefined ? {} : { caFile }),
    ...(isTrue(setting, "insecureTls") ? { insecureTls: true } : {}),
    ...(proxies.length > 0 ? { proxyEnv: Object.fromEntries(proxies) } : {}),
  };
}

function isProxy(entry: [name: string, value: string | undefined]): entry is [string, string] {
  const [name, value] = entry;
  return proxyVariables.has(name) && value !== undefined && value !== "";
}

function isTrue(setting: Lookup, name: Setting): boolean {
  return setting(name) === "true";
}

function log(format: string | undefined): Partial<OmaConfig> {
  if (format === undefined || format === "") return {};
  if (format === "text" || format === "json") return { log: format };
  throw new OmaConfigError("OMA_LOG", `is "${format}"`, "Use text or json, or leave it out.");
}
