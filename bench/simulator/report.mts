export interface Figure {
  what: string;
  value: number;
  unit: string;
  least?: number;
  most?: number;
}

interface Machine {
  cores: number;
  model: string;
  node: string;
  /** Load average of the minute before: other processes slow down what is measured. */
  busy: number;
}

/** The page that the bench writes. */
export function report(figures: readonly Figure[], { cores, model, node, busy }: Machine): string {
  return `<!-- Written by bench/simulator.mts: run it again rather than editing this. -->
# How fast the simulator is

Measured on ${new Date().toISOString().slice(0, 10)} with ${cores} cores (${model.trim()}) and Node ${node}: the service on one core, the load on another, data
in a file with a commit before every answer. The load average before it was ${busy.toFixed(1)}. A disk that takes longer to confirm a commit slows down a client that
sends one change after the other; concurrent changes share commits.

| what | measured | wanted |
| --- | ---: | ---: |
${figures.map(row).join("\n")}
`;
}

function row({ what, value, unit, least, most }: Figure): string {
  const wanted =
    least === undefined ? (most === undefined ? "" : `at most ${most} ${unit}`) : `at least ${least} ${unit}`;
  return `| ${what} | ${value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString("en")} ${unit} | ${wanted} |`;
}
