import type { Facts, Finding } from "../../provider/recovery/finding.js";
import type { PendingOperation } from "../../provider/recovery/state/deployment.js";
import { asJson } from "../terminal.js";

/** What a run of `oma recover` came to. */
export interface Report {
  readonly outcome: "nothing pending" | "settled" | "would settle" | "needs a decision";
  readonly findings: readonly Finding[];
  /** Pending operations of other packages. */
  readonly others: readonly PendingOperation[];
  /** The file with the state as it was before. */
  readonly backup?: string;
}

const endings: Readonly<Record<Report["outcome"], string>> = {
  "nothing pending": "No operation of this package is pending.",
  settled: "The state is settled. The next pulumi up goes on from there.",
  "would settle": "Nothing was changed: this was a dry run.",
  "needs a decision": "Nothing was changed: you have to decide. Run oma recover again with:",
};

/** For people. */
export function describeReport({ outcome, findings, others, backup }: Report): string {
  return [
    ...findings.flatMap(describeFinding),
    ...others.map(({ type, resource }) => `${resource.urn}, interrupted while ${type}: belongs to another package`),
    endings[outcome],
    ...(outcome === "needs a decision" ? answersTo(findings, others).map((answer) => `  ${answer}`) : []),
    ...(backup === undefined ? [] : [`To restore the state as it was: pulumi stack import --file ${backup}`]),
  ].join("\n");
}

function describeFinding({ kind, id, operation, settlement, message, facts }: Finding): string[] {
  const head = `${kind} ${id}, interrupted while ${operation.type}: ${message}`;
  return settlement.how === "ask" ? [head, ...describeFacts(facts)] : [head];
}

function describeFacts({ made, began, checkpoint, differing }: Facts): string[] {
  const lines = [
    `created:         ${made ?? "unknown"}`,
    `attempt began:   ${began ?? "unknown"}`,
    `last checkpoint: ${checkpoint}`,
    `differs in:      ${differing === undefined ? "not compared" : differing.join(", ") || "nothing that is declared"}`,
  ];
  return lines.map((line) => `    ${line}`);
}

/** The options that decide what is in doubt. */
function answersTo(findings: readonly Finding[], others: readonly PendingOperation[]): string[] {
  const answers = findings.flatMap((finding) => {
    if (finding.settlement.how !== "ask") return [];
    const name = nameOf(finding, findings);
    return [finding.settlement.answers ?? `--ours "${name}" or --not-ours "${name}"`];
  });
  return others.length === 0
    ? answers
    : [...answers, "--drop-others, which forgets the pending operations of other packages"];
}

/** The URN when two resources are about one object's name, which the one is to leave and the other to get. */
function nameOf({ id, operation: { resource } }: Finding, findings: readonly Finding[]): string {
  const isShared = findings.some((other) => other.id === id && other.operation.resource.urn !== resource.urn);
  return isShared ? resource.urn : id;
}

/** For pipelines. */
export function toJson({ outcome, findings, others, backup }: Report): string {
  const operations = findings.map(({ operation, kind, id, settlement, message, facts }) => ({
    urn: operation.resource.urn,
    kind,
    id,
    operation: operation.type,
    action: settlement.how,
    says: message,
    checkpoint: facts.checkpoint,
    made: facts.made,
    began: facts.began,
    differing: facts.differing,
  }));
  const left = others.map(({ type, resource }) => ({ urn: resource.urn, operation: type }));
  return asJson({ outcome, operations, others: left, backup });
}
