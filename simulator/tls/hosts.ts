import { hostname, networkInterfaces } from "node:os";

/** The names and addresses by which clients can reach a service that listens on `host`. */
export function hostsOf(host: string): string[] {
  // An address with a zone is good on one link only, and no certificate can hold it.
  const addresses = Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address));
  const own = addresses.filter((address) => !address.includes("%") && !address.startsWith("fe80:"));
  return [...new Set(["localhost", "127.0.0.1", "::1", hostname(), host, ...(isAny(host) ? own : [])])];
}

/** Whether it stands for all addresses of the machine. */
export function isAny(host: string): host is "0.0.0.0" | "::" {
  return host === "0.0.0.0" || host === "::";
}
