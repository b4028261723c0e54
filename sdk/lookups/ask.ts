import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../provider/lifecycle/run/context.js";
import { OmaError } from "../../provider/oma/index.js";
import { type LookupOptions, settingsOf, withAccount } from "./account.js";

/** What a question may be given: any part may be the output of a resource. */
export type Inputs<Args> = { [Name in keyof Args]: pulumi.Input<Args[Name]> };

const asked = new Map<string, Promise<unknown>>();

/**
 * Asks the service from within the program. The same question to the same account is asked once. As long as an argument is
 * not known, as in a preview, neither is the answer.
 *
 * @param name of the question, as the program calls it.
 */
export function ask<Args extends object, Answer>(
  name: string,
  args: Inputs<Args>,
  options: LookupOptions,
  answer: (context: Context, args: Args) => Promise<Answer>,
): pulumi.Output<Answer> {
  // The one output that a preview does not make up.
  const made = pulumi.all([options.dependsOn ?? []].flat().map(({ id }) => id));
  const known = pulumi.all([settingsOf(options), pulumi.output(args), made] as const);
  return known.apply(([settings, given]) => {
    const key = JSON.stringify([name, settings, given]);
    const before = asked.get(key);
    if (before !== undefined) return before as Promise<Answer>;
    const coming = withAccount(settings, (context) => answer(context, given as unknown as Args)).catch(readable);
    asked.set(key, coming);
    return coming;
  }) as pulumi.Output<Answer>;
}

/** The engine prints the stack of every other error. */
function readable(error: unknown): never {
  throw error instanceof OmaError ? new pulumi.RunError(error.message) : error;
}
