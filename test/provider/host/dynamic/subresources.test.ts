import { Runtime } from "../../../../provider/host/runtime.js";
import { kinds } from "../../../../provider/kinds/index.js";
import type { Values } from "../../../../provider/values.js";

import { configured, created, kept } from "../../support/handlers.js";
import { given, methodsCalled } from "../../support/service.js";
import { type Part, parts, startServiceForParts } from "../../support/subresources.js";

const signature = "4dabf18193072939515e22adb298388d";
const program = { __provider: "exports.handler=..." };

describe.each(parts.map((part): [string, Part] => [part.kind, part]))("a %s", (_, part) => {
  const named = Object.keys(kinds[part.kind].identity);

  test("goes through its life as the engine leads it, and a second run sends nothing", async () => {
    const service = await startServiceForParts();
    const { one, id, state, checked } = await created(service, part.kind, { ...part.inputs, ...program });
    expect(part.held(service)).toEqual(part.expected(part.inputs));

    service.requests.clear();
    const again = kept((await one.check(checked, { ...part.inputs, ...program })).inputs);
    expect(await one.diff(id, state, again)).toEqual({ changes: false, replaces: [] });
    expect(methodsCalled(service)).toEqual([]);

    const fresh = await one.read(id, state);
    expect(fresh.id).toBe(id);
    expect({ ...kept(fresh.props), ...program }).toEqual(state);
    expect(await one.diff(id, state, { ...kept(fresh.inputs ?? {}), ...program })).toEqual({
      changes: false,
      replaces: [],
    });

    // In another run: none deletes what it has just kept.
    const { delete: remove } = await configured(service, part.kind, {}, new Runtime());
    await remove(id, state);
    expect(part.held(service)).toBeUndefined();
    // What was written a moment ago is looked up for some seconds before it counts as gone: not worth waiting for here.
    const settled = { ...state, __oma: { ...(state.__oma as Values), writtenAt: 0 } };
    expect(kept((await one.read(id, settled)) as never)).toEqual({ id: "", props: {} });
  });

  test("is replaced by a change of what names it, and by nothing else", async () => {
    const service = await startServiceForParts();
    const { one, id, state } = await created(service, part.kind, { ...part.inputs, ...program });
    const news = kept((await one.check({}, { ...part.inputs, ...program })).inputs);
    for (const name of named) {
      expect((await one.diff(id, state, { ...news, [name]: "another" })).replaces).toEqual([name]);
    }
    if (part.other === undefined) return;
    const changed = kept((await one.check({}, { ...part.inputs, ...part.other, ...program })).inputs);
    expect(await one.diff(id, state, changed)).toEqual({ changes: undefined, replaces: [] });
    const { outs } = await one.update(id, state, changed);
    expect(await one.diff(id, { ...kept(outs), ...program }, changed)).toEqual({ changes: false, replaces: [] });
  });

  test("can be looked up by its id", async () => {
    const service = await startServiceForParts();
    given(service, ...part.make(part.inputs));
    const one = await configured(service, part.kind);
    const id = named.map((name) => part.inputs[name]).join("/");
    expect(kept((await one.read(id, {})).props)).toMatchObject({ ...part.inputs });
    await expect(one.read(`${id}x`, {})).rejects.toThrow(/does not exist|Requestor does not own|\(3\)/);
  });
});

describe("the password of an App Password", () => {
  const inputs = { user: "ann@place.example", tag: "phone", ...program };
  const marked = {
    [signature]: "1b47061264138c4ac30d75fd1eb44270",
    value: expect.stringMatching(/^\w{4}-\w{4}-\w{4}$/),
  };

  test("is marked as secret in every message to the engine, and nowhere else in it", async () => {
    const service = await startServiceForParts();
    const { one, id, outs, state } = await created(service, "AppPassword", inputs);
    const fresh = await one.read(id, state);
    const password = String((state as Values).password);
    for (const message of [outs, fresh.props]) {
      expect(message.password).toEqual(marked);
      expect(JSON.stringify(message).split(password)).toHaveLength(2);
    }
    expect(JSON.stringify(fresh.inputs)).not.toContain(password);
  });

  test("outlives an update that has nothing to change", async () => {
    const service = await startServiceForParts();
    const { one, id, state, checked } = await created(service, "AppPassword", inputs);
    const { outs } = await one.update(id, state, checked);
    expect(outs.password).toEqual(marked);
    expect(kept(outs).password).toBe(state.password);
  });

  test("is not made up for one that was only looked up", async () => {
    const service = await startServiceForParts();
    given(service, "app_password", { user: inputs.user, tag: "phone", mode: "add" });
    const one = await configured(service, "AppPassword");
    expect(kept((await one.read("ann@place.example/phone", {})).props)).not.toHaveProperty("password");
  });

  test("is not in the log that the client writes", async () => {
    process.env.OMA_LOG = "json";
    const lines: string[] = [];
    const spy = jest.spyOn(process.stderr, "write").mockImplementation((text) => {
      lines.push(String(text));
      return true;
    });
    const service = await startServiceForParts();
    const { outs } = await created(service, "AppPassword", inputs).finally(() => spy.mockRestore());
    delete process.env.OMA_LOG;
    const { password } = kept(outs);
    expect(lines.join("")).toContain("app_password");
    expect(lines.join("")).not.toContain(String(password));
  });
});
