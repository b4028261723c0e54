import { describeReport } from "../../../cli/recover/report.js";
import type { Finding } from "../../../provider/recovery/finding.js";
import { refuseUnmatchedDecisions } from "../../../provider/recovery/unmatched-decisions.js";
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
const refusal = (findings: Finding[], said: string) => () => refuseUnmatchedDecisions(findings, [said]);

test("a decision names one resource, by its URN or by the id of its object", () => {
  expect(refusal([newcomer, newcomer], ann)).not.toThrow();
  expect(refusal([newcomer, leaving], leaving.operation.resource.urn)).not.toThrow();
});

test("a decision about nothing that is pending is refused", () => {
  expect(refusal([newcomer], "bob@example.com")).toThrow("no operation on bob@example.com is pending");
});

test("an id that one resource leaves and another one is to get does not say which is meant", () => {
  expect(refusal([newcomer, leaving], ann)).toThrow(leaving.operation.resource.urn);
});

test("the report asks by the URN where an id does not say which resource is meant", () => {
  const asking = (it: Finding): Finding => ({ ...it, settlement: { how: "ask" } });
  const report = (findings: Finding[]) => describeReport({ outcome: "needs a decision", findings, others: [] });
  expect(report([asking(newcomer)])).toContain(`--ours "${ann}"`);
  expect(report([asking(newcomer), leaving])).toContain(`--ours "${newcomer.operation.resource.urn}"`);
});
