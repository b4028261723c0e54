import { kinds } from "../../../../provider/kinds/index.js";
import { idOf } from "../../../../provider/lifecycle/state/identity.js";

import { newContext } from "../../support/context.js";
import { failureOf } from "../../support/failure.js";
import { given, methodsCalled, writes } from "../../support/service.js";
import { ann, parts, startServiceForParts } from "../../support/subresources.js";
import { creating, encrypted, examined, known, now, stateOf } from "../support.js";

const undated = parts.filter(({ kind }) => kinds[kind].undated);
const changing = parts.flatMap(({ other, ...part }) => (other === undefined ? [] : [{ ...part, other }]));
const nameOf = ({ kind, inputs }: (typeof parts)[number]) => idOf(kinds[kind], inputs as Record<string, string>);

describe.each(undated)("an interrupted create of a $kind", (part) => {
  const state = (more: object = {}) => stateOf([], [creating(part.kind, "x", { ...part.inputs, ...more })]);

  test("that does not exist is forgotten: the next up makes it", async () => {
    const service = await startServiceForParts();
    expect((await examined(newContext(service.url), state())).settlement).toEqual({ how: "drop" });
  });

  test("that holds what is declared is asked about, since no read tells when it was made", async () => {
    const service = await startServiceForParts();
    given(service, ...part.make(part.inputs));
    service.requests.clear();
    const context = newContext(service.url);
    expect(await examined(context, state())).toMatchObject({ settlement: { how: "ask" }, id: nameOf(part) });
    expect((await examined(context, state(), "not-ours")).settlement).toEqual({ how: "drop" });
    expect((await examined(context, state(), "ours")).settlement).toMatchObject({
      how: "take",
      id: nameOf(part),
      outputs: part.inputs,
    });
    expect(writes(service)).toEqual([]);
  });

  test("that the program adopts is left to the next up", async () => {
    const service = await startServiceForParts();
    given(service, ...part.make(part.inputs));
    const { settlement, message: says } = await examined(newContext(service.url), state({ adopt: true }));
    expect([settlement.how, says]).toEqual(["drop", expect.stringContaining("the next up adopts it")]);
  });
});

describe.each(changing)("a $kind", (part) => {
  const changed = { ...part.inputs, ...part.other };

  test("that holds something else than the interrupted create declared is somebody else's", async () => {
    const service = await startServiceForParts();
    given(service, ...part.make(changed));
    const state = stateOf([], [creating(part.kind, "x", part.inputs)]);
    const { settlement, message: says } = await examined(newContext(service.url), state);
    expect(settlement).toEqual({ how: "drop" });
    expect(says).toContain("does not hold what is declared; it is left alone");
  });

  test.each([
    ["was carried out", changed],
    ["was not carried out", part.inputs],
  ])("whose interrupted update %s gets what it holds", async (_, present) => {
    const service = await startServiceForParts();
    given(service, ...part.make(present));
    const resource = known(part.kind, "x", nameOf(part), part.inputs);
    const state = stateOf([resource], [{ type: "updating", resource: { ...resource, inputs: changed } }]);
    const { settlement } = await examined(newContext(service.url), state);
    expect(settlement).toMatchObject({ how: "follow", id: nameOf(part), outputs: present });
  });

  test("that is gone since its interrupted update is left to the next up", async () => {
    const service = await startServiceForParts();
    const resource = known(part.kind, "x", nameOf(part), part.inputs);
    const state = stateOf([resource], [{ type: "updating", resource: { ...resource, inputs: changed } }]);
    expect((await examined(newContext(service.url), state)).settlement).toEqual({ how: "drop" });
  });
});

test.each(parts)("an interrupted delete of a $kind is done when it is gone", async (part) => {
  const service = await startServiceForParts();
  given(service, ...part.make(part.inputs));
  const resource = known(part.kind, "x", nameOf(part), part.inputs);
  const state = stateOf([resource], [{ type: "deleting", resource }]);
  const context = newContext(service.url);
  expect((await examined(context, state)).settlement).toEqual({ how: "drop" });
  given(service, ...part.unmake);
  expect((await examined(context, state)).settlement).toEqual({ how: "remove" });
  part.orphan?.(service);
  expect((await examined(context, state)).settlement).toEqual({ how: "remove" });
});

