import { type Attribute, isOffered, sourceName } from "../../dist/provider/kinds/attribute.js";
import type { Kind } from "../../dist/provider/kinds/kind.js";
import { inputType, plainType, union } from "./types.mts";
import { fileName, inheritance, limits, readBack, removal, spoken } from "./words.mts";

/** The TypeScript source of one kind's resource class and arguments. */
export function resourceClass(kind: Kind): string {
  const { name } = kind;
  const offered = Object.entries(kind.attributes).filter(([, attribute]) => isOffered(attribute));
  const visible = offered.filter(([, attribute]) => !attribute.secret);
  const told = Object.entries(kind.createOnlySecrets ?? {});
  const secrets = offered.filter(([, attribute]) => attribute.secret).map(([attribute]) => attribute);
  const outputs = [
    ...Object.keys(kind.identity),
    ...visible.map(([attribute]) => attribute),
    ...Object.keys(kind.computed),
    ...told.map(([output]) => output),
  ];
  const records = (attribute: string) => `${name}${attribute[0]?.toUpperCase()}${attribute.slice(1)}`;

  return `// Generated from provider/kinds/${fileName(name)}.ts by "npm run generate". Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import { OmaResource } from "../resource.js";
${secrets.length === 0 ? "" : 'import type { SecretSource } from "../secret-source.js";\n'}${offered.map(([attribute, table]) => recordInterface(records(attribute), table)).join("")}
/** Arguments of {@link ${name}}. An argument that is left out is neither written nor compared. */
export interface ${name}Args {
${Object.entries(kind.identity)
  .map(
    ([field, { doc, pattern, values }]) =>
      `${comment([doc, `Must be ${pattern.says}.`])}  ${field}: pulumi.Input<${union(values)}>;\n`,
  )
  .join(
    "",
  )}${offered.map(([attribute, table]) => argument(attribute, table, records(attribute))).join("")}${Object.entries(
  kind.options,
)
  .map(([option, { doc, value }]) => `${comment([doc])}  ${option}?: ${inputType(value, "")} | undefined;\n`)
  .join("")}}

/**
 * ${kind.doc}
 */
export class ${name} extends OmaResource {
${Object.entries(kind.identity)
  .map(([field, { doc, values }]) => `${comment([doc])}  declare readonly ${field}: pulumi.Output<${union(values)}>;\n`)
  .join("")}${visible
  .map(
    ([attribute, table]) =>
      `${comment([table.doc])}  declare readonly ${attribute}: pulumi.Output<${plainType(table.value, records(attribute))}${table.nullable ? " | null" : ""}${table.required ? "" : " | undefined"}>;\n`,
  )
  .join("")}${Object.entries(kind.computed)
  .map(([fact, { doc, type }]) => `${comment([doc])}  declare readonly ${fact}: pulumi.Output<${type} | undefined>;\n`)
  .join("")}${told
  .map(([output, { doc }]) => `${comment([doc])}  declare readonly ${output}: pulumi.Output<string | undefined>;\n`)
  .join("")}
  constructor(name: string, args: ${name}Args, opts?: pulumi.CustomResourceOptions) {
    super("${name}", name, args, opts, ${JSON.stringify(outputs)}, ${JSON.stringify(secrets)});
  }

  /**
   * Reads an existing ${spoken(name)} without managing it. Fails when it does not exist.
   *
   * @param id ${Object.keys(kind.identity).join("/")}
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): ${name} {
    return new ${name}(name, undefined as never, { ...opts, id });
  }
}
`;
}

function argument(name: string, attribute: Attribute, records: string): string {
  const docs = [
    attribute.doc,
    `Must be ${limits(attribute)}${attribute.nullable ? ", or null" : ""}.`,
    inheritance(attribute) === undefined ? "" : `Inherited: ${inheritance(attribute)}.`,
    readBack(attribute) ?? "",
    attribute.required
      ? ""
      : attribute.secret
        ? "Always a secret."
        : `When removed from the program: ${removal(attribute)}.`,
  ];
  const type = inputType(attribute.value, records, attribute.nullable);
  const argument = `${comment(docs)}  ${attribute.required ? `${name}: ${type}` : `${name}?: ${type} | undefined`};\n`;
  return attribute.secret ? `${argument}${sourceArgument(name)}` : argument;
}

function sourceArgument(secret: string): string {
  const docs = [
    `Where the provider finds the \`${secret}\`, in place of the ${secret} itself. Neither the program nor the engine then gets it.`,
    "See docs/passwords.md.",
  ];
  return `${comment(docs)}  ${sourceName(secret)}?: pulumi.Input<SecretSource> | undefined;\n`;
}

function recordInterface(name: string, attribute: Attribute): string {
  if (attribute.value.shape !== "records") return "";
  const fields = Object.entries(attribute.value.fields).map(([field, { doc, values, required, maxLength }]) => {
    const type = union(values);
    const most = maxLength === undefined ? "" : `At most ${maxLength} characters.`;
    return `${comment([doc, most])}  ${field}${required ? "" : "?"}: pulumi.Input<${type}>${required ? "" : " | undefined"};\n`;
  });
  return `\n/** ${attribute.doc} */\nexport interface ${name} {\n${fields.join("")}}\n`;
}

function comment(lines: readonly string[]): string {
  const said = lines.filter((line) => line !== "");
  if (said.length === 1) return `  /** ${said[0]} */\n`;
  return `  /**\n${said.map((line) => `   * ${line}\n`).join("   *\n")}   */\n`;
}
