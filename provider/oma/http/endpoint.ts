import { clusters } from "../config.js";

/** What is wrong with an address. */
export type EndpointFault = "malformed" | "credentials" | "unencrypted" | "not a cluster";

/** An address that may be called, or why it may not. The reason never repeats credentials of the address. */
export type CheckedEndpoint = { readonly base: string } | { readonly fault: EndpointFault; readonly reason: string };

/**
 * Checks the base address of a service that somebody typed.
 *
 * @param allowHttp lets the password go to other machines without encryption.
 * @returns the address without slashes at the end, or what is wrong with it.
 */
export function checkEndpoint(endpoint: string, allowHttp: boolean): CheckedEndpoint {
  if (!URL.canParse(endpoint)) return { fault: "malformed", reason: "is not a web address" };
  const url = new URL(endpoint);
  const { protocol, hostname } = url;
  if (url.username !== "" || url.password !== "") return { fault: "credentials", reason: "holds credentials" };
  if (protocol !== "https:" && protocol !== "http:") return { fault: "malformed", reason: `starts with ${protocol}` };
  if (url.search !== "" || url.hash !== "") return { fault: "malformed", reason: "has a query or a fragment" };
  if (protocol === "http:" && !isLoopback(hostname) && !allowHttp) {
    return { fault: "unencrypted", reason: `would send the password to ${hostname} without encryption` };
  }
  const base = url.href.replace(/\/+$/, "");
  if (isServiceHost(hostname) && !Object.values<string>(clusters).includes(base)) {
    return { fault: "not a cluster", reason: `is ${base}, which is none of the clusters` };
  }
  return { base };
}

/**
 * Whether a host belongs to the service. The pattern also matches the misspelling of an old page of the guide. The docs use
 * other names in the service's domain as illustrations only, so no cluster answers there.
 */
function isServiceHost(host: string): boolean {
  return /(^|\.)hos(t)?edemail\.com$/.test(host);
}

/** Whether a host name or address, as a URL spells it, is this machine. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);
}