describe("an interrupted create of an App Password", () => {
  const phone = { user: ann, tag: "phone" };
  const state = (more: object = {}) => stateOf([], [creating("AppPassword", "x", { ...phone, ...more })]);
  const older = { __begun: now() + 3600 };
  const tagsOf = (service: Awaited<ReturnType<typeof startServiceForParts>>) =>
    (service.call("get_user", { user: ann }).metadata as { app_passwords: { tag: string }[] }).app_passwords.map(
      ({ tag }) => tag,
    );
  async function withPhone() {
    const service = await startServiceForParts();
    given(service, "app_password", { ...phone, tag: "pad", mode: "add" });
    given(service, "app_password", { ...phone, mode: "add" });
    service.requests.clear();
    return { service, context: newContext(service.url) };
  }

  test("that was not carried out is forgotten: the next up makes one", async () => {
    const service = await startServiceForParts();
    expect((await examined(newContext(service.url), state())).settlement).toEqual({ how: "drop" });
  });

  test("never puts one into the state, since nobody heard its password, and removes none without being asked", async () => {
    const { service, context } = await withPhone();
    const finding = await examined(context, state());
    expect(finding.settlement).toEqual({
      how: "ask",
      answers: expect.stringMatching(/^--take-back .* or --not-ours "ann@place.example\/phone"$/),
    });
    expect(finding.message).toContain("created after the attempt began");
    expect(finding.message).toContain("of no use");
    expect((await examined(context, state(), "ours")).settlement.how).toBe("ask");
    expect((await examined(context, state(), "not-ours")).settlement).toEqual({ how: "drop" });
    expect(writes(service)).toEqual([]);
  });

  test("takes back what it surely made when that is asked for, and nothing else", async () => {
    const { service, context } = await withPhone();
    const { settlement } = await examined(context, state(), undefined, true);
    expect(settlement.how).toBe("take back");
    expect(writes(service)).toEqual([]);
    await (settlement as { remove(): Promise<void> }).remove();
    expect(tagsOf(service)).toEqual(["pad"]);
  });

  test("does not take back one that is older than the attempt, unless the operator says whose it is", async () => {
    const { service, context } = await withPhone();
    const { settlement, message: says } = await examined(context, state(older), undefined, true);
    expect([settlement.how, says]).toEqual(["drop", expect.stringContaining("created before the attempt began")]);
    expect((await examined(context, state(older), "ours", true)).settlement.how).toBe("take back");
    expect(tagsOf(service)).toEqual(["pad", "phone"]);
  });

  test("asks whose one is that was made shortly before", async () => {
    const { context } = await withPhone();
    const { settlement } = await examined(context, state({ __begun: now() + 60 }), undefined, true);
    expect(settlement).toEqual({ how: "ask", answers: expect.stringMatching(/^--ours .* --take-back/) });
  });

  test("does not take back another one that got its tag meanwhile", async () => {
    const { service, context } = await withPhone();
    const { settlement } = await examined(context, state(), undefined, true);
    given(service, "app_password", { ...phone, mode: "remove" });
    service.clock.advance(5000);
    given(service, "app_password", { ...phone, mode: "add" });
    await (settlement as { remove(): Promise<void> }).remove();
    expect(tagsOf(service)).toEqual(["pad", "phone"]);
  });

  test("says when what is to be taken back cannot be removed", async () => {
    const { service, context } = await withPhone();
    const { settlement } = await examined(context, state(), undefined, true);
    service.faults.next({ method: "app_password", error_number: 49 });
    expect(await failureOf((settlement as { remove(): Promise<void> }).remove())).toMatchObject({ number: 49 });
  });

  test("that was deleted is settled without its password, which is encrypted", async () => {
    const { service, context } = await withPhone();
    const resource = known("AppPassword", "x", `${ann}/phone`, { ...phone, password: encrypted });
    const deleting = stateOf([resource], [{ type: "deleting", resource }]);
    expect((await examined(context, deleting)).settlement).toEqual({ how: "drop" });
    expect(methodsCalled(service)).toEqual(["authenticate", "get_user"]);
  });
});
