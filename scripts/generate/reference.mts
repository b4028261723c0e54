import { isOffered } from "../../dist/provider/kinds/attribute.js";
import type { Kind } from "../../dist/provider/kinds/kind.js";
import { wireName } from "../../dist/provider/kinds/names.js";
import { expectation } from "../../dist/provider/lifecycle/valid.js";
import { inheritance, limits, removal } from "./words.mts";

const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("*", "\\*").replaceAll("\n", " ");
const row = (...cells: string[]) => `| ${cells.map(cell).join(" | ")} |`;

/** The reference page of one kind. */
export function referencePage(kind: Kind): string {
  const attributes = Object.entries(kind.attributes);
  const offered = attributes.filter(([, attribute]) => isOffered(attribute));
  const others = attributes.filter(([, attribute]) => !isOffered(attribute));
  const { read, change, create, delete: remove, rename } = kind.verbs;
  const verbs = [
    `create: \`${change}\`${create === "guarded" ? " with `create_only`" : " on what exists"}`,
    `read: \`${read}\``,
    `update: \`${change}\`${rename ? ` and \`${rename.method}\`` : ""}`,
    `delete: ${remove === undefined ? "none in OMA, see `onDelete`" : `\`${remove}\``}`,
  ];

  return `<!-- Generated from provider/kinds/${kind.name.toLowerCase()}.ts by "npm run generate". Do not edit. -->
# ${kind.name}

${kind.doc}

OMA methods: ${verbs.join("; ")}.

## Identity

| argument | has to be | meaning |
| --- | --- | --- |
${Object.entries(kind.identity)
  .map(([name, field]) => row(`\`${name}\``, field.pattern.says, field.doc))
  .join("\n")}

## Attributes

| argument | on the wire | has to be | null | inherited | when removed from the program | meaning | source |
| --- | --- | --- | --- | --- | --- | --- | --- |
${offered
  .map(([name, attribute]) =>
    row(
      `\`${name}\``,
      attribute.value.shape === "map" ? "its own keys" : `\`${wireName(name)}\``,
      limits(attribute),
      attribute.nullable ? "unset" : "no",
      inheritance(attribute) ?? "no",
      removal(attribute),
      attribute.doc,
      attribute.source,
    ),
  )
  .join("\n")}

## Options

| argument | has to be | meaning |
| --- | --- | --- |
${Object.entries(kind.options)
  .map(([name, option]) => row(`\`${name}\``, expectation(option.value), option.doc))
  .join("\n")}
${
  others.length === 0
    ? ""
    : `
## Known, but not to be declared

| attribute | why |
| --- | --- |
${others.map(([name, attribute]) => row(`\`${wireName(name)}\``, attribute.notOffered ?? "the service only returns it")).join("\n")}
`
}`;
}
