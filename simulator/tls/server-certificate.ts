import { createSecureContext } from "node:tls";
import { makeCertificates } from "./certificates.js";
import { hostsOf } from "./hosts.js";

/** What a server needs to answer over TLS. */
export interface ServerCertificate {
  readonly cert: string;
  readonly key: string;
  /** The authority that clients have to trust, where it was made for this start. */
  readonly authority?: string;
}

/** A certificate and a key that do not work together. */
export class TlsError extends Error {
  override readonly name = "TlsError";
}

/** The certificate of a service that listens on `host`. Undefined without TLS. Throws a TlsError when it cannot be used. */
export function certificatesOf(
  tls: boolean | { readonly cert: string; readonly key: string },
  host: string,
): ServerCertificate | undefined {
  if (tls === false) return undefined;
  // The clients' clocks count here, not the one that a test moves.
  if (tls === true) return makeCertificates(hostsOf(host), Date.now());
  const { cert, key } = tls;
  try {
    createSecureContext({ cert, key });
  } catch (error) {
    throw new TlsError(`The certificate and the key cannot be used: ${(error as Error).message}`, { cause: error });
  }
  return { cert, key };
}
