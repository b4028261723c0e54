import { itemResults } from "../../../provider/oma/batch.js";
import { OmaClient } from "../../../provider/oma/index.js";
import { json, startCanned } from "../support/canned.js";
import { quick } from "../support/context.js";

describe("a call on many items", () => {
  const asked = { user: "ann@example.com", ids: ["1", "2", "3"] };
  const answer = {
    success: true,
    ids: [
      { id: "2", success: false, error: "The requested object does not exist.", error_number: 2 },
      { id: "1", success: true },
    ],
  };

  test("has an outcome for each, in the order that was asked for", () => {
    const [one, two, three] = itemResults("restore_deleted_messages", asked, answer);
    expect(one).toEqual({ id: "1", ok: true });
    expect(two).toMatchObject({ id: "2", ok: false, error: { number: 2, class: "missing" } });
    expect((two as { error: Error }).error.message).toContain("ann@example.com item 2: restore_deleted_messages");
    expect(three).toMatchObject({
      id: "3",
      ok: false,
      error: { class: "other", text: "the response does not mention it" },
    });
  });

  test("fails with the documented text where the service gives none", () => {
    const ids = [{ id: "1", success: false, error_number: "2" }];
    const [one] = itemResults("restore_deleted_messages", { ...asked, ids: ["1"] }, { success: true, ids });
    expect(one).toMatchObject({ ok: false, error: { number: 2, text: "The requested object does not exist." } });
  });

  test("without any outcomes has failed for all", () => {
    const results = itemResults("restore_deleted_messages", asked, { success: true });
    expect(results.map(({ ok }) => ok)).toEqual([false, false, false]);
  });

  test("is made with the client's `each`", async () => {
    const service = await startCanned(({ method }) => (method === "authenticate" ? undefined : json(answer)));
    const oma = new OmaClient({ base: service.base, user: "a@b.adm", password: "Canary" }, quick);
    const results = await oma.each("restore_deleted_messages", asked);
    expect(results.map(({ ok }) => ok)).toEqual([true, false, false]);
    expect(service.received.at(-1)?.body).toMatchObject(asked);
  });
});
