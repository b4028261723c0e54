import { kinds } from "../../../../provider/kinds/index.js";
import { changeAndClear } from "../../../../provider/lifecycle/writes/clear-undeclared.js";
import type { Values } from "../../../../provider/values.js";

import { newContext } from "../../support/context.js";
import { failureOf } from "../../support/failure.js";
import { givenUser, held, startService, writes } from "../../support/service.js";

const ann = "ann@example.com";

async function forward() {
  const service = await startService();
  givenUser(service, ann, { delivery_forward: true, forward_recipients: ["x@y.example"], title: "Dr" });
  service.requests.clear();
  const named = { identity: { user: ann }, sources: {} };
  const change = (declared: Values, cleared: Values) =>
    changeAndClear(newContext(service.url), kinds.User, named, declared, cleared);
  return { service, change };
}

test("what is declared and what is let go of is written in one call", async () => {
  const { service, change } = await forward();
  expect(await change({ name: "Ann" }, { title: null })).toEqual({ name: "Ann", title: null });
  expect(writes(service)).toHaveLength(1);
  expect(held(service, "user", ann)).toMatchObject({ name: "Ann", title: null });
});

test("nothing is sent when there is nothing to write", async () => {
  const { service, change } = await forward();
  expect(await change({}, {})).toEqual({});
  expect(service.requests.entries()).toEqual([]);
});

test("what cannot be let go of stays as it is, and all else is written", async () => {
  const { service, change } = await forward();
  expect(await change({ name: "Ann" }, { title: null, forward_recipients: [] })).toEqual({ name: "Ann", title: null });
  expect(held(service, "user", ann)).toMatchObject({ name: "Ann", title: null, forward_recipients: ["x@y.example"] });
});

test("a declared value that is refused is an error, and is not sent again without what was let go of", async () => {
  const { service, change } = await forward();
  expect(await failureOf(change({ workgroup: "missing" }, { title: null }))).toMatchObject({
    name: "AttributeError",
    attribute: "workgroup",
  });
  expect(writes(service)).toHaveLength(1);
  expect(held(service, "user", ann)).toMatchObject({ title: "Dr" });
});

test("any other refusal is an error too", async () => {
  const { service, change } = await forward();
  service.faults.next({ method: "change_user", error_number: 45 });
  expect(await failureOf(change({ name: "Ann" }, { title: null }))).toMatchObject({ name: "OmaApiError", number: 45 });
  expect(writes(service)).toHaveLength(1);
});
