import { lifecycleErrorCodes } from "../../dist/provider/lifecycle/errors/codes.js";
import { type CatalogueEntry, catalogue, retriedAfter, type Verb } from "../../dist/provider/oma/catalogue.js";
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

"Retried" says when the client sends a call again without a read of the object before: *always* (the service did nothing, and
asks to come again), *reads* (the outcome is not known, and the client never sends a write again blindly), *once, with a new
token*, *with new tokens* (a few times; a token from elsewhere cannot be renewed), or *never*. A number that is not listed has the class \`other\` and the code \`OMA_UNKNOWN_NUMBER\`, and is never
retried.

A remedy names a setting by its plain name: \`deadline\` is \`oma:deadline\` in the stack's configuration and \`OMA_DEADLINE\` in the
environment ([configuration](../configuration.md)).

## Numbers

| number | code | class | text of the service | retried | what to do |
| --- | --- | --- | --- | --- | --- |
${entries
  .map(([number, { code, class: of, text, remedy }]) =>
    row(String(number), `\`${code}\``, of, cell(text), retriedAfter(number), cell(remedy)),
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

| status | code | class | retried | what to do |
| --- | --- | --- | --- | --- |
${Object.entries(statuses)
  .map(([status, { code, class: of, retried, remedy }]) => row(status, `\`${code}\``, of, retried, cell(remedy)))
  .join("\n")}

Other statuses from 500 on count as 500; other statuses below are never retried. A read that ends with a status from 500 on has the code
\`OMA_NO_ANSWER\`, and its remedy is to run again. The service sends 400, 404 and 500
(documented); the rest comes from a proxy or a gateway in front of it.

## Errors that are not the service's

| code | class in JavaScript | when |
| --- | --- | --- |
| \`OMA_CONFIG\` | \`OmaConfigError\` | a setting is missing or malformed; nothing was sent |
| \`OMA_NO_CONNECTION\` | \`OmaConnectionError\` | no connection could be made; nothing was sent; retried until the service counts as dead |
| \`OMA_NO_ANSWER\` | \`OmaNoAnswerError\` | a read got no usable response; retried, after a broken connection and 502 to 504 until the service counts as dead, else a few times |
| \`OMA_OUTCOME_UNKNOWN\` | \`OmaOutcomeUnknownError\` | a write went out and no usable response came back; the error names the read that shows the outcome, and when the write began |
| \`OMA_DEADLINE\` | \`OmaDeadlineError\` | the operation ran out of time while it waited; it was not sent |
| the code of an earlier error | \`OmaNotSentError\` | the service refused the credentials, or counts as dead; the call was not sent, and the error names the call that says why |
| \`OMA_NO_TOKEN\` | \`OmaError\` | the service gave the admin no session token; the call that needs it was not sent |
| \`OMA_SEARCH_UNSTABLE\` | \`OmaError\` | rows moved faster than a search could read them |

## Errors of the lifecycle

| code | when |
| --- | --- |
${Object.entries(lifecycleErrorCodes)
  .map(([code, when]) => row(`\`${code}\``, cell(when)))
  .join("\n")}

A refused attribute, a limit and a blocked delete have the code of the service's number.
`;
}

function meaning({ means }: CatalogueEntry, verb: Verb): string {
  return cell(means?.[verb] ?? "");
}
