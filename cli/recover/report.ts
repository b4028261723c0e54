import type { Facts, Finding } from "../../provider/recovery/finding.js";
import type { PendingOperation } from "../../provider/recovery/state/deployment.js";

/** What a run of `oma recover` came to. */
export interface Report {
  readonly outcome: "nothing pending" | "settled" | "would settle" | "needs a decision";
  readonly findings: readonly Finding[];
  /** Pending operations of other packages. */
  readonly others: readonly PendingOperation[];
  /** Where the state as it was before is. */
  readonly backup?: string;
}

const endings: Readonly<Record<Report["outcome"], string>> = {
  "nothing pending": "No operation of this package is pending.",
  settled: "Settled. The next up goes on from here.",
  "would settle": "Nothing was changed: this was a dry run.",
  "needs a decision": "Nothing was changed: a decision is needed.",
};

/** For people. */
export function describe({ outcome, findings, others, backup }: Report): string {
  return [
    ...findings.flatMap(finding),
    ...others.map(({ type, resource }) => `${resource.urn}, interrupted while ${type}: of another package, left alone`),
    endings[outcome],
    ...(outcome === "needs a decision" ? decisions(findings, others) : []),
    ...(backup === undefined ? [] : [`The state as it was: pulumi stack import --file ${backup}`]),
  ].join("\n");
}

function finding({ kind, id, operation, settlement, message: says, facts }: Finding): string[] {
  const head = `${kind} ${id}, interrupted while ${operation.type}: ${says}`;
  return settlement.how === "ask" ? [head, ...factLines(facts)] : [head];
}

function factLines({ made, began, checkpoint, differing }: Facts): string[] {
  const lines = [
    `made:            ${made ?? "not known"}`,
    `attempt began:   ${began ?? "not known"}`,
    `last checkpoint: ${checkpoint}`,
    `holds otherwise: ${differing === undefined ? "not compared" : differing.join(", ") || "nothing that is declared"}`,
  ];
  return lines.map((line) => `    ${line}`);
}

function decisions(findings: readonly Finding[], others: readonly PendingOperation[]): string[] {
  const asked = findings.filter(({ settlement }) => settlement.how === "ask");
  return [
    ...asked.map((it) => `  ${answersTo(it, nameOf(it, findings))}`),
    ...(others.length === 0
      ? []
      : ["  --drop-others: the engine's import forgets the operations of other packages too"]),
  ];
}

function answersTo({ settlement }: Finding, name: string): string {
  const usual = `--ours "${name}" or --not-ours "${name}"`;
  return settlement.how === "ask" ? (settlement.answers ?? usual) : usual;
}

/** The URN where two resources are about one name, which the one is to leave and the other to get. */
function nameOf({ id, operation: { resource } }: Finding, findings: readonly Finding[]): string {
  const isShared = findings.some((other) => other.id === id && other.operation.resource.urn !== resource.urn);
  return isShared ? resource.urn : id;
}

/** For pipelines. */
export function toJson({ outcome, findings, others, backup }: Report): string {
  const operations = findings.map(({ operation, kind, id, settlement, message: says, facts }) => ({
    urn: operation.resource.urn,
    kind,
    id,
    operation: operation.type,
    action: settlement.how,
    says,
    ...facts,
  }));
  const left = others.map(({ type, resource }) => ({ urn: resource.urn, operation: type }));
  return JSON.stringify({ outcome, operations, others: left, backup }, null, 2);
}
