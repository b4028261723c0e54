import { lookup } from "node:dns/promises";
import { connect } from "node:net";
import { type PeerCertificate, type TLSSocket, connect as tlsConnect } from "node:tls";
import { authorities, connectionRemedy, type OmaConfig } from "../../provider/oma/index.js";
import { type Finding, fail, ok, warn } from "./finding.js";

const connectTimeoutMs = 10_000;
const dayMs = 24 * 60 * 60 * 1000;
/** A certificate that expires sooner is a warning. */
const fewDays = 14;

/** Where a connection leads. */
interface Peer {
  readonly host: string;
  readonly port: number;
}

/** Checks the way to the service: a proxy, or its name, the connection and its certificate. */
export async function checkNetwork(config: OmaConfig, now: number): Promise<Finding[]> {
  const url = new URL(config.base);
  if (config.proxyEnv !== undefined) return [await checkProxy(config.proxyEnv, url.protocol)];
  const peer = peerOf(url);
  const name = await checkName(peer.host);
  if (name.status === "fail") return [name];
  const failure = await connectionFailure(peer);
  if (failure !== undefined) {
    return [name, fail("connect", `no connection to ${shownPeer(peer)} (${failure})`, connectionRemedy(failure))];
  }
  if (url.protocol === "http:") return [name, warn("tls", "the connection is not encrypted", "Use an https endpoint.")];
  return [name, await checkCertificate(config, peer, now)];
}

function peerOf({ protocol, hostname, port }: URL): Peer {
  const usual = protocol === "https:" ? 443 : 80;
  return { host: hostname.replace(/^\[|\]$/g, ""), port: Number(port) || usual };
}

const shownPeer = ({ host, port }: Peer) => `${host}:${port}`;

/** Connects to the proxy alone: what it lets through shows in the log-in. Its address may hold a password. */
async function checkProxy(proxyEnv: Readonly<Record<string, string>>, protocol: string): Promise<Finding> {
  const variable = protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY";
  const address = proxyEnv[variable.toLowerCase()] ?? proxyEnv[variable];
  const isPastIt = (proxyEnv.no_proxy ?? proxyEnv.NO_PROXY) !== undefined;
  if (address === undefined || isPastIt) {
    return ok("proxy", "HTTPS_PROXY, HTTP_PROXY and NO_PROXY decide whether requests go through a proxy");
  }
  if (!URL.canParse(address) || !/^https?:/.test(address)) {
    return fail("proxy", `${variable} is not a web address`, `Write ${variable} as in http://proxy.example:3128.`);
  }
  const peer = peerOf(new URL(address));
  const failure = await connectionFailure(peer);
  return failure === undefined
    ? ok("proxy", `requests go through ${shownPeer(peer)}, which ${variable} names`)
    : fail(
        "proxy",
        `no connection to the proxy ${shownPeer(peer)} (${failure})`,
        `Check ${variable} and that the proxy is up. NO_PROXY names the services to reach without it.`,
      );
}

async function checkName(host: string): Promise<Finding> {
  return lookup(host, { all: true }).then(
    (addresses) => ok("dns", `${host} is ${addresses.map(({ address }) => address).join(", ")}`),
    ({ code = "" }: NodeJS.ErrnoException) =>
      fail("dns", `no address was found for ${host} (${code})`, connectionRemedy(code)),
  );
}

/** The system's code of the failure to connect; undefined where a connection can be made. */
function connectionFailure(peer: Peer): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ ...peer });
    const end = (code?: string) => {
      socket.destroy();
      resolve(code);
    };
    socket.setTimeout(connectTimeoutMs, () => end("ETIMEDOUT"));
    socket.once("error", ({ code = "no code" }: NodeJS.ErrnoException) => end(code));
    socket.once("connect", () => end());
  });
}

function checkCertificate({ caFile }: OmaConfig, peer: Peer, now: number): Promise<Finding> {
  return new Promise((resolve) => {
    const ca = caFile === undefined ? undefined : authorities(caFile);
    const { host } = peer;
    const socket: TLSSocket = tlsConnect({
      ...peer,
      servername: /^[\d.]+$|:/.test(host) ? "" : host,
      ...(ca && { ca }),
    });
    const end = (finding: Finding) => {
      socket.destroy();
      resolve(finding);
    };
    const refused = (code: string) =>
      end(fail("tls", `no trusted connection to ${shownPeer(peer)} (${code})`, connectionRemedy(code)));
    socket.setTimeout(connectTimeoutMs, () => refused("ETIMEDOUT"));
    socket.once("error", ({ code = "no code" }: NodeJS.ErrnoException) => refused(code));
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
