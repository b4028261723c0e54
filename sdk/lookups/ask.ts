import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../provider/lifecycle/run/context.js";
import { type LookupOptions, settingsOf } from "./account.js";
import { currentRun } from "./program-run.js";

/** What a question may be given: any part may be the output of a resource. */
export type Inputs<Args> = { [Name in keyof Args]: pulumi.Input<Args[Name]> };

/**
 * Asks the service from within the program. The same question to the same account is asked once in a run. As long as an
 * argument is not known, as in a preview, neither is the answer.
 *
 * @param name of the question, as the program calls it.
 */
export function ask<Args extends object, Answer>(
  name: string,
  args: Inputs<Args>,
  options: LookupOptions,
  answer: (context: Context, args: Args) => Promise<Answer>,
): pulumi.Output<Answer> {
  const run = currentRun();
  // The one output that a preview does not make up.
  const made = pulumi.all([options.dependsOn ?? []].flat().map(({ id }) => id));
  const known = pulumi.all([settingsOf(options), pulumi.output(args), made] as const);
  return known.apply(([settings, given]) =>
    run.ask(
      (key) => settings[key],
      JSON.stringify([name, given]),
      (context) => answer(context, given as unknown as Args),
    ),
  ) as pulumi.Output<Answer>;
}
