import { createRequire } from "node:module";
import type { Listener, OmaEvent } from "./event.js";

/** The part of an OpenTelemetry span that the client uses. */
interface Span {
  addEvent(name: string, attributes: Record<string, string | number>): void;
  setAttribute(name: string, value: string | number): void;
  setStatus(status: { code: number }): void;
  end(): void;
}

/** The part of `@opentelemetry/api` that the client uses. */
export interface OpenTelemetryApi {
  trace: { getTracer(name: string): { startSpan(name: string, options: object): Span } };
  SpanKind: { CLIENT: number };
  SpanStatusCode: { ERROR: number };
}

/** @returns undefined when the caller has not installed OpenTelemetry. */
export function installedApi(): OpenTelemetryApi | undefined {
  try {
    const api: OpenTelemetryApi = createRequire(__filename)("@opentelemetry/api");
    return api;
  } catch {
    return undefined;
  }
}

/**
 * A listener that makes one span per operation, with the waits and retries as its events. Without a registered SDK the API
 * does nothing, so its presence alone costs next to nothing.
 */
export function spanListener(api: OpenTelemetryApi): Listener {
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
