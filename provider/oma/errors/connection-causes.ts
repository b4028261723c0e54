/** Why no connection could be made, as far as the system's code tells. */
interface ConnectionCause {
  readonly codes: RegExp;
  /** What an operator can do: a whole sentence. */
  readonly remedy: string;
  /** Whether another attempt would meet the same. */
  readonly isLasting: boolean;
}

const passing = (codes: RegExp, remedy: string): ConnectionCause => ({ codes, remedy, isLasting: false });
const lasting = (codes: RegExp, remedy: string): ConnectionCause => ({ codes, remedy, isLasting: true });

/** The first that matches counts. Codes of Node.js and OpenSSL. */
const causes: readonly ConnectionCause[] = [
  passing(/^ECONNREFUSED$/, "Check the `endpoint` or `cluster` setting and that the service is up, then run again."),
  passing(
    /^(ENOTFOUND|EAI_\w+)$/,
    "Check the name in the `endpoint` or `cluster` setting and this machine's name server, then run again.",
  ),
  passing(
    /^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN)$/,
    "Check the network of this machine, and the firewalls between it and the service, then run again.",
  ),
  passing(
    /^ERR_PROXY_/,
    "The proxy made no connection: check HTTPS_PROXY and NO_PROXY, and that the proxy lets this machine reach the service.",
  ),
  lasting(
    /^CERT_HAS_EXPIRED$/,
    "The service's certificate has expired: check this machine's clock, or ask whoever runs the service to renew it.",
  ),
  lasting(/^CERT_NOT_YET_VALID$/, "The service's certificate is not valid yet: set the clock of this machine."),
  lasting(
    /ALTNAME/,
    "The service's certificate is for another name: write the name that it has in the `endpoint` setting.",
  ),
  lasting(
    /CERT|SIGNED|VERIFY|SIGNATURE/,
    "The client did not accept the certificate: let the `caFile` setting name the authority that signed it.",
  ),
  lasting(
    /^(EPROTO|ERR_SSL_\w+|ERR_TLS_\w+)$/,
    "What listens there does not speak TLS as the client does: check the protocol and the port in the `endpoint` setting.",
  ),
];

const other = passing(
  /./,
  "Check the `endpoint` or `cluster` setting, the network and that the service is up, then run again.",
);

function causeOf(code: string): ConnectionCause {
  return causes.find(({ codes }) => codes.test(code)) ?? other;
}

/** What an operator can do about a connection that failed with this code of the system. */
export function connectionRemedy(code: string): string {
  return causeOf(code).remedy;
}

/** Whether every further attempt to connect would fail with this code too. */
export function isLastingFailure(code: string): boolean {
  return causeOf(code).isLasting;
}
