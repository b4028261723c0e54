import type { LogEntry, Simulator, SimulatorOptions } from "../../../simulator/index.js";
import { startService } from "./service.js";
import { Stack } from "./stack.js";

/** The company that the simulator has when nothing else is seeded. */
export const company = "Lakeside Demo Mail";

/** A simulator and a stack whose engine talks to it over HTTP as the company's admin. */
export interface Tenant {
  readonly service: Simulator;
  readonly stack: Stack;
  close(): Promise<void>;
}

export async function startTenant(options: SimulatorOptions = {}): Promise<Tenant> {
  const service = await startService(options);
  const stack = await Stack.create(accountVariables(service));
  return {
    service,
    stack,
    close: async () => {
      stack.remove();
      await service.close();
    },
  };
}

/** The settings of an account as the environment variables that a pipeline would set. */
export function accountVariables(service: Simulator): Record<string, string> {
  return { OMA_ENDPOINT: service.url, OMA_USER: service.admin.user, OMA_PASSWORD: service.admin.password };
}

/** The calls that came in since the log was last cleared, as `method object`. */
export function callsTo(service: Simulator): string[] {
  return service.requests.entries().map(({ method, object }) => (object ? `${method} ${object}` : method));
}

/** The calls since the log was last cleared that changed something, in their order. */
export function writesTo(service: Simulator): LogEntry[] {
  return service.requests.filter(
    ({ method, outcome }) => !/^_?(get|search)_|^authenticate$/.test(method) && outcome === "ok",
  );
}
