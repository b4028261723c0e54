import type { isOffered } from "../../../provider/kinds/attribute.js";
import { kinds } from "../../../provider/kinds/index.js";
import type { Kind } from "../../../provider/kinds/kind.js";
import { allSamples, bareKinds, cleared } from "./every-attribute.js";
import type { Sample } from "./samples.js";

/** What can happen to an attribute, as the test does it to all of them at once. */
const actions = ["set", "change", "clear", "remove", "drift", "ignoreChanges", "adopt"] as const;
export type Action = (typeof actions)[number];

/** What comes of an action: what is sent, or why there is nothing to do. */
type Cell = { readonly sends: string } | { readonly instead: string };

/** OMA cannot set these for a reseller's admin (KB); one service that lists them as settable is in open-questions.test.ts. */
const notSettable: ReadonlySet<string> = new Set(["smtpSentLimit"]);
export const isSettable = ({ attribute }: Sample) => !notSettable.has(attribute);

/** What no read returns, and therefore cannot be seen to drift. */
const invisible: Readonly<Record<string, string>> = {
  "User.password": "not visible: the service never returns it",
  "Domain.company": "not visible: whether reads return it is not documented, and here they do not (open question 13)",
};

function cellOf(sample: Sample, action: Action): Cell {
  if (!isSettable(sample)) return { instead: "refused by name, nothing is written" };
  const empty = cleared(sample);
  const emptied = empty === undefined ? undefined : `\`${JSON.stringify(empty)}\``;
  switch (action) {
    case "set":
      return { sends: "the value" };
    case "change":
      if (sample.undeclarable !== undefined)
        return { instead: `\`${JSON.stringify(sample.undeclarable.value)}\` is refused: programs cannot declare it` };
      return sample.fixed === undefined ? { sends: "the new value" } : { instead: sample.fixed };
    case "clear":
      return emptied === undefined ? { instead: "null is refused: it is no value of it" } : { sends: emptied };
    case "remove":
      if (sample.table.required) return { instead: "refused: the object needs it" };
      return emptied === undefined ? { instead: "left as it is" } : { sends: emptied };
    case "drift": {
      const why = invisible[`${sample.kind}.${sample.attribute}`] ?? sample.fixed;
      return why === undefined ? { sends: "shown; the declared value" } : { instead: why };
    }
    case "ignoreChanges":
      return sample.fixed === undefined ? { instead: "nothing is written" } : { instead: sample.fixed };
    case "adopt":
      if (sample.adoptNeeds !== undefined)
        return { sends: `the declared value with \`${sample.adoptNeeds}: true\`, nothing without it` };
      return sample.fixed === undefined ? { sends: "the declared value" } : { instead: sample.fixed };
  }
}

export function sends(sample: Sample, action: Action): boolean {
  return "sends" in cellOf(sample, action);
}

/** The page of all cells: every attribute of every kind, those included that no program can declare. */
export function attributeActionsPage(): string {
  const tables = Object.values(kinds).map((kind) => {
    const rows = Object.entries(kind.attributes).map(([attribute, table]) => {
      const sample = allSamples.find((one) => one.kind === kind.name && one.attribute === attribute);
      if (sample === undefined)
        return [attribute, `cannot be declared: ${whyNot(table)}`, ...actions.slice(1).map(() => "")];
      const texts = actions.map((action) => Object.values(cellOf(sample, action))[0] as string);
      return [attribute, ...texts];
    });
    if (bareKinds.includes(kind)) rows.push(["(it has none)", ...actions.map((action) => bareCell(kind, action))]);
    return [`## ${kind.name}`, "", ...table(["attribute", ...actions], rows), ""];
  });
  return [
    "<!-- Written by test/e2e/attributes.test.ts (WRITE_PAGES=1). Do not edit. -->",
    "# What happens to each attribute",
    "",
    "A test does all of this on the real engine and compares what the simulator received and holds, attribute by attribute.",
    "After each step a refresh finds nothing, and another `up` changes nothing and sends nothing. A cell says what is sent, or",
    "why there is nothing to send.",
    "",
    "- **set**: declared on a new object; **change**: declared with another value; **clear**: declared as null or as an empty",
    "  list; **remove**: taken out of the program.",
    "- **drift**: changed behind the program's back. The drift check names the attribute, `up --refresh` writes it back.",
    "- **ignoreChanges**: another value is declared, or the value drifts, with the attribute in `ignoreChanges`.",
    "- **adopt**: the object exists with another value and the resource takes it over.",
    "",
    ...tables.flat(),
  ].join("\n");
}

/** What an action comes to for an object that holds nothing: it is there or not. */
function bareCell({ options }: Kind, action: (typeof actions)[number]): string {
  if (action === "set") return "the object is made";
  if (action === "drift") return "shown when it is gone; the object is made again";
  if (action !== "adopt") return "";
  return "adopt" in options ? "taken over, nothing is sent" : "refused: it cannot be adopted, nothing is sent";
}

function whyNot(attribute: Parameters<typeof isOffered>[0]): string {
  return attribute.notOffered ?? "the service only returns it";
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)];
}
