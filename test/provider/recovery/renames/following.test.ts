import { kinds } from "../../../../provider/kinds/index.js";
import { leftBy } from "../../../../provider/recovery/renames/left-by.js";
import type { StateResource } from "../../../../provider/recovery/state/deployment.js";
import { newContext } from "../../support/context.js";
import { givenUser, startService } from "../../support/service.js";
import { examined, known, now, stateOf } from "../support.js";

const [ann, anne, bob] = ["ann@example.com", "anne@example.com", "bob@example.com"];
const role = { user: ann, role: "mail", objects: ["example.com"] };

function account(name: string, user: string, memory: object = {}, more: object = {}): StateResource {
  const resource = known("User", name, user, { user, ...more });
  return { ...resource, outputs: { ...resource.outputs, __oma: { format: 1, sealed: {}, ...memory } } };
}

test("an interrupted update that follows a rename is left to the next up, whoever has the old address now", async () => {
  const service = await startService();
  givenUser(service, ann, {});
  service.requests.clear();
  const resource = known("Role", "role", ann, role);
  const state = stateOf([resource], [{ type: "updating", resource: { ...resource, inputs: { ...role, user: anne } } }]);
  const { settlement, message } = await examined(newContext(service.url), state);
  expect([settlement, message]).toEqual([{ how: "drop" }, "the next up follows its user"]);
  expect(service.requests.entries()).toEqual([]);
});

test("the state of an account whose rename was carried out knows its former name", async () => {
  const service = await startService();
  givenUser(service, anne, {});
  const resource = account("ann", ann);
  const inputs = { user: anne };
  const state = stateOf([resource], [{ type: "updating", resource: { ...resource, inputs } }]);
  const { settlement } = await examined(newContext(service.url), state);
  const formerly = [{ identity: { user: ann }, until: expect.any(Number) }];
  expect(settlement).toMatchObject({ how: "follow", id: anne, outputs: { user: anne, __oma: { formerly } } });
});

test("an account had left its name before another one of the state got it", () => {
  const renamed = account("bob", ann, { formerly: [{ identity: { user: bob }, until: 500 }] });
  const created = account("new", ann, {}, { __begun: 600 });
  const first = account("ann", ann);
  const by = (...others: StateResource[]) => leftBy(stateOf([first, ...others]).deployment, kinds.User, first);
  expect(by(renamed)).toBe(500);
  expect(by(created)).toBe(600);
  expect(by()).toBeGreaterThanOrEqual(now() - 1);
});
