import { createRequire } from "node:module";
import type { Listener, OmaEvent } from "./event.js";

/** The part of `@opentelemetry/api` that is used. */
interface Span {
  addEvent(name: string, attributes: Record<string, string | number>): void;
  setAttribute(name: string, value: string | number): void;
  setStatus(status: { code: number }): void;
  end(): void;
}
export interface OpenTelemetryApi {
  trace: { getTracer(name: string): { startSpan(name: string, options: object): Span } };
  SpanKind: { CLIENT: number };
  SpanStatusCode: { ERROR: number };
}

/** @returns undefined when the user has no OpenTelemetry. */
export function installedApi(): OpenTelemetryApi | undefined {
  try {
    return createRequire(__filename)("@opentelemetry/api") as OpenTelemetryApi;
  } catch {
    return undefined;
  }
}

/**
 * One span per operation, with its waits and retries as events. Without a registered SDK the API does nothing, and
 * `@pulumi/pulumi` brings the API along, so its presence alone costs next to nothing.
 */
export function spans(api: OpenTelemetryApi): Listener {
  const tracer = api.trace.getTracer("pulumi-oma");
  const open = new Map<string, Span>();
  return (event) => {
    if (event.type === "start") open.set(event.id, tracer.startSpan(`oma ${event.method}`, spanOptions(api, event)));
    const span = open.get(event.id);
    if (span === undefined) return;
    if (event.type === "retry") span.addEvent("retry", { outcome: event.outcome, pauseMs: event.pauseMs });
    if (event.type === "wait") span.addEvent("wait", { for: event.waitingFor, durationMs: event.durationMs });
    if (event.type !== "end") return;
    span.setAttribute("oma.outcome", event.outcome);
    span.setAttribute("oma.attempts", event.attempt);
    if (event.outcome !== "ok") span.setStatus({ code: api.SpanStatusCode.ERROR });
    span.end();
    open.delete(event.id);
  };
}

function spanOptions(api: OpenTelemetryApi, { method, object }: OmaEvent): object {
  const attributes = {
    "rpc.system": "oma",
    "rpc.method": method,
    ...(object === undefined ? {} : { "oma.object": object }),
  };
  return { kind: api.SpanKind.CLIENT, attributes };
}
