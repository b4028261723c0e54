import type { Context } from "../../../provider/lifecycle/run/context.js";
import { examine } from "../../../provider/recovery/examine.js";
import type { Finding } from "../../../provider/recovery/finding.js";
import type { Decision } from "../../../provider/recovery/pending-case.js";
import type { Export, PendingOperation, StateResource } from "../../../provider/recovery/state/deployment.js";

const stack = "urn:pulumi:dev::tenant::pulumi:pulumi:Stack::tenant-dev";
export const provider = "urn:pulumi:dev::tenant::pulumi:providers:pulumi-nodejs::default";

export const now = () => Math.floor(Date.now() / 1000);

/** An encrypted value, as an export shows it. */
export const encrypted = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:x" };

export function resource(kind: string, name: string, more: Partial<StateResource> = {}): StateResource {
  const type = `pulumi-nodejs:dynamic/oma:${kind}`;
  const urn = `urn:pulumi:dev::tenant::${type}::${name}`;
  return { urn, type, parent: stack, provider: `${provider}::0dba9aa9`, dependencies: [], ...more };
}

/** A create that was begun a moment ago. */
export function creating(kind: string, name: string, inputs: Readonly<Record<string, unknown>>): PendingOperation {
  return { type: "creating", resource: resource(kind, name, { inputs: { __begun: now(), ...inputs } }) };
}

/** A resource of the state with what the provider remembers of it. */
export function known(kind: string, name: string, id: string, outputs: Readonly<Record<string, unknown>>) {
  const __oma = { format: 1, sealed: {} };
  return resource(kind, name, {
    id,
    inputs: outputs,
    outputs: { ...outputs, __oma },
    created: new Date().toISOString(),
  });
}

export function stateOf(resources: readonly StateResource[], pending: readonly PendingOperation[] = []): Export {
  const deployment = { manifest: { time: new Date().toISOString() }, resources, pending_operations: pending };
  return { version: 3, deployment };
}

/** What is found out about the first pending operation of a state. */
export async function examined(
  context: Context,
  { deployment }: Export,
  decision?: Decision,
  takesBack = false,
): Promise<Finding> {
  const [finding] = await examine(deployment, async () => context, { decisionOn: () => decision, takesBack });
  return finding as Finding;
}
