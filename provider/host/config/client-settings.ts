import {
  checkEndpoint,
  clusters,
  type EndpointFault,
  isLoopback,
  type OmaConfig,
  OmaConfigError,
} from "../../oma/index.js";
import type { Setting } from "./names.js";
import { type ConfigLookup, type Environment, SettingsReader } from "./reader.js";

const proxyVariables: ReadonlySet<string> = new Set([
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "NO_PROXY",
  "http_proxy",
  "https_proxy",
  "no_proxy",
]);

/**
 * The configuration of the client. An `OMA_*` variable of the environment comes before the stack's configuration: the engine
 * keeps a copy of the latter in state, so a rotated password would reach a later refresh or destroy only through the
 * environment.
 *
 * @throws OmaConfigError naming the setting and the remedy.
 */
export function clientSettings(configured: ConfigLookup, environment: Environment): OmaConfig {
  const settings = new SettingsReader(configured, environment);
  const user = settings.text("user");
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
  const credential = settings.together("password", "token");
  return {
    base,
    user,
    ...secret(credential("password"), credential("token")),
    ...limits(settings),
    ...network(settings, environment, base),
    ...log(environment.OMA_LOG),
  };
}

/**
 * Refuses settings that are there and cannot be used. None need be there: a program whose resources all have a provider of their
 * own has no account in the stack's configuration.
 *
 * @throws OmaConfigError naming the setting and the remedy.
 */
export function refuseMalformed(configured: ConfigLookup, environment: Environment): void {
  const settings = new SettingsReader(configured, environment);
  settings.text("user");
  serviceAddress(configured, environment);
  limits(settings);
  settings.flag("insecureTls");
  log(environment.OMA_LOG);
}

/**
 * The base address of the service that the settings lead to.
 *
 * @returns undefined where they name none.
 * @throws OmaConfigError for an address or a cluster that cannot be used.
 */
export function serviceAddress(configured: ConfigLookup, environment: Environment): string | undefined {
  const settings = new SettingsReader(configured, environment);
  const address = settings.together("endpoint", "cluster");
  return baseAddress(address("endpoint"), address("cluster"), settings.flag("allowHttp"));
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

function limits(settings: SettingsReader): Partial<OmaConfig> {
  const parallel = settings.wholeNumber("parallel", 1, 64);
  const pace = settings.choice("pace", ["adaptive", "off"]);
  return {
    ...(parallel === undefined ? {} : { parallel }),
    ...(pace === undefined ? {} : { pace }),
    ...seconds(settings, "deadline", "deadlineMs"),
    ...seconds(settings, "connectTimeout", "connectTimeoutMs"),
    ...seconds(settings, "idleTimeout", "idleTimeoutMs"),
    ...seconds(settings, "totalTimeout", "totalTimeoutMs"),
  };
}

function seconds(settings: SettingsReader, name: Setting, member: keyof OmaConfig): Partial<OmaConfig> {
  const value = settings.wholeNumber(name, 1, 86_400);
  return value === undefined ? {} : { [member]: value * 1000 };
}

function network(settings: SettingsReader, environment: Environment, base: string): Partial<OmaConfig> {
  const caFile = settings.text("caFile");
  // A service on this very machine is never behind a proxy.
  const proxies = isLoopback(new URL(base).hostname) ? [] : Object.entries(environment).filter(isProxy);
  return {
    ...(caFile === undefined ? {} : { caFile }),
    ...(settings.flag("insecureTls") ? { insecureTls: true } : {}),
    ...(proxies.length > 0 ? { proxyEnv: Object.fromEntries(proxies) } : {}),
  };
}

function isProxy(entry: [name: string, value: string | undefined]): entry is [string, string] {
  const [name, value] = entry;
  return proxyVariables.has(name) && value !== undefined && value !== "";
}

function log(format: string | undefined): Partial<OmaConfig> {
  if (format === undefined || format === "") return {};
  if (format === "text" || format === "json") return { log: format };
  throw new OmaConfigError("OMA_LOG", `is "${format}"`, "Use text or json, or leave it out.");
}
