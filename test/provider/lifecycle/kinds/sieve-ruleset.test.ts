import { kinds } from "../../../../provider/kinds/index.js";
import { check } from "../../../../provider/lifecycle/check.js";
import { remove } from "../../../../provider/lifecycle/delete.js";
import { refresh } from "../../../../provider/lifecycle/read.js";
import type { JsonObject } from "../../../../simulator/index.js";
import { json, startCanned } from "../../support/canned.js";
import { createDeclared, newContext, updateDeclared } from "../../support/context.js";
import { failureOf } from "../../support/failure.js";
import { given, givenUser, startService, writes } from "../../support/service.js";

const user = "ann@example.com";
const main = { user, ruleset: "main", data: "keep;", activeRule: true };

async function withAnn() {
  const service = await startService();
  givenUser(service, user);
  return { service, sieve: () => service.call("get_sieve", { user }) };
}

test("a ruleset that is no longer the active one is drift, and is made active again with its rules", async () => {
  const { service, sieve } = await withAnn();
  const state = await createDeclared(newContext(service.url), "SieveRuleset", main);
  given(service, "set_sieve", { user, ruleset: "other", data: "discard;", active_rule: "other" });
  const drifted = await refresh(newContext(service.url), kinds.SieveRuleset, state);
  expect(drifted?.attributes).toEqual({ data: "keep;", active_rule: false });
  service.requests.clear();
  const context = newContext(service.url);
  await updateDeclared(context, "SieveRuleset", drifted ?? state, main, main);
  expect(writes(service).map(({ fields }) => fields)).toEqual([
    { user, ruleset: "main", data: "keep;", active_rule: "main" },
  ]);
  expect(sieve()).toMatchObject({ active_rule: "main", rulesets: { main: "keep;", other: "discard;" } });
});

test("a ruleset that does not ask for it leaves the active one alone, and is in sync whichever that is", async () => {
  const { service, sieve } = await withAnn();
  given(service, "set_sieve", { user, ruleset: "other", data: "discard;", active_rule: "other" });
  const { activeRule: _, ...passive } = main;
  const state = await createDeclared(newContext(service.url), "SieveRuleset", passive);
  expect(writes(service)[0]?.fields).toEqual({ user, ruleset: "main", data: "keep;" });
  expect(sieve()).toMatchObject({ active_rule: "other" });
  given(service, "set_sieve", { user, ruleset: "main", active_rule: "main" });
  expect(await refresh(newContext(service.url), kinds.SieveRuleset, state)).toEqual(state);
});

test("an answer that does not name the active ruleset is neither drift nor a write without effect", async () => {
  const { service } = await withAnn();
  const silent = await startCanned(async ({ method, body }) => {
    if (method === "authenticate") return undefined;
    const { active_rule: _, ...answer } = service.call(method, body as JsonObject);
    return json(answer);
  });
  const state = await createDeclared(newContext(silent.base), "SieveRuleset", main);
  expect(await refresh(newContext(silent.base), kinds.SieveRuleset, state)).toEqual(state);
});

test("a ruleset that cannot be switched off cannot be declared so", () => {
  const { vault } = newContext("http://127.0.0.1:9");
  const { failures } = check(kinds.SieveRuleset, {}, { ...main, activeRule: false }, vault);
  expect(failures).toEqual([{ property: "activeRule", reason: "must be true, or left out" }]);
});

test("rules that the service refuses are blamed on the attribute, and nothing is kept of them", async () => {
  const { service, sieve } = await withAnn();
  const failure = await failureOf(
    createDeclared(newContext(service.url), "SieveRuleset", { ...main, data: "if header {" }),
  );
  expect(failure).toMatchObject({ name: "AttributeError", number: 6, attribute: "data" });
  expect(sieve()).toMatchObject({ rulesets: {} });
});

test("deleting one ruleset leaves the others", async () => {
  const { service, sieve } = await withAnn();
  const state = await createDeclared(newContext(service.url), "SieveRuleset", main);
  given(service, "set_sieve", { user, ruleset: "other", data: "discard;" });
  await remove(newContext(service.url), kinds.SieveRuleset, state);
  expect(sieve()).toMatchObject({ rulesets: { other: "discard;" } });
  expect(writes(service).at(-1)?.fields).toEqual({ user, ruleset: "main", data: null });
});
