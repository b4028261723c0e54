import { oncePerObject } from "../../../../provider/recovery/decisions.js";
import type { Finding, Settlement } from "../../../../provider/recovery/finding.js";
import { applySettlements } from "../../../../provider/recovery/state/apply-settlements.js";
import type { PendingOperation, StateResource } from "../../../../provider/recovery/state/deployment.js";
import { creating, resource, stateOf } from "../support.js";

const time = "2026-11-23T16:00:00Z";

function finding(operation: PendingOperation, settlement: Settlement): Finding {
  return { operation, kind: "User", id: "x", settlement, message: "", facts: { checkpoint: time } };
}

function settled(resources: readonly StateResource[], ...findings: Finding[]) {
  return applySettlements(
    stateOf(
      resources,
      findings.map(({ operation }) => operation),
    ),
    findings,
    time,
  ).deployment;
}

const domain = resource("Domain", "d", { id: "example.com" });
const needing = (it: StateResource) => ({ dependencies: [it.urn], propertyDependencies: { user: [it.urn] } });

test("no operation is pending afterwards, and resources that nothing happened to stay as they were", () => {
  const { pending_operations, resources } = settled([domain], finding(creating("User", "ann", {}), { how: "drop" }));
  expect(pending_operations).toBeUndefined();
  expect(resources).toEqual([domain]);
});

test("an object that is taken stands behind what it depends on, as the engine would have written it", () => {
  const operation = creating("User", "ann", { user: "ann@example.com" });
  const outputs = { user: "ann@example.com" };
  const { resources } = settled([domain], finding(operation, { how: "take", id: "ann@example.com", outputs }));
  expect(resources).toEqual([
    domain,
    { ...operation.resource, id: "ann@example.com", outputs, created: time, modified: time },
  ]);
});

test("an object that replaces another one stands in its place, and the old one is still to be deleted", () => {
  const user = resource("User", "ann", { id: "ann@example.com", ...needing(domain) });
  const operation: PendingOperation = { type: "creating", resource: resource("Domain", "d", { inputs: {} }) };
  const { resources } = settled([domain, user], finding(operation, { how: "take", id: "example.org", outputs: {} }));
  expect(resources).toMatchObject([
    { urn: domain.urn, id: "example.org" },
    { urn: domain.urn, id: "example.com", delete: true },
    { urn: user.urn },
  ]);
});

test("an object that was deleted in order to be replaced is not to be deleted once more", () => {
  const operation: PendingOperation = { type: "creating", resource: resource("Domain", "d", { inputs: {} }) };
  const gone = { ...domain, pendingReplacement: true };
  const { resources } = settled([gone], finding(operation, { how: "take", id: "example.com", outputs: {} }));
  expect(resources).toHaveLength(1);
  expect(resources).toMatchObject([{ id: "example.com" }]);
  expect(resources?.[0]).not.toHaveProperty("pendingReplacement");
});

test("what is gone leaves the state, together with what depended on it and is gone too", () => {
  const user = resource("User", "ann", { id: "ann@example.com", ...needing(domain) });
  const gone = [domain, user].map((it) => finding({ type: "deleting", resource: it }, { how: "remove" }));
  expect(settled([domain, user], ...gone).resources).toEqual([]);
});

test("what is gone stays while something that is there still needs it: the engine accepts no other state", () => {
  const user = resource("User", "ann", { id: "ann@example.com", ...needing(domain) });
  const gone = finding({ type: "deleting", resource: domain }, { how: "remove" });
  expect(settled([domain, user], gone).resources).toEqual([domain, user]);
});

test("of two resources of one name, the one that was being deleted leaves the state", () => {
  const old = resource("User", "ann", { id: "ann@example.com", delete: true });
  const current = resource("User", "ann", { id: "ann@example.org" });
  const gone = finding({ type: "deleting", resource: old }, { how: "remove" });
  expect(settled([current, old], gone).resources).toEqual([current]);
});

test("an object that was renamed is followed in id, inputs and outputs", () => {
  const user = resource("User", "ann", { id: "ann@example.com", inputs: { user: "ann@example.com", name: "Ann" } });
  const [id, outputs] = ["eve@example.com", { user: "eve@example.com", name: "Ann" }];
  const follow = finding({ type: "updating", resource: user }, { how: "follow", id, identity: { user: id }, outputs });
  expect(settled([user], follow).resources).toMatchObject([{ id, inputs: { user: id, name: "Ann" }, outputs }]);
});

test("an object that two killed runs were creating is taken once", () => {
  const operation = creating("User", "ann", { user: "ann@example.com" });
  const take = finding(operation, { how: "take", id: "ann@example.com", outputs: {} });
  const [drop, ask] = [finding(operation, { how: "drop" }), finding(operation, { how: "ask" })];
  for (const other of [take, drop, ask]) {
    expect(settled([], ...oncePerObject([take, { ...other }])).resources).toHaveLength(1);
    expect(oncePerObject([{ ...other }, take])).toHaveLength(1);
  }
  expect(oncePerObject([drop, ask])).toHaveLength(2);
});
