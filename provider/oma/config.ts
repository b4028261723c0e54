import { OmaConfigError } from "./errors/index.js";

/** Who calls, and where. Exactly one of `password` and `token`. */
export interface OmaConfig {
  /** Base address without a trailing slash, such as `https://admin.a.hostedemail.com/api`. */
  readonly base: string;
  readonly user: string;
  readonly password?: string;
  readonly token?: string;
}

/** GUIDE, PHP2, NOTE-MD: an account lives on one cluster, the others do not know it. */
export const clusters = {
  a: "https://admin.a.hostedemail.com/api",
  b: "https://admin.b.hostedemail.com/api",
  test: "https://admin.test.hostedemail.com/api",
} as const;

type Setting = "endpoint" | "cluster" | "user" | "password" | "token" | "allowHttp";

/**
 * Reads the settings, `OMA_*` environment variables before Pulumi configuration: the engine keeps a copy of the latter in
 * state, so a rotated password would reach a later refresh or destroy only through the environment.
 *
 * @throws OmaConfigError naming the setting and the remedy.
 */
export function readConfig(
  configured: (key: string) => string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): OmaConfig {
  const variable = (setting: Setting) => `OMA_${setting.replace(/[A-Z]/g, (c) => `_${c}`).toUpperCase()}`;
  const setting = (name: Setting): string | undefined =>
    environment[variable(name)] || configured(`oma:${name}`) || undefined;

  const user = setting("user");
  if (user === undefined) {
    throw new OmaConfigError(
      "oma:user",
      "is missing",
      "Run: pulumi config set oma:user <admin address>, or set OMA_USER.",
    );
  }
  const base = baseAddress(setting("endpoint"), setting("cluster"), setting("allowHttp") === "true");
  return { base, user, ...secret(setting("password"), setting("token")) };
}

function secret(password: string | undefined, token: string | undefined): { password: string } | { token: string } {
  if (password !== undefined && token !== undefined) {
    throw new OmaConfigError(
      "oma:password and oma:token",
      "are both set",
      "Remove one of them (OMA_PASSWORD and OMA_TOKEN count too).",
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
  if (endpoint !== undefined) return checkedEndpoint(endpoint, allowHttp);
  if (cluster === undefined) {
    throw new OmaConfigError(
      "oma:cluster",
      "is missing, and so is oma:endpoint",
      "Run: pulumi config set oma:cluster a (or b, or test), or set OMA_CLUSTER.",
    );
  }
  const base = (clusters as Record<string, string>)[cluster];
  if (base === undefined) {
    throw new OmaConfigError("oma:cluster", `is "${cluster}"`, `Use one of ${Object.keys(clusters).join(", ")}.`);
  }
  return base;
}

function checkedEndpoint(endpoint: string, allowHttp: boolean): string {
  const remedy = "Give an address such as https://admin.a.hostedemail.com/api.";
  if (!URL.canParse(endpoint)) throw new OmaConfigError("oma:endpoint", "is not a web address", remedy);
  const url = new URL(endpoint);
  // The value is not repeated here: it holds a password.
  if (url.username !== "" || url.password !== "") {
    throw new OmaConfigError("oma:endpoint", "holds credentials", "Move them to oma:user and oma:password.");
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new OmaConfigError("oma:endpoint", `starts with ${url.protocol}`, remedy);
  }
  if (url.search !== "" || url.hash !== "") {
    throw new OmaConfigError("oma:endpoint", "has a query or a fragment", remedy);
  }
  if (url.protocol === "http:" && !isLoopback(url.hostname) && !allowHttp) {
    throw new OmaConfigError(
      "oma:endpoint",
      `would send the password to ${url.hostname} without encryption`,
      "Use https, or set oma:allowHttp to true if the network is yours.",
    );
  }
  return url.href.replace(/\/+$/, "");
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);
}
