import {
  fidelity,
  GENERAL_SWITCHES,
  type MethodFidelity,
  type SwitchFidelity,
} from "../../simulator/dist/methods/fidelity.js";

const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");
const row = (...cells: string[]) => `| ${cells.map(cell).join(" | ")} |`;
const code = (value: unknown) => `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;

/** docs/simulator.md: the methods and the switches of the simulator. */
export function simulatorPage(): string {
  const { methods, switches, unswitched } = fidelity();
  const count = (status: MethodFidelity["status"]) => methods.filter((one) => one.status === status).length;
  return `<!-- Generated from simulator/methods and simulator/behaviours by "npm run generate". Do not edit. -->
# What the simulator answers

The simulator answers ${methods.length} OMA methods: ${count("documented")} documented ones, ${count("assumed")} whose shape no source shows, and
${count("legacy")} that only old clients use. All other names are HTTP 404. The simulator was written from the OMA reference alone. The source
keys (GUIDE, LIVE, PHP2, KB, ...) and the numbers of open questions are those of that reference.

A running simulator has the same list as JSON under \`GET /fidelity\`.

## Order of the checks

1. The envelope: a body that is not a JSON object, or malformed credentials, are HTTP 400.
2. The method: a name that is not in the list is HTTP 404.
3. The caller: 1, then 21, 32, and for a password the second factor: 33, 42, or the number of a wrong code.
4. The request fields: 5, with all of them in the hints.
5. The role: 9.
6. The object: 2, 3, 9 or 11.
7. The attributes: 6 with all of them in the hints, then 4, then the rules between objects.

A refused call changes nothing. Any call can be answered 0, 20, 22, 25, 28, 29 and 30, but here only a fault does so. [Error numbers](quality/error-numbers.md) has the condition of each.

## Methods

| method | status | what it does | source | assumed |
| --- | --- | --- | --- | --- |
${methods.map((one) => row(code(one.method), one.status, one.summary, one.source, one.assumed ?? "")).join("\n")}

## Switches

What the sources leave open. The option \`behaviours\` of \`startSimulator\` sets them, and so do \`oma-simulator --behaviours FILE\` and
[\`PUT /_sim/behaviours\`](simulator-control.md#behaviours). The first value is the default. A refuted value contradicts a recorded live
test or a client in real use: it is there for clients that have to bear even that.

| switch | values | question | meaning | shows in |
| --- | --- | --- | --- | --- |
${switches.map(switchRow).join("\n")}

### Open questions without a switch

| question | why |
| --- | --- |
${Object.entries(unswitched)
  .map(([question, reason]) => row(question, reason))
  .join("\n")}

## Requests

${methods.map(requestSection).join("\n\n")}
`;
}

function switchRow(one: SwitchFidelity): string {
  const isRefuted = (value: unknown) => one.refuted?.some((other) => other === value) === true;
  const values =
    one.values.map((value) => code(value) + (isRefuted(value) ? " (refuted)" : "")).join(", ") +
    (one.open === undefined ? "" : ` (${one.open})`);
  const general = GENERAL_SWITCHES.some((name) => name === one.name);
  return row(
    code(one.name),
    values,
    one.question ?? "",
    one.meaning,
    general ? "every call" : one.methods.map(code).join(", "),
  );
}

function requestSection(one: MethodFidelity): string {
  const fields =
    one.request.length === 0
      ? "No fields."
      : `| field | must be | required | note |
| --- | --- | --- | --- |
${one.request.map((field) => row(code(field.name), type(field), field.required ? "yes" : "", field.note ?? "")).join("\n")}`;
  return `### ${one.method}

Roles: ${one.roles.join(", ")}. Numbers: ${one.errors.length === 0 ? "none of its own" : one.errors.join(", ")}.${
    one.changesState ? "" : " Reads only."
  }

${fields}`;
}

function type({ type: form, values, nullable }: MethodFidelity["request"][number]): string {
  return `${form}${values ? `: ${values.map(code).join(", ")}` : ""}${nullable ? ", or null" : ""}`;
}
