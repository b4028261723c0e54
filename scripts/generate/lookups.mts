import { isAlwaysThere, isReadable } from "../../dist/provider/kinds/attribute.js";
import { kinds } from "../../dist/provider/kinds/index.js";
import type { Kind } from "../../dist/provider/kinds/kind.js";
import { freeMap } from "../../dist/provider/lifecycle/state/codec.js";
import {
  type Field,
  type Fields,
  type FieldType,
  type Question,
  questions,
} from "../../dist/provider/lookups/questions.js";
import { plainType, union } from "./types.mts";
import { fileName, spoken } from "./words.mts";

/** The kinds with look-ups of their own. Look-ups of their parents return subresources. */
const wholes = Object.values(kinds).filter(({ verbs }) => verbs.subresource === undefined);

/** The attributes that a read of the kind can return. */
const readable = (kind: Kind) => Object.entries(kind.attributes).filter(([, attribute]) => isReadable(attribute));

/** The TypeScript types of what look-ups take and return. */
export function lookupTypes(): string {
  return `// Generated from provider/kinds and provider/lookups/questions.ts by "npm run generate". Do not edit.
import type * as pulumi from "@pulumi/pulumi";
${attributeTypes()}${searchTypes()}`;
}

/** What the look-ups of single objects show. */
function attributeTypes(): string {
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
  return types.join("");
}

/** The criteria and rows of each search, and the rows by the name of the search. */
function searchTypes(): string {
  const types = Object.entries(questions).map(([name, { criteria, row }]: [string, Question]) => {
    const args = `${name[0]?.toUpperCase()}${name.slice(1)}Args`;
    return `\n/** Criteria of \`${name}\`. What is left out does not narrow the search. */
export interface ${args} {\n${members(criteria, criterion)}}\n
/** A row of \`${name}\`. */
export interface ${rowType(name)} {\n${members(row, rowMember)}}\n`;
  });
  return `\n/** Numbers by what was counted. */\nexport type Counts = Readonly<Record<string, number>>;\n${types.join("")}
/** Rows by the search that returns them. */
export interface Rows {\n${Object.keys(questions)
    .map((name) => `  readonly ${name}: ${rowType(name)};\n`)
    .join("")}}\n`;
}

/** searchBrandMembers -> BrandMemberRow */
function rowType(name: string): string {
  return `${name.slice("search".length, -"s".length)}Row`;
}

function members(fields: Fields, member: (name: string, field: Field) => string): string {
  return Object.entries(fields)
    .map(([name, field]) => `  /** ${field.doc} */\n  ${member(name, field)};\n`)
    .join("");
}

function criterion(name: string, { type, required }: Field): string {
  const item = (text: string) => `pulumi.Input<${text}>`;
  const input = type.shape === "choices" ? item(`${item(union(type.values))}[]`) : item(fieldType(type));
  return required ? `${name}: ${input}` : `${name}?: ${input} | undefined`;
}

function rowMember(name: string, { type, required }: Field): string {
  return `readonly ${name}${required ? "" : "?"}: ${fieldType(type)}`;
}

function fieldType(type: FieldType): string {
  switch (type.shape) {
    case "text":
      return type.nullable ? "string | null" : "string";
    case "number":
      return "number";
    case "flag":
      return "boolean";
    case "choice":
      return union(type.values);
    case "choices":
      return `readonly (${union(type.values)})[]`;
    case "texts":
      return "readonly string[]";
    case "counts":
      return "Counts";
    case "unknown":
      return "unknown";
  }
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

function section(name: string, { doc, method, criteria, row }: Question): string {
  return `## \`${name}\`

${doc} OMA method: \`${method}\`. Returns all rows of all pages.

| argument | meaning |
| --- | --- |
${table(criteria, (field) => [field.doc, values(field), field.required ? "Required." : ""])}

| member of a row | meaning |
| --- | --- |
${table(row, (field) => [field.doc, values(field)])}
`;
}

function table(fields: Fields, meaning: (field: Field) => readonly string[]): string {
  return Object.entries(fields)
    .map(([name, field]) => `| \`${name}\` | ${meaning(field).filter(Boolean).join(" ").replaceAll("*", "\\*")} |`)
    .join("\n");
}

function values({ type }: Field): string {
  if (type.shape !== "choice" && type.shape !== "choices") return "";
  return `${type.shape === "choice" ? "One" : "List"} of ${type.values.map((value) => `\`${value}\``).join(", ")}.`;
}
