import { isOffered, secretNames, sourceName } from "../../dist/provider/kinds/attribute.js";
import type { Kind } from "../../dist/provider/kinds/kind.js";
import { wireName } from "../../dist/provider/kinds/names.js";
import { expectation } from "../../dist/provider/lifecycle/inputs/validation.js";
import { fileName, inheritance, limits, readBack, removal } from "./words.mts";

const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("*", "\\*").replaceAll("\n", " ");
const code = (name: string) => `\`${name}\``;
const row = (...cells: string[]) => `| ${cells.map(cell).join(" | ")} |`;

const manner: Readonly<Record<Kind["verbs"]["create"], string>> = {
  guarded: " with `create_only`",
  adopt: " on the existing object",
  unguarded: " after a read",
};

function mannerOf({ verbs: { create, subresource } }: Kind): string {
  return create === "guarded" && subresource !== undefined ? ", which refuses an existing one" : manner[create];
}

/** The reference page of one kind. */
export function referencePage(kind: Kind): string {
  const attributes = Object.entries(kind.attributes);
  const offered = attributes.filter(([, attribute]) => isOffered(attribute));
  const others = attributes.filter(([, attribute]) => !isOffered(attribute));
  const { read, change, delete: remove, rename } = kind.verbs;
  const update = `\`${change}\`${rename ? ` and \`${rename.method}\`` : ""}`;
  const verbs = [
    `create: \`${change}\`${mannerOf(kind)}`,
    `read: \`${read}\``,
    `update: ${offered.length === 0 ? "none, every change replaces the object" : update}`,
    `delete: ${remove === undefined ? "none in OMA, see `onDelete`" : `\`${remove}\``}`,
  ];

  return `<!-- Generated from provider/kinds/${fileName(kind.name)}.ts by "npm run generate". Do not edit. -->
# ${kind.name}

${kind.doc}

OMA methods: ${verbs.join("; ")}.

## Identity

| argument | must be | meaning |
| --- | --- | --- |
${Object.entries(kind.identity)
  .map(([name, field]) => row(code(name), field.pattern.says, field.doc))
  .join("\n")}
${[
  section(
    "Attributes",
    ["argument", "wire name", "must be", "null", "inherited", "when removed from the program", "meaning", "source"],
    offered.map(([name, attribute]) => [
      code(name),
      attribute.value.shape === "map" ? "its own keys" : code(wireName(name)),
      limits(attribute),
      attribute.nullable ? "unset" : "no",
      inheritance(attribute) ?? "no",
      removal(attribute),
      [attribute.doc, readBack(attribute) ?? []].flat().join(" "),
      attribute.source,
    ]),
  ),
  secretNames(kind.attributes)
    .map(
      (name) =>
        `\nIn place of \`${name}\`, \`${sourceName(name)}\` says where the provider finds it: [passwords](../passwords.md).\n`,
    )
    .join(""),
  section(
    "Options",
    ["argument", "must be", "meaning"],
    Object.entries(kind.options).map(([name, option]) => [code(name), expectation(option.value), option.doc]),
  ),
  section(
    "Secret outputs",
    ["output", "meaning"],
    Object.entries(kind.createOnlySecrets ?? {}).map(([name, { doc }]) => [code(name), doc]),
  ),
  section(
    "Known attributes that cannot be declared",
    ["attribute", "why"],
    others.map(([name, { notOffered }]) => [code(wireName(name)), notOffered ?? "the service only returns it"]),
  ),
].join("")}`;
}

/** A section with one table; empty where there are no rows. */
function section(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const lines = [row(...head), `| ${head.map(() => "---").join(" | ")} |`, ...rows.map((cells) => row(...cells))];
  return `\n## ${title}\n\n${lines.join("\n")}\n`;
}
