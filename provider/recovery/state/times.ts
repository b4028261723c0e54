import type { Context } from "../../lifecycle/run/context.js";
import { createAttemptedAt } from "../../lifecycle/state/attempt.js";
import type { Moment } from "../../oma/index.js";
import type { Deployment, PendingOperation } from "./deployment.js";

/** When the engine last wrote the state, in UNIX seconds of its machine; undefined when the state does not say. */
export function checkpointOf({ manifest }: Deployment): number | undefined {
  const time = Date.parse(manifest.time);
  return Number.isNaN(time) ? undefined : Math.floor(time / 1000);
}

/**
 * When the interrupted attempt began, by the service's clock, as far as its responses show that. The time of the checkpoint is
 * no substitute for the inputs: every attempt in it began before it, some long before.
 */
export function beganAt(
  { operation, deployment }: { operation: PendingOperation; deployment: Deployment },
  { client, clock }: Context,
): Partial<Moment> {
  const service = client.serverTime();
  if (service === undefined) return {};
  const own = clock.date();
  const [least, most] = [service.earliest - own - 1, service.latest - own];
  const attemptedAt = createAttemptedAt(operation.resource.inputs ?? {});
  if (attemptedAt !== undefined) return { earliest: attemptedAt + least, latest: attemptedAt + 1 + most };
  const checkpoint = checkpointOf(deployment);
  return checkpoint === undefined ? {} : { latest: checkpoint + 1 + most };
}

/** @returns undefined for an unknown time. */
export function iso(seconds: number | undefined): string | undefined {
  if (seconds === undefined) return undefined;
  return new Date(Math.floor(seconds) * 1000).toISOString().replace(".000Z", "Z");
}
