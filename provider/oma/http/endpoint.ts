import { OmaConfigError } from "../errors/index.js";

const remedy = "Give an address such as https://admin.a.hostedemail.com/api.";

/**
 * Checks an address that somebody typed.
 *
 * @returns it without slashes at the end.
 * @throws OmaConfigError saying what is wrong with it, without repeating credentials in it.
 */
export function checkedEndpoint(endpoint: string, allowHttp: boolean, known: readonly string[]): string {
  const refuse = (reason: string, what = remedy) => new OmaConfigError("oma:endpoint", reason, what);
  if (!URL.canParse(endpoint)) throw refuse("is not a web address");
  const url = new URL(endpoint);
  if (url.username !== "" || url.password !== "") {
    throw refuse("holds credentials", "Move them to oma:user and oma:password.");
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") throw refuse(`starts with ${url.protocol}`);
  if (url.search !== "" || url.hash !== "") throw refuse("has a query or a fragment");
  if (url.protocol === "http:" && !isLoopback(url.hostname) && !allowHttp) {
    throw refuse(
      `would send the password to ${url.hostname} without encryption`,
      "Use https, or set oma:allowHttp to true if the network is yours.",
    );
  }
  const base = url.href.replace(/\/+$/, "");
  if (isServiceHost(url.hostname) && !known.includes(base)) {
    throw refuse(`is ${base}, which is none of the clusters`, `Use one of ${known.join(", ")}, or set oma:cluster.`);
  }
  return base;
}

/** Also under the misspelling of an old page of the guide. Other names of the service's domain are illustrations in the docs. */
function isServiceHost(host: string): boolean {
  return /(^|\.)hos(t)?edemail\.com$/.test(host);
}

export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);
}
