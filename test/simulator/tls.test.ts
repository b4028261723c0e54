import { execFile, spawnSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Simulator } from "../../simulator/index.js";
import { makeCertificates } from "../../simulator/tls/certificates.js";
import { COMPANY, clock, start } from "./support.js";

interface Sent {
  ca?: string;
  path?: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

function send(url: string, { ca, path, method = "GET", headers = {}, body = "" }: Sent) {
  const agent = new Agent({ ...(ca === undefined ? {} : { ca }), keepAlive: false });
  return new Promise<{ status: number; text: string }>((settle, fail) => {
    const sent = request(path === undefined ? url : new URL(path, url), { agent, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => settle({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
    });
    sent.on("error", fail).end(body);
  });
}

const calling = (sim: Simulator, ca: string | undefined, url = sim.url) =>
  send(`${url}/get_company`, {
    method: "POST",
    body: JSON.stringify({ credentials: sim.admin, company: COMPANY }),
    ...(ca === undefined ? {} : { ca }),
  });

test("a client that trusts the authority calls over TLS, by each name of the machine", async () => {
  const sim = await start({ tls: true });
  expect(sim.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/api$/);
  for (const host of ["127.0.0.1", "localhost"]) {
    const { status, text } = await calling(sim, sim.authority, sim.url.replace("127.0.0.1", host));
    expect([status, JSON.parse(text).success]).toEqual([200, true]);
  }
});

test("a client that does not trust it, or trusts another start's, is refused", async () => {
  const sim = await start({ tls: true });
  const other = await start({ tls: true });
  await expect(calling(sim, undefined)).rejects.toThrow(/certificate/);
  await expect(calling(sim, other.authority)).rejects.toThrow(/certificate/);
});

test("there is no authority without TLS", async () => {
  expect((await start()).authority).toBeUndefined();
});

test("the page and control work over TLS, and other sites do not get to them", async () => {
  const sim = await start({ tls: true, control: true });
  const ca = sim.authority ?? "";
  const { host } = new URL(sim.url);
  for (const path of ["/page/state", "/_sim/clock"]) {
    const status = async (origin: string) => (await send(sim.url, { ca, path, headers: { origin } })).status;
    expect([await status(`https://${host}`), await status(`http://${host}`)]).toEqual([200, 403]);
  }
});

test("faults and restarts work over TLS", async () => {
  const sim = await start({ tls: true });
  sim.faults.next({ effect: "reset" });
  await expect(calling(sim, sim.authority)).rejects.toThrow();
  await sim.restart();
  expect((await calling(sim, sim.authority)).status).toBe(200);
});

test("a certificate does not depend on the clock of the simulator", async () => {
  const sim = await start({ tls: true, now: clock(0).now });
  expect((await calling(sim, sim.authority)).status).toBe(200);
});

test("a certificate of one's own is used", async () => {
  const { cert, key, authority } = makeCertificates(["127.0.0.1"], Date.now());
  const sim = await start({ tls: { cert, key } });
  expect(sim.authority).toBeUndefined();
  expect((await calling(sim, authority)).status).toBe(200);
});

test.each([
  ["no certificate", { cert: "x", key: makeCertificates(["a"], 0).key }],
  ["the key of another", { cert: makeCertificates(["a"], 0).cert, key: makeCertificates(["a"], 0).key }],
])("%s is refused before anything listens", async (_, tls) => {
  await expect(start({ tls })).rejects.toThrow(/^The certificate and the key cannot be used: /);
});

describe("the certificates", () => {
  const now = Date.parse("2026-11-28T12:00:00Z");
  const names = ["localhost", "127.0.0.1", "::1", "2001:db8::ff00:42:8329", "::ffff:1.2.3.4", "a-name"];
  const made = makeCertificates(names, now);
  const [authority, server] = [new X509Certificate(made.authority), new X509Certificate(made.cert)];

  test("name what was asked for, and no other", () => {
    expect(server.subjectAltName?.split(", ")).toEqual([
      "DNS:localhost",
      "IP Address:127.0.0.1",
      "IP Address:0:0:0:0:0:0:0:1",
      "IP Address:2001:DB8:0:0:0:FF00:42:8329",
      "IP Address:0:0:0:0:0:FFFF:102:304",
      "DNS:a-name",
    ]);
    expect(server.checkHost("other")).toBeUndefined();
  });

  test("are an authority and what it signed", () => {
    expect(authority.ca && !server.ca).toBe(true);
    expect(authority.verify(authority.publicKey) && server.verify(authority.publicKey)).toBe(true);
    expect(server.checkIssued(authority)).toBe(true);
    expect(server.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1"]);
  });

  test("are good from the day before on, for no longer than clients accept", () => {
    expect(new Date(server.validFrom).toISOString()).toBe("2026-11-27T12:00:00.000Z");
    expect(new Date(server.validTo).toISOString()).toBe("2027-12-29T12:00:00.000Z");
  });

  const verifier = "openssl";
  // Where it is not installed, the connections above have to do.
  if (spawnSync(verifier, ["version"]).status === 0) {
    test(`stand up to the strict reading of ${verifier}`, async () => {
      const { cert, authority: ca } = makeCertificates(["localhost"], Date.now());
      const cwd = mkdtempSync(join(tmpdir(), "oma-tls-"));
      writeFileSync(join(cwd, "ca.pem"), ca);
      writeFileSync(join(cwd, "cert.pem"), cert);
      const args = ["-x509_strict", "-purpose", "sslserver", "-verify_hostname", "localhost", "-CAfile", "ca.pem"];
      const verified = promisify(execFile)(verifier, ["verify", ...args, "cert.pem"], { cwd });
      const { stdout } = await verified.finally(() => rmSync(cwd, { recursive: true }));
      expect(stdout).toBe("cert.pem: OK\n");
    });
  }
});
