import { lookup } from "node:dns/promises";
import { connect, type PeerCertificate } from "node:tls";
import { authorities, type OmaConfig } from "../../provider/oma/index.js";
import { type Finding, fail, ok, warn } from "./finding.js";

const connectTimeoutMs = 10_000;
const dayMs = 24 * 60 * 60 * 1000;
/** A certificate that expires sooner is a warning. */
const fewDays = 14;

/** Checks the name and the certificate of the service. */
export async function checkNetwork(config: OmaConfig, now: number): Promise<Finding[]> {
  const { protocol, hostname, port } = new URL(config.base);
  if (config.proxyEnv !== undefined) {
    return [ok("network", "requests go through the proxy that HTTPS_PROXY or HTTP_PROXY names")];
  }
  const host = hostname.replace(/^\[|\]$/g, "");
  const name = await checkName(host);
  if (name.status === "fail") return [name];
  if (protocol === "http:") return [name, warn("tls", "the connection is not encrypted", "Use an https endpoint.")];
  return [name, await checkCertificate(config, host, Number(port) || 443, now)];
}

async function checkName(host: string): Promise<Finding> {
  return lookup(host, { all: true }).then(
    (addresses) => ok("dns", `${host} is ${addresses.map(({ address }) => address).join(", ")}`),
    ({ code }: NodeJS.ErrnoException) =>
      fail(
        "dns",
        `no address was found for ${host} (${code})`,
        "Check oma:endpoint or oma:cluster, and this machine's name server.",
      ),
  );
}

function checkCertificate(config: OmaConfig, host: string, port: number, now: number): Promise<Finding> {
  return new Promise((resolve) => {
    const ca = config.caFile === undefined ? undefined : authorities(config.caFile);
    const socket = connect({ host, port, servername: /^[\d.]+$|:/.test(host) ? "" : host, ...(ca && { ca }) });
    const end = (finding: Finding) => {
      socket.destroy();
      resolve(finding);
    };
    socket.setTimeout(connectTimeoutMs, () =>
      end(
        fail(
          "tls",
          `${host}:${port} did not answer within ${connectTimeoutMs / 1000} s`,
          "Check firewalls and proxies.",
        ),
      ),
    );
    socket.once("error", ({ code }: NodeJS.ErrnoException) =>
      end(
        fail(
          "tls",
          `no trusted connection to ${host}:${port} (${code})`,
          "Check the address. For an authority of your own, set oma:caFile.",
        ),
      ),
    );
    socket.once("secureConnect", () => end(validity(socket.getPeerCertificate(), socket.getProtocol() ?? "", now)));
  });
}

function validity({ valid_to }: PeerCertificate, protocol: string, now: number): Finding {
  const days = Math.floor((Date.parse(valid_to) - now) / dayMs);
  const message = `${protocol}, certificate valid for ${days} days`;
  return days < fewDays
    ? warn("tls", message, "Ask whoever runs the service to renew its certificate.")
    : ok("tls", message);
}
