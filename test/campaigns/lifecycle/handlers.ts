import { handler } from "../../../provider/host/dynamic/handler.js";
import { Runtime } from "../../../provider/host/runtime.js";
import { kinds } from "../../../provider/kinds/index.js";
import type { KindName } from "../../../provider/kinds/kind.js";
import { OmaClient } from "../../../provider/oma/index.js";
import { type Simulator, startSimulator } from "../../../simulator/index.js";
import { hastyClock } from "../../provider/oma/support/virtual-clock.js";
import { Engine, type Host, type Report, type Settings } from "./engine.js";
import type { History } from "./history.js";
import { lead, type Outcome, type Tally } from "./lead.js";
import { admin, canary, environment, host, keeper, keptDomain, madeUp, passwords, tenant } from "./tenant.js";

// The settings of whoever runs this must not win over those below.
for (const name of Object.keys(process.env).filter((name) => name.startsWith("OMA_"))) delete process.env[name];
Object.assign(process.env, environment);

/** Leads the provider's handlers through a history against a service of its own, over HTTP. */
export async function leadHandlers(history: History, tally: Tally = new Map()): Promise<void> {
  const time = sharedTime();
  const service = await startModelService({ now: time.unixMs });
  const { engine, close } = handlerEngine(service, time);
  const stack = {
    up: async (...run: Parameters<Engine["up"]>) => {
      // No two runs of a real engine begin in one second, in which times are told.
      await time.sleep(1_000);
      return outcome(await engine.up(...run));
    },
    refresh: async () => outcome(await engine.refresh(8)),
    objects: async () =>
      engine.state.map(({ kind, name, outputs, condemned, unfinished }) => ({
        kind,
        name,
        called: kinds[kind].displayName(outputs as never),
        condemned,
        unfinished,
        password: kinds[kind].createOnlySecrets && (outputs.password as string | undefined),
      })),
  };
  try {
    await lead(history, stack, service, tally);
  } finally {
    close();
    await service.close();
  }
}

/** One time for the service and the provider: pauses take none of it in reality, and all of it for both. */
export function sharedTime() {
  const time = hastyClock(() => 0.5);
  const began = Date.now() - time.now();
  const unixMs = () => began + time.now();
  return { ...time, unixMs, date: () => Math.floor(unixMs() / 1000) };
}

/** A stand-in of the engine that runs the provider's handlers. */
export function handlerEngine(service: Pick<Simulator, "url">, time: ReturnType<typeof sharedTime>) {
  const settings: Readonly<Record<string, string>> = {
    "oma:endpoint": service.url,
    "oma:user": admin.user,
    "oma:password": admin.password,
  };
  const clients: OmaClient[] = [];

  const start = (more: Settings): Host => {
    const memory = new Runtime(time, (config) => {
      const client = new OmaClient(config, undefined, { clock: time });
      clients.push(client);
      return client;
    });
    const configured = async (kind: KindName) => {
      const one = handler(kind, memory);
      await one.configure({ config: { get: (key) => more[key] ?? settings[key] } });
      return one;
    };
    const known = new Map<KindName, ReturnType<Host>>();
    return (kind) => {
      const one = known.get(kind) ?? configured(kind);
      known.set(kind, one);
      return one;
    };
  };
  const engine = new Engine(start, (text, shown) => {
    if (canary.test(text) || madeUp.test(shown)) throw new Error(`a password came out of the provider: ${text}`);
  });
  const close = () => {
    for (const client of clients) client.close();
  };
  return { engine, close };
}

function outcome({ failures, changes }: Report): Outcome {
  const errors = failures.map(({ verb, message }) => `${verb}: ${message}`).join("\n");
  return { ok: failures.length === 0, errors, changes };
}

/** The service that programs of the model begin with. */
export async function startModelService(options: { now?: () => number } = {}): Promise<Simulator> {
  const service = await startSimulator({
    tenant,
    behaviours: { smtpSentLimit: "settable", nameCase: "ignored" },
    ...options,
  });
  service.call("change_domain", { domain: keptDomain, attributes: {} });
  for (const user of [keeper, host]) {
    service.call("change_user", { user, attributes: { password: passwords[0], macsettings: user } });
  }
  return service;
}
