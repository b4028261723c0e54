import * as pulumi from "@pulumi/pulumi";
import { dynamicPackage, typeToken } from "../provider/engine-wire.js";

const ofThisPackage = [`[${typeToken("")}`, `[pulumi:providers:${dynamicPackage}]`];
const beginning = /^(Register|Read)Resource RPC finished: /;
const response = ", resp: ";

type Debug = typeof pulumi.log.debug;

/**
 * Keeps the engine's responses to this package's resources out of the debug events of Pulumi's SDK. It writes each response there in
 * clear text, with the password of an explicit provider and the generated password of an App Password, and `pulumi up` prints
 * these events with `--json` and with `--debug`. No option of a resource hides them (source: `runtime/resource` of
 * @pulumi/pulumi, which calls `debug` of its `log` module).
 *
 * It replaces that function, once per copy of the SDK. Everything else that the SDK logs stays as it is.
 */
export function hideResponses(log: { debug: Debug } = pulumi.log): void {
  const { debug } = log;
  if (hiding.has(debug)) return;
  const hidden: Debug = (message, ...others) => debug(withoutResponse(message), ...others);
  hiding.add(hidden);
  log.debug = hidden;
}

/** The functions that hide, so that none wraps another one. */
const hiding = new WeakSet<Debug>();

function withoutResponse(message: string): string {
  if (!beginning.test(message) || !ofThisPackage.some((type) => message.includes(type))) return message;
  const cut = message.indexOf(response);
  return cut < 0 ? message : `${message.slice(0, cut)}${response}(hidden by pulumi-oma: it may hold secrets)`;
}
