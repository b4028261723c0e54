import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { MutantResult } from "@stryker-mutator/api/core";
import { table } from "../simulator/campaign.mts";
import { root } from "./copy.mts";

interface Figures {
  readonly killed: number;
  readonly timedOut: number;
  readonly left: number;
  readonly date: string;
}

const heads = ["file", "killed", "timed out", "left", "of", "share", "date"];
const [begin, end] = ["<!-- figures -->", "<!-- end of figures -->"];

/** Puts the figures of a file into the table of `docs/quality/mutation-<room>.md`, and leaves those of others as they are. */
export function updatePage(room: string, figures: ReadonlyMap<string, Figures>): void {
  const page = join(root, "docs/quality", `mutation-${room}.md`);
  const text = existsSync(page) ? readFileSync(page, "utf8") : headOf(room);
  const [from, to] = [text.indexOf(begin) + begin.length, text.indexOf(end)];
  const rows = new Map([...rowsIn(text.slice(from, to)), ...figures]);
  const sorted = [...rows].filter(([, row]) => sum(row) > 0).sort(([a], [b]) => (a < b ? -1 : 1));
  const all = sorted.reduce((one, [, row]) => plus(one, row), { killed: 0, timedOut: 0, left: 0, date: "" });
  const lines = [...sorted.map(([file, row]) => cells(`\`${file}\``, row)), cells("**all**", all)];
  const machine = `${availableParallelism()} cores, Node ${process.versions.node}`;
  writeFileSync(page, `${text.slice(0, from)}\n${table(heads, lines)}\n\n${machine}.\n${text.slice(to)}`);
  console.log(cells("all", all).join(" "));
}

/** The page of a room that is measured for the first time. */
function headOf(room: string): string {
  return `# Mutation testing of \`${room}\`

\`npm run campaign:mutation -- ${room} [<file>...]\`; how it works is on the page of the [OMA client](mutation-oma.md). A file without
a row has not been measured.

${begin}
${end}
`;
}

export function figuresOf(mutants: readonly MutantResult[]): Figures {
  const count = (...wanted: string[]) => mutants.filter(({ status }) => wanted.includes(status)).length;
  return {
    killed: count("Killed"),
    timedOut: count("Timeout"),
    left: count("Survived", "NoCoverage"),
    date: new Date().toISOString().slice(0, 10),
  };
}

const sum = ({ killed, timedOut, left }: Figures) => killed + timedOut + left;

function plus(one: Figures, other: Figures): Figures {
  return {
    killed: one.killed + other.killed,
    timedOut: one.timedOut + other.timedOut,
    left: one.left + other.left,
    date: "",
  };
}

function cells(file: string, figures: Figures): string[] {
  const { killed, timedOut, left, date } = figures;
  const share = `${((100 * (killed + timedOut)) / sum(figures)).toFixed(1)} %`;
  return [file, ...[killed, timedOut, left, sum(figures)].map(String), share, date];
}

function rowsIn(text: string): Map<string, Figures> {
  const rows = text.matchAll(/^\| `(.*)` \| (\d+) \| (\d+) \| (\d+) \|.* (\S+) \|$/gm);
  return new Map(
    [...rows].map(([, file = "", killed, timedOut, left, date = ""]) => [
      file,
      { killed: Number(killed), timedOut: Number(timedOut), left: Number(left), date },
    ]),
  );
}
