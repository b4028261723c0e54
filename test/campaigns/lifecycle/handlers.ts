import { HostMemory } from "../../../provider/host/accounts.js";
import { handler } from "../../../provider/host/handler.js";
import { kinds } from "../../../provider/kinds/index.js";
import { OmaClient } from "../../../provider/oma/index.js";
import { type Simulator, startSimulator } from "../../../simulator/index.js";
import { hastyTime } from "../../provider/oma/support/virtual-time.js";
import { Engine, type Host, type Report } from "./engine.js";
import type { History } from "./history.js";
import { lead, type Outcome, type Tally } from "./lead.js";
import { admin, canary, keeper, keptDomain, passwords, tenant } from "./tenant.js";

/** Leads the provider's handlers through a history against a service of its own, over HTTP. */
export async function leadHandlers(history: History, tally: Tally = new Map()): Promise<void> {
  // One time for the service and the provider: pauses take none of it in reality, and all of it for both.
  const time = hastyTime(() => 0.5);
  const began = Date.now() - time.now();
  const date = () => began + time.now();
  const service = await startModelService({ now: date });
  const clock = { now: time.now, sleep: time.sleep, date: () => Math.floor(date() / 1000) };
  const clients: OmaClient[] = [];

  const start = (): Host => {
    const memory = new HostMemory(clock, (config) => {
      const client = new OmaClient(config, undefined, { time });
      clients.push(client);
      return client;
    });
    const settings: Record<string, string> = {
      "oma:endpoint": service.url,
      "oma:user": admin.user,
      "oma:password": admin.password,
    };
    const configured = async (kind: Parameters<Host>[0]) => {
      const one = handler(kind, memory);
      await one.configure({ config: { get: (key) => settings[key] } });
      return one;
    };
    const known = new Map<string, ReturnType<Host>>();
    return (kind) => {
      const one = known.get(kind) ?? configured(kind);
      known.set(kind, one);
      return one;
    };
  };
  const engine = new Engine(start, (text) => {
    if (canary.test(text)) throw new Error(`a password came out of the provider: ${text}`);
  });
  const outcome = ({ failures, changes }: Report): Outcome => ({
    ok: failures.length === 0,
    errors: failures.map(({ verb, message }) => `${verb}: ${message}`).join("\n"),
    changes,
  });
  const stack = {
    up: async (...run: Parameters<Engine["up"]>) => outcome(await engine.up(...run)),
    refresh: async () => outcome(await engine.refresh(8)),
    objects: async () =>
      engine.state.map(({ kind, outputs, condemned, unfinished }) => {
        const mark = condemned || unfinished ? " (unfinished)" : "";
        return `${kind} ${kinds[kind].called(outputs as never)}${mark}`;
      }),
  };
  try {
    await lead(history, stack, service, tally);
  } finally {
    for (const client of clients) client.close();
    await service.close();
  }
}

/** The service that programs of the model begin with. */
export async function startModelService(options: { now?: () => number } = {}): Promise<Simulator> {
  const service = await startSimulator({ tenant, behaviours: { smtpSentLimit: "settable" }, ...options });
  service.call("change_domain", { domain: keptDomain, attributes: {} });
  service.call("change_user", { user: keeper, attributes: { password: passwords[0] } });
  return service;
}
