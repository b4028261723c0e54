import type { Context } from "../lifecycle/run/context.js";
import { createAttemptedAt } from "../lifecycle/state/attempt.js";
import type { Moment } from "../oma/index.js";
import type { Deployment } from "./deployment.js";
import type { PendingCase } from "./pending-case.js";

/** When the engine wrote the state last, in UNIX seconds of its machine; undefined when the state does not say. */
export function checkpointOf({ manifest }: Deployment): number | undefined {
  const time = Date.parse(manifest.time);
  return Number.isNaN(time) ? undefined : Math.floor(time / 1000);
}

/**
 * When the interrupted attempt began, by the service's clock, as far as its answers have told that. The checkpoint is no
 * substitute for what the inputs say: every attempt that it holds began before it, some of them long before.
 */
export function beganAt({ operation, deployment }: PendingCase, { client, clock }: Context): Partial<Moment> {
  const service = client.serverTime();
  if (service === undefined) return {};
  const own = clock.date();
  const [least, most] = [service.earliest - own - 1, service.latest - own];
  const begun = createAttemptedAt(operation.resource.inputs ?? {});
  if (begun !== undefined) return { earliest: begun + least, latest: begun + 1 + most };
  const checkpoint = checkpointOf(deployment);
  return checkpoint === undefined ? {} : { latest: checkpoint + 1 + most };
}

/** @returns undefined for an unknown time. */
export function iso(seconds: number | undefined): string | undefined {
  if (seconds === undefined) return undefined;
  return new Date(Math.floor(seconds) * 1000).toISOString().replace(".000Z", "Z");
}
