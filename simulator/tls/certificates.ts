import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { isIP } from "node:net";
import { bits, identifier, integer, octets, sequence, set, tagged, time, utf8, yes } from "./der.js";

/** A certificate for this machine and the authority that signed it, as PEM texts. */
export interface Certificates {
  readonly authority: string;
  readonly cert: string;
  readonly key: string;
}

interface Party {
  readonly name: Buffer;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const DAY_MS = 86_400_000;
/** Some clients refuse a longer life. */
const LIFE_MS = 397 * DAY_MS;

const ECDSA_WITH_SHA256 = sequence(identifier("1.2.840.10045.4.3.2"));
const COMMON_NAME = identifier("2.5.4.3");
const SERVER_LOGIN = sequence(identifier("1.3.6.1.5.5.7.3.1"));

/** Uses of a key: bits from the first on, as RFC 5280 counts them. */
const SIGNS_CERTIFICATES = bits(Buffer.of(0b0000_0100), 2);
const SIGNS_HANDSHAKES = bits(Buffer.of(0b1000_0000), 7);

/**
 * Makes an authority and a certificate by it for the given host names and IP addresses (RFC 5280, version 3). The key of the
 * authority is dropped: whoever trusts it trusts this one certificate.
 */
export function makeCertificates(hosts: readonly string[], now: number): Certificates {
  const authority = party("oma-simulator");
  const server = party("oma-simulator on this machine");
  const from = keyIdentifier(authority);
  const own = certificate(authority, authority, now, [
    extension("2.5.29.19", sequence(yes(), integer(Buffer.of(0))), { critical: true }),
    extension("2.5.29.15", SIGNS_CERTIFICATES, { critical: true }),
    extension("2.5.29.14", octets(from)),
  ]);
  const signed = certificate(server, authority, now, [
    extension("2.5.29.19", sequence(), { critical: true }),
    extension("2.5.29.15", SIGNS_HANDSHAKES, { critical: true }),
    extension("2.5.29.37", SERVER_LOGIN),
    extension("2.5.29.17", sequence(...hosts.map(alternativeName))),
    extension("2.5.29.14", octets(keyIdentifier(server))),
    extension("2.5.29.35", sequence(tagged(0, from))),
  ]);
  const key = server.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  return { authority: pem(own), cert: pem(signed), key };
}

function party(commonName: string): Party {
  // The random part tells the authorities of two starts apart in a store that holds both.
  const text = `${commonName} ${randomBytes(4).toString("hex")}`;
  const name = sequence(set(sequence(COMMON_NAME, utf8(text))));
  return { name, ...generateKeyPairSync("ec", { namedCurve: "P-256" }) };
}

function certificate(subject: Party, issuer: Party, now: number, extensions: readonly Buffer[]): Buffer {
  const serial = Buffer.concat([Buffer.of(1), randomBytes(15)]);
  // A day earlier, for a client whose clock is behind.
  const life = sequence(time(new Date(now - DAY_MS)), time(new Date(now - DAY_MS + LIFE_MS)));
  const content = sequence(
    tagged(0, integer(Buffer.of(2)), { nested: true }),
    integer(serial),
    ECDSA_WITH_SHA256,
    issuer.name,
    life,
    subject.name,
    subject.publicKey.export({ type: "spki", format: "der" }),
    tagged(3, sequence(...extensions), { nested: true }),
  );
  return sequence(content, ECDSA_WITH_SHA256, bits(sign("sha256", content, issuer.privateKey)));
}

function extension(id: string, value: Buffer, { critical = false } = {}): Buffer {
  return sequence(identifier(id), ...(critical ? [yes()] : []), octets(value));
}

/** The digest of the bits of the key, which are the end of its DER: 65 bytes on P-256. */
function keyIdentifier({ publicKey }: Party): Buffer {
  const key = publicKey.export({ type: "spki", format: "der" });
  return createHash("sha1").update(key.subarray(-65)).digest();
}

function alternativeName(host: string): Buffer {
  const version = isIP(host);
  if (version === 0) return tagged(2, Buffer.from(host));
  return tagged(7, Buffer.from(version === 4 ? host.split(".").map(Number) : ipv6Bytes(host)));
}

/** "::1" as 16 bytes. `host` is an IPv6 address without a zone. */
function ipv6Bytes(host: string): number[] {
  // The URL parser writes each form in one way, an IPv4 address at the end included.
  const [head = "", tail] = new URL(`http://[${host}]`).hostname.slice(1, -1).split("::");
  const groups = (text: string | undefined) => (text ? text.split(":") : []);
  const [first, last] = [groups(head), groups(tail)];
  const zeros = Array.from({ length: 8 - first.length - last.length }, () => "0");
  return [...first, ...zeros, ...last].flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
}

function pem(der: Buffer): string {
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}
