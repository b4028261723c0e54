import { kinds } from "../../../../provider/kinds/index.js";
import { remove } from "../../../../provider/lifecycle/delete.js";
import { refresh } from "../../../../provider/lifecycle/read.js";
import { createDeclared, newContext, updateDeclared } from "../../support/context.js";
import { failureOf } from "../../support/failure.js";
import { startLossy } from "../../support/lossy.js";
import { company, given, held, methodsCalled, startService, writes } from "../../support/service.js";

const before = { spamlevel: "Normal", language: "nl", allow: ["a@b.co"], notes_external: "old" };
const declared = { company, spamlevel: "High", language: "nl", allow: ["c@d.co"] };

async function takenOver(options = {}, behaviours = {}) {
  const service = await startService(behaviours);
  given(service, "change_company", { company, attributes: before });
  const state = await createDeclared(newContext(service.url), "Company", { ...declared, ...options });
  return { service, state };
}

test("a company is taken over with what differs, and its prior values are remembered", async () => {
  const { service, state } = await takenOver();
  expect(writes(service).map(({ method, attributes }) => ({ method, attributes }))).toEqual([
    { method: "change_company", attributes: { spamlevel: "High", allow: ["c@d.co"] } },
  ]);
  expect(state.originalValues).toEqual({ spamlevel: "Normal", language: "nl", allow: ["a@b.co"] });
  expect(state.computed).toEqual({ osrs_id: "lakeside", createtime: expect.any(Number) });
});

test("a company that is as declared is not written", async () => {
  const service = await startService();
  given(service, "change_company", { company, attributes: before });
  await createDeclared(newContext(service.url), "Company", { company, spamlevel: "Normal" });
  expect(writes(service)).toEqual([]);
});

test.each([
  [2, "MissingError"],
  [9, "OmaApiError"],
] as const)("a company that is not there is an error, never a new company (%i)", async (missingCompany, name) => {
  const service = await startService({ missingCompany });
  const failure = await failureOf(
    createDeclared(newContext(service.url), "Company", { company: "Typo Mail", spamlevel: "High" }),
  );
  expect(failure).toMatchObject({ name, object: "Typo Mail" });
  expect(failure.message).toMatch(/Check the name/);
  expect(writes(service)).toEqual([]);
});

test("what the admin may not set is refused before anything is written", async () => {
  const service = await startService();
  const failure = await failureOf(
    createDeclared(newContext(service.url), "Company", { company, spamlevel: "High", smtpSentLimit: 5 }),
  );
  expect(failure).toMatchObject({ name: "NotSettableError", attribute: "smtpSentLimit" });
  expect(writes(service)).toEqual([]);
});

describe("deleting the resource", () => {
  test.each([{}, { onDelete: "release" }])("with %j leaves every value as it is and sends nothing", async (options) => {
    const { service, state } = await takenOver(options);
    service.requests.clear();
    await remove(newContext(service.url), kinds.Company, state);
    expect(methodsCalled(service)).toEqual([]);
    expect(held(service, "company", company)).toMatchObject({ spamlevel: "High" });
  });

  test("with reset writes the prior values back, and only those that differ", async () => {
    const { service, state } = await takenOver({ onDelete: "reset" });
    given(service, "change_company", { company, attributes: { notes_external: "new" } });
    service.requests.clear();
    await remove(newContext(service.url), kinds.Company, state);
    expect(writes(service)[0]?.attributes).toEqual({ spamlevel: "Normal", allow: ["a@b.co"] });
    expect(held(service, "company", company)).toMatchObject({ ...before, notes_external: "new" });
  });

  test("with reset leaves alone what another resource of the same run has taken over", async () => {
    const { service, state } = await takenOver({ onDelete: "reset" });
    const context = newContext(service.url);
    await createDeclared(context, "Company", { company, spamlevel: "High" });
    service.requests.clear();
    await remove(context, kinds.Company, state);
    expect(writes(service).map(({ attributes }) => attributes)).toEqual([{ allow: ["a@b.co"] }]);
    expect(held(service, "company", company)).toMatchObject({ spamlevel: "High" });
  });

  test("with reset unsets what was inherited before, also where reads show the inherited value", async () => {
    for (const inheritedInAttributes of [false, true]) {
      const service = await startService({ inheritedInAttributes });
      const state = await createDeclared(newContext(service.url), "Company", {
        company,
        spamfolder: "Junk",
        onDelete: "reset",
      });
      await remove(newContext(service.url), kinds.Company, state);
      expect(writes(service).at(-1)?.attributes).toEqual({ spamfolder: null });
    }
  });
});

describe("an update", () => {
  test("remembers the prior value of what it manages from now on, and keeps the older memories", async () => {
    const { service, state } = await takenOver();
    const context = newContext(service.url);
    const after = await updateDeclared(context, "Company", state, {
      ...declared,
      spamlevel: "Very High",
      notesExternal: "ours",
    });
    expect(after.originalValues).toEqual({ ...state.originalValues, notes_external: "old" });
    expect(held(service, "company", company)).toMatchObject({ spamlevel: "Very High", notes_external: "ours" });
  });

  test("keeps the prior value of what is not managed any more, for a reset", async () => {
    const { service, state } = await takenOver({ onDelete: "reset" });
    const context = newContext(service.url);
    const after = await updateDeclared(context, "Company", state, { company, language: "nl", onDelete: "reset" });
    expect(held(service, "company", company)).toMatchObject({ spamlevel: null, allow: [] });
    await remove(newContext(service.url), kinds.Company, after);
    expect(held(service, "company", company)).toMatchObject(before);
  });

  test("of an option alone forgets nothing", async () => {
    const { service, state } = await takenOver();
    const context = newContext(service.url);
    const after = await updateDeclared(context, "Company", state, { ...declared, onDelete: "reset" });
    expect(after.originalValues).toEqual(state.originalValues);
    expect(after.computed).toEqual(state.computed);
  });
});

test("a refresh keeps the memory of prior values", async () => {
  const { service, state } = await takenOver();
  expect(await refresh(newContext(service.url), kinds.Company, state)).toEqual(state);
});

test("a takeover whose answer got lost still remembers what was there before", async () => {
  const service = await startService();
  given(service, "change_company", { company, attributes: before });
  const lossy = await startLossy(service);
  lossy.loseNext("change_company", "after it was carried out");
  const state = await createDeclared(newContext(lossy.base), "Company", declared).catch(() => undefined);
  // The next run finds the values of the first, so only the run that wrote them can remember what was there.
  expect(state?.originalValues).toMatchObject({ spamlevel: "Normal", allow: ["a@b.co"] });
});
