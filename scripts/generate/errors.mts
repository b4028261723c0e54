import { type CatalogueEntry, catalogue, repeatableAfter, type Verb } from "../../dist/provider/oma/catalogue.js";
import { statuses } from "../../dist/provider/oma/http/statuses.js";

const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("*", "\\*").replaceAll("_", "\\_");
const row = (...cells: string[]) => `| ${cells.join(" | ")} |`;
const verbs: readonly Verb[] = ["create", "read", "update", "delete"];

/** The reference page of error numbers and HTTP statuses. */
export function errorsPage(): string {
  const entries = Object.entries(catalogue).map(([number, entry]) => [Number(number), entry] as const);
  return `<!-- Generated from provider/oma/catalogue.ts and provider/oma/http/statuses.ts by "npm run generate". Do not edit. -->
# Errors

OMA answers HTTP 200 and an error number. The number decides what happens. The text is the service's own and is only shown.
Programs should use \`code\`, which stays the same between releases.

"Repeated" says when a call is sent again without a read of the object first: *always* (the service did nothing and asks for a
later try), *reads* (the outcome is unknown, and no write is sent again blindly), *once, with a new token*, or *never*.
A number that is not listed has the class \`other\` and the code \`OMA_UNKNOWN_NUMBER\`, and is never repeated.

## Numbers

| number | code | class | text of the service | repeated | what to do |
| --- | --- | --- | --- | --- | --- |
${entries
  .map(([number, { code, class: of, text, remedy }]) =>
    row(String(number), `\`${code}\``, of, cell(text), repeatableAfter(number), cell(remedy)),
  )
  .join("\n")}

## What a number means to a verb

Numbers that are not listed are reported as they are, whatever the verb.

| number | ${verbs.join(" | ")} |
| --- | --- | --- | --- | --- |
${entries
  .filter(([, entry]) => entry.means !== undefined)
  .map(([number, entry]) => row(String(number), ...verbs.map((verb) => meaning(entry, verb))))
  .join("\n")}

## HTTP statuses

| status | code | class | repeated | what to do |
| --- | --- | --- | --- | --- |
${Object.entries(statuses)
  .map(([status, { code, class: of, repeatable, remedy }]) => row(status, `\`${code}\``, of, repeatable, cell(remedy)))
  .join("\n")}

Other statuses from 500 on count as 500. Other statuses below 500 are never repeated. The service itself answers 400, 404 and 500
(documented). The rest come from proxies and gateways between it and this program.

## Errors that are not the service's

| code | class in JavaScript | when |
| --- | --- | --- |
| \`OMA_CONFIG\` | \`OmaConfigError\` | a setting is missing or malformed; nothing was sent |
| \`OMA_NO_CONNECTION\` | \`OmaConnectionError\` | the connection failed; nothing was sent; repeated a few times |
| \`OMA_OUTCOME_UNKNOWN\` | \`OmaOutcomeUnknownError\` | the request was sent and no usable response came back; reads are repeated, and for writes the error says what to check and since when |
| \`OMA_DEADLINE\` | \`OmaDeadlineError\` | the call waited until the deadline of its operation and was not sent |
| \`OMA_NO_TOKEN\` | \`OmaError\` | the service accepted the log-in but returned no session token |
| \`OMA_SEARCH_UNSTABLE\` | \`OmaError\` | rows changed faster than a search could read them |
`;
}

function meaning({ means }: CatalogueEntry, verb: Verb): string {
  return cell(means?.[verb] ?? "");
}
