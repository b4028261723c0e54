import { isAlwaysThere, isReadable } from "../../dist/provider/kinds/attribute.js";
import { kinds } from "../../dist/provider/kinds/index.js";
import type { Kind } from "../../dist/provider/kinds/kind.js";
import { freeMap } from "../../dist/provider/lifecycle/state/codec.js";
import { type Question, questions } from "../../dist/provider/lookups/questions.js";
import { plainType } from "./types.mts";
import { fileName, spoken } from "./words.mts";

/** What can be looked up by itself: the parts of others are in what their owners show. */
const wholes = Object.values(kinds).filter(({ verbs }) => verbs.subresource === undefined);

/** What a read of an object of the kind can show. */
const readable = (kind: Kind) => Object.entries(kind.attributes).filter(([, attribute]) => isReadable(attribute));

/** The TypeScript types of what the look-ups of single objects return. */
export function lookupTypes(): string {
  const types = wholes.map((kind) => {
    const members =
      freeMap(kind) === undefined
        ? readable(kind).map(([name, attribute]) => {
            const { doc, value } = attribute;
            const mark = isAlwaysThere(attribute) ? "" : "?";
            const type = value.shape === "records" ? "Readonly<Record<string, unknown>>[]" : plainType(value, "");
            return `  /** ${doc} */\n  readonly ${/^\d/.test(name) ? `"${name}"` : name}${mark}: ${type} | null;\n`;
          })
        : ["  /** In the service's own names. */\n  readonly [name: string]: unknown;\n"];
    return `\n/** What a look-up shows of the attributes of a ${spoken(kind.name)}. Unset ones are null; one that may be missing is not known then. */
export interface ${kind.name}Attributes {\n${members.join("")}}\n`;
  });
  return `// Generated from provider/kinds by "npm run generate". Do not edit.\n${types.join("")}`;
}

/** The reference page of the functions that ask from within a program. */
export function lookupsPage(): string {
  const singles = wholes.map(
    (kind) =>
      `| \`get${kind.name}\` | \`${kind.verbs.read}\` | ${Object.keys(kind.identity)
        .map((field) => `\`${field}\``)
        .join(
          ", ",
        )} | ${freeMap(kind) !== undefined ? "in the service's own names" : `[those of a ${spoken(kind.name)}](${fileName(kind.name)}.md), without secrets`} |`,
  );
  return `<!-- Generated from provider/kinds and sdk/lookups/questions.ts by "npm run generate". Do not edit. -->
# Look-ups

Functions that ask the service from within a program. [How to use them](../lookups.md).

## One object

Each returns its arguments, \`attributes\`, \`metadata\` and \`settable\`.

| function | OMA method | arguments | \`attributes\` |
| --- | --- | --- | --- |
${singles.join("\n")}

${Object.entries(questions)
  .map(([name, question]) => section(name, question))
  .join("\n")}`;
}

function section(name: string, { doc, method, criteria, required, row }: Question): string {
  const table = (names: Readonly<Record<string, string>>) =>
    Object.entries(names)
      .map(
        ([member, means]) =>
          `| \`${member}\` | ${means.replaceAll("*", "\\*")}${member === required ? "; required" : ""} |`,
      )
      .join("\n");
  return `## \`${name}\`

${doc} OMA method: \`${method}\`. Returns all rows, however many pages they come in.

| argument | meaning |
| --- | --- |
${table(criteria)}

| member of a row | meaning |
| --- | --- |
${table(row).replaceAll("; required", "")}
`;
}
