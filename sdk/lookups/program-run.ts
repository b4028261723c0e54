import * as pulumi from "@pulumi/pulumi";
import type { ConfigLookup } from "../../provider/host/config/reader.js";
import { Runtime } from "../../provider/host/runtime.js";
import type { Context } from "../../provider/lifecycle/run/context.js";
import { OmaError, OmaNotSentError } from "../../provider/oma/index.js";

type Answers = Map<string, Promise<unknown>>;

/**
 * What one run of a program remembers while it asks: the client of each account and what each account answered. A later run in
 * the same process starts without it, so it sees what changed meanwhile and tries corrected credentials.
 */
export class ProgramRun {
  readonly #runtime = new Runtime();
  readonly #answers = new WeakMap<Context, Answers>();
  /** By message. */
  readonly #failures = new Map<string, pulumi.RunError>();

  /**
   * Puts a question to an account, once: later callers get the same answer. A failure is not kept, so a later caller asks again.
   *
   * @typeParam Answer the type that the tables give to the answers to the question.
   * @param lookup settings of the account.
   * @param question distinguishes this question from every other one to the account.
   * @throws RunError for every error of the client and of the look-ups, such as a missing setting: the engine prints the stack
   * of any other error.
   */
  async ask<Answer>(
    lookup: ConfigLookup,
    question: string,
    answer: (context: Context) => Promise<unknown>,
  ): Promise<Answer> {
    try {
      return (await this.#answer(this.#runtime.contextFor(lookup), question, answer)) as Answer;
    } catch (error) {
      throw error instanceof OmaError ? this.#failure(error) : error;
    }
  }

  #answer(context: Context, question: string, answer: (context: Context) => Promise<unknown>): Promise<unknown> {
    const answers = this.#answersOf(context);
    const known = answers.get(question);
    if (known !== undefined) return known;
    const asked = answer(context);
    answers.set(question, asked);
    asked.catch(() => answers.delete(question));
    return asked;
  }

  /** The engine prints each error object once, and what ended the run fails every question. */
  #failure(error: OmaError): pulumi.RunError {
    const { message } = error instanceof OmaNotSentError ? error.cause : error;
    const failure = this.#failures.get(message) ?? new pulumi.RunError(message);
    this.#failures.set(message, failure);
    return failure;
  }

  #answersOf(context: Context): Answers {
    const answers = this.#answers.get(context) ?? new Map();
    this.#answers.set(context, answers);
    return answers;
  }
}

/** By the engine's monitor: each run has one of its own, also when several run in one process, and so has each `setMocks`. */
const runs = new WeakMap<object, ProgramRun>();

/** The run that the caller is part of. A program that runs without an engine is in none, so nothing is remembered for it. */
export function currentRun(): ProgramRun {
  const monitor = pulumi.runtime.getMonitor();
  if (monitor === undefined) return new ProgramRun();
  const run = runs.get(monitor) ?? new ProgramRun();
  runs.set(monitor, run);
  return run;
}
