import { newContext } from "../../support/context.js";
import { given } from "../../support/service.js";
import { startServiceForParts } from "../../support/subresources.js";
import { creating, examined, known, stateOf } from "../support.js";

const domain = "place.example";
const pending = creating("Workgroup", "desk", { domain, workgroup: "desk" });

async function startWithDesk() {
  const service = await startServiceForParts();
  given(service, "create_workgroup", { domain, workgroup: "Desk" });
  return service;
}

test("an object that another resource of the state has in another case is not taken", async () => {
  const service = await startWithDesk();
  const other = known("Workgroup", "other", `${domain}/Desk`, { domain, workgroup: "Desk" });
  const { settlement, message } = await examined(newContext(service.url), stateOf([other], [pending]));
  expect([settlement, message]).toEqual([{ how: "drop" }, expect.stringContaining("another resource has the name")]);
});

test("an object that the resource itself has in another case is in state", async () => {
  const service = await startWithDesk();
  const own = known("Workgroup", "desk", `${domain}/Desk`, { domain, workgroup: "Desk" });
  expect(await examined(newContext(service.url), stateOf([own], [pending]))).toMatchObject({
    settlement: { how: "drop" },
    message: "is already in state",
  });
});

test("an object that is taken has the name that the service has for it", async () => {
  const service = await startWithDesk();
  const { settlement } = await examined(newContext(service.url), stateOf([], [pending]), "ours");
  expect(settlement).toMatchObject({ how: "take", id: `${domain}/Desk`, outputs: { domain, workgroup: "Desk" } });
});
