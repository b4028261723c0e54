import type { Context } from "../lifecycle/run/context.js";
import { OmaError } from "../oma/index.js";
import { type Members, parseMetadata } from "./metadata.js";
import { type Question, type QuestionName, questions } from "./questions.js";

/**
 * Searches for the program.
 *
 * @returns all rows, however many pages they come in, in the program's names.
 * @throws OmaError (OMA_ARGUMENT_INVALID) for an unknown criterion, which the service would ignore, and for a missing one.
 */
export async function search({ client }: Context, name: QuestionName, criteria: Members): Promise<Members[]> {
  const question: Question = questions[name];
  checkCriteria(name, question, criteria);
  const { method, fields } = question;
  const rows: Members[] = [];
  // What a program gives has no type here; the service checks it.
  for await (const row of client.search(method, { criteria, ...(fields && { fields }) } as never)) {
    rows.push(parseRow(question, row));
  }
  return rows;
}

function checkCriteria(name: QuestionName, question: Question, criteria: Members): void {
  const unknown = Object.keys(criteria).find((criterion) => !Object.hasOwn(question.criteria, criterion));
  if (unknown !== undefined) {
    const remedy = `Use ${Object.keys(question.criteria).join(", ")}.`;
    throw new OmaError("OMA_ARGUMENT_INVALID", `unknown criterion \`${unknown}\``, { object: name, remedy });
  }
  for (const [criterion, { required }] of Object.entries(question.criteria)) {
    if (required && criteria[criterion] === undefined) {
      throw new OmaError("OMA_ARGUMENT_INVALID", `${criterion} is required`, { object: name });
    }
  }
}

/** The members that the table of the search names; the guide misspells two of them. */
function parseRow({ row }: Question, answered: object): Members {
  const members = Object.entries(parseMetadata(answered)).map(
    ([name, value]) => [name.replace("Recepient", "Recipient"), name === "id" ? String(value) : value] as const,
  );
  return Object.fromEntries(members.filter(([name]) => Object.hasOwn(row, name)));
}
