import { type Handler, handler } from "../../../provider/host/dynamic/handler.js";
import type { Runtime } from "../../../provider/host/runtime.js";
import type { KindName } from "../../../provider/kinds/kind.js";
import type { Values } from "../../../provider/values.js";

import type { Simulator } from "../../../simulator/index.js";
import { admin } from "./service.js";

// Jest gives every test file its own copy: the settings of whoever runs the tests must not win over those below.
for (const name of Object.keys(process.env).filter((name) => name.startsWith("OMA_"))) delete process.env[name];

/** A handler as the host has it after configure; with a memory of its own, as a new process of the host has it. */
export async function configured(
  service: Simulator,
  kind: KindName,
  more: Record<string, string> = {},
  memory?: Runtime,
): Promise<Handler> {
  const config: Record<string, string> = {
    "oma:endpoint": service.url,
    "oma:user": admin.user,
    "oma:password": admin.password,
    ...more,
  };
  const one = handler(kind, memory);
  await one.configure({ config: { get: (key) => config[key] } });
  return one;
}

/** What the engine keeps of a message: JSON, with the envelopes of secrets opened. */
export function kept(message: Values): Record<string, unknown> {
  return JSON.parse(JSON.stringify(message), (_, value) =>
    value?.["4dabf18193072939515e22adb298388d"] === "1b47061264138c4ac30d75fd1eb44270" ? value.value : value,
  );
}

export async function created(service: Simulator, kind: KindName, inputs: Values) {
  const one = await configured(service, kind);
  const { inputs: checked, failures } = await one.check({}, inputs);
  expect(failures).toEqual([]);
  const { id, outs } = await one.create(kept(checked));
  const state: Record<string, unknown> = { ...kept(outs), __provider: inputs.__provider };
  return { one, id, outs, state, checked: kept(checked) };
}
