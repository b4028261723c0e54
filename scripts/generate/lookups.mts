import { isAlwaysThere, isReadable } from "../../dist/provider/kinds/attribute.js";
import { kinds } from "../../dist/provider/kinds/index.js";
import type { Kind } from "../../dist/provider/kinds/kind.js";
import { freeMap } from "../../dist/provider/lifecycle/state/codec.js";
import { type Question, questions } from "../../dist/provider/lookups/questions.js";
import { plainType } from "./types.mts";
import { fileName, spoken } from "./words.mts";

/** The kinds with look-ups of their own. Look-ups of their parents return subresources. */
const wholes = Object.values(kinds).filter(({ verbs }) => verbs.subresource === undefined);

/** The attributes that a read of the kind can return. */
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
        : ["  /** Under the service's own names. */\n  readonly [name: string]: unknown;\n"];
    return `\n/** The attributes that a look-up of a ${spoken(kind.name)} returns. Unset attributes are null. An optional one that is missing is not known. */
export interface ${kind.name}Attributes {\n${members.join("")}}\n`;
  });
  return `// Generated from provider/kinds by "npm run generate". Do not edit.\n${types.join("")}`;
}

/** The reference page of the look-ups. */
export function lookupsPage(): string {
  const singles = wholes.map(
    (kind) =>
      `| \`get${kind.name}\` | \`${kind.verbs.read}\` | ${Object.keys(kind.identity)
        .map((field) => `\`${field}\``)
        .join(
          ", ",
        )} | ${freeMap(kind) !== undefined ? "under the service's own names" : `[those of a ${spoken(kind.name)}](${fileName(kind.name)}.md), without secrets`} |`,
  );
  return `<!-- Generated from provider/kinds and provider/lookups/questions.ts by "npm run generate". Do not edit. -->
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

${doc} OMA method: \`${method}\`. Returns all rows of all pages.

| argument | meaning |
| --- | --- |
${table(criteria)}

| member of a row | meaning |
| --- | --- |
${table(row).replaceAll("; required", "")}
`;
}
