import { lookup } from "node:dns/promises";
import { readFileSync } from "node:fs";
import { connect, type PeerCertificate, rootCertificates } from "node:tls";
import type { OmaConfig } from "../../provider/oma/index.js";
import { type Finding, fail, ok, warn } from "./finding.js";

const patienceMs = 10_000;
const dayMs = 24 * 60 * 60 * 1000;
const fewDays = 14;

/** The name and the certificate of the service. */
export async function lookAtNetwork(config: OmaConfig, now: number): Promise<Finding[]> {
  const { protocol, hostname, port } = new URL(config.base);
  if (config.proxyEnv !== undefined) return [ok("network", "goes through the proxy of HTTPS_PROXY or HTTP_PROXY")];
  const host = hostname.replace(/^\[|\]$/g, "");
  const name = await dns(host);
  if (name.status === "fail") return [name];
  if (protocol === "http:") return [name, warn("tls", "the connection is not encrypted", "Use an https endpoint.")];
  return [name, await certificate(config, host, Number(port) || 443, now)];
}

async function dns(host: string): Promise<Finding> {
  try {
    const addresses = await lookup(host, { all: true });
    return ok("dns", `${host} is ${addresses.map(({ address }) => address).join(", ")}`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return fail("dns", `${host} is not found (${code})`, "Check oma:endpoint or oma:cluster, and the name server.");
  }
}

function certificate(config: OmaConfig, host: string, port: number, now: number): Promise<Finding> {
  return new Promise((resolve) => {
    const ca = config.caFile === undefined ? undefined : [...rootCertificates, readFileSync(config.caFile, "utf8")];
    const socket = connect({ host, port, servername: /^[\d.]+$|:/.test(host) ? "" : host, ...(ca && { ca }) });
    const end = (finding: Finding) => {
      socket.destroy();
      resolve(finding);
    };
    socket.setTimeout(patienceMs, () =>
      end(fail("tls", `no answer from ${host}:${port} in ${patienceMs / 1000} s`, "Check firewalls and proxies.")),
    );
    socket.once("error", ({ code }: NodeJS.ErrnoException) =>
      end(
        fail(
          "tls",
          `no trusted connection to ${host}:${port} (${code})`,
          "Check the address; set oma:caFile for an authority of your own.",
        ),
      ),
    );
    socket.once("secureConnect", () => end(validity(socket.getPeerCertificate(), socket.getProtocol() ?? "", now)));
  });
}

function validity({ valid_to }: PeerCertificate, protocol: string, now: number): Finding {
  const days = Math.floor((Date.parse(valid_to) - now) / dayMs);
  const says = `${protocol}, certificate good for ${days} days`;
  return days < fewDays ? warn("tls", says, "Whoever runs the service has to renew it.") : ok("tls", says);
}
