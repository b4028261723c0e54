import { describeReport } from "../../../cli/recover/report.js";
import { unmatchedDecision } from "../../../provider/recovery/decisions.js";
import type { Finding } from "../../../provider/recovery/finding.js";
import { creating, resource } from "./support.js";

const ann = "ann@example.com";
const finding = (operation: Finding["operation"]): Finding => ({
  operation,
  kind: "User",
  id: ann,
  settlement: { how: "drop" },
  message: "",
  facts: { checkpoint: "2026-11-23T16:00:00Z" },
});
const newcomer = finding(creating("User", "new", { user: ann }));
const leaving = finding({ type: "updating", resource: resource("User", "ann", { id: ann }) });
const mistake = (findings: Finding[], decision: string) => unmatchedDecision(findings, [decision]);

test("a decision names one resource, by its URN or by the id of its object", () => {
  expect(mistake([newcomer, newcomer], ann)).toBeUndefined();
  expect(mistake([newcomer, leaving], leaving.operation.resource.urn)).toBeUndefined();
});

test("a decision about nothing that is pending is refused", () => {
  expect(mistake([newcomer], "bob@example.com")).toBe("no operation on bob@example.com is pending");
});

test("an id that one resource leaves and another one is to get does not say which is meant", () => {
  expect(mistake([newcomer, leaving], ann)).toContain(leaving.operation.resource.urn);
});

test("the report asks by the URN where an id does not say which resource is meant", () => {
  const asking = (it: Finding): Finding => ({ ...it, settlement: { how: "ask" } });
  const report = (findings: Finding[]) => describeReport({ outcome: "needs a decision", findings, others: [] });
  expect(report([asking(newcomer)])).toContain(`--ours "${ann}"`);
  expect(report([asking(newcomer), leaving])).toContain(`--ours "${newcomer.operation.resource.urn}"`);
});
