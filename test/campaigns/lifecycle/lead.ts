import { kinds } from "../../../provider/kinds/index.js";
import type { LogEntry, Simulator } from "../../../simulator/index.js";
import { edited, type History, type Round } from "./history.js";
import { decide } from "./operator.js";
import { actOutside } from "./outside.js";
import { type Drafts, type Program, programOf } from "./program.js";
import { checkHeld, checkPasswords, objectOf, Watch } from "./promises.js";
import { keeper } from "./tenant.js";

/** What came of one run of the engine. */
export interface Outcome {
  readonly ok: boolean;
  /** Its errors, as an operator reads them. */
  readonly errors: string;
  /** What was done or found, for the figures and the story. */
  readonly changes: readonly string[];
}

export interface How {
  readonly parallel: number;
  /** Whether the objects are read first. */
  readonly refresh: boolean;
}

/** A stack that can be led through a history: that of the stand-in, or one of the real engine. */
export interface Stack {
  up(program: Program, how: How): Promise<Outcome>;
  refresh(): Promise<Outcome>;
  /** Kind and name of each object that the state holds. */
  objects(): Promise<string[]>;
}

/** Counts by name. */
export type Tally = Map<string, number>;

export function count(tally: Tally, name: string, more = 1): void {
  tally.set(name, (tally.get(name) ?? 0) + more);
}

/** Runs after which an operator who follows every remedy has to have come to rest. */
const mostRuns = 8;

/**
 * Leads a stack through a history, and to rest: faults end, the state is refreshed, and whatever an error asks an operator to
 * decide is decided. Then everything that was promised has to hold.
 *
 * @throws Error with the story of the runs when something does not.
 */
export async function lead(history: History, stack: Stack, service: Simulator, tally: Tally): Promise<void> {
  const story: string[] = [];
  try {
    await new Leader(stack, service, tally, story).lead(history);
  } catch (error) {
    (error as Error).message += `\n${story.join("\n")}`;
    throw error;
  }
}

class Leader {
  private readonly watch = new Watch();
  private drafts: Drafts = {};

  constructor(
    private readonly stack: Stack,
    private readonly service: Simulator,
    private readonly tally: Tally,
    private readonly story: string[],
  ) {}

  async lead(history: History): Promise<void> {
    const bystander = () => JSON.stringify(this.service.call("get_user", { user: keeper }).attributes);
    const untouched = bystander();
    for (const round of history) await this.round(round);
    await this.settle();
    await this.expectRest();
    if (bystander() !== untouched) throw new Error(`${keeper} was touched`);
  }

  private async round(round: Round): Promise<void> {
    const { service } = this;
    this.drafts = edited(this.drafts, round);
    for (const outside of round.outside) {
      const told = actOutside(service, outside, this.drafts);
      if (told.endsWith("done")) count(this.tally, `outside ${outside.act}`);
      this.story.push(told);
    }
    for (const fault of round.faults) service.faults.add(fault);
    this.story.push(`faults: ${JSON.stringify(round.faults)}`);
    await this.up(round);
    service.faults.clear();
  }

  private async settle(): Promise<void> {
    // Ends what outlives the faults that began it: reads that lag behind.
    this.service.restore(this.service.snapshot());
    for (let runs = 1; ; runs++) {
      const done = await this.up({ parallel: 8, refresh: true });
      if (done.ok) {
        this.tally.set("most runs to rest", Math.max(runs, this.tally.get("most runs to rest") ?? 0));
        return;
      }
      if (runs === mostRuns) throw new Error(`no rest after ${runs} runs`);
      const { drafts, made } = decide(this.service, this.drafts, done.errors);
      this.drafts = drafts;
      for (const one of made) count(this.tally, `operator: ${one}`);
      this.story.push(...made.map((one) => `operator: ${one}`));
    }
  }

  /** What holds of a stack at rest. */
  private async expectRest(): Promise<void> {
    const { service } = this;
    const program = programOf(this.drafts);
    checkHeld(service, program);
    const state = (await this.stack.objects()).sort();
    const wanted = program.map(objectOf).sort();
    if (state.join() !== wanted.join()) throw new Error(`the state holds ${state}, the program declares ${wanted}`);

    const asked = service.requests.total;
    const again = await this.up({ parallel: 8, refresh: false });
    if (!again.ok || again.changes.length > 0) throw new Error(`a second run did ${again.changes} ${again.errors}`);
    const calls = service.requests.since(asked).map(({ method, object }) => `${method} ${object}`);
    if (calls.length > 0) throw new Error(`a second run called ${calls}`);

    const fresh = await this.run("refresh", program, () => this.stack.refresh());
    if (!fresh.ok || fresh.changes.length > 0) throw new Error(`a refresh found ${fresh.changes} ${fresh.errors}`);
    const read = service.requests.since(asked).filter(({ method }) => method !== "authenticate");
    const reads = read.map(({ method, object }) => `${method} ${object}`).sort();
    const expected = program.map(({ kind, args }) => `${kinds[kind].verbs.read} ${kinds[kind].called(args as never)}`);
    if (reads.join() !== expected.sort().join()) throw new Error(`a refresh called ${reads}`);
    await checkPasswords(service, program);
  }

  private async up({ parallel, refresh }: How): Promise<Outcome> {
    const program = programOf(this.drafts);
    this.watch.declares(program);
    return this.run(refresh ? "up --refresh" : "up", program, () => this.stack.up(program, { parallel, refresh }));
  }

  private async run(what: string, program: Program, start: () => Promise<Outcome>): Promise<Outcome> {
    const { service, tally, story } = this;
    const before = service.requests.total;
    const outcome = await start();
    const entries = service.requests.since(before);
    story.push(`${what}: ${outcome.changes.join(", ")}${outcome.ok ? "" : ` failed: ${outcome.errors}`}`);
    const calls = entries.map(({ method, object, outcome, faults, attributes }) =>
      [method, object, outcome, faults, JSON.stringify(attributes)].filter((part) => part !== undefined).join(" "),
    );
    story.push(...calls.map((call) => `  ${call}`));
    count(tally, what);
    count(tally, "calls", entries.length);
    if (!outcome.ok) count(tally, `failed ${what}`);
    for (const change of outcome.changes) count(tally, `done: ${change.split(" ").slice(0, 2).join(" ")}`);
    for (const fault of entries.flatMap(({ faults }) => faults ?? [])) count(tally, `fault: ${fault}`);
    this.watch.check(entries, program);
    if (!outcome.ok) await this.countLost(entries);
    return outcome;
  }

  /** What a failed run made and does not hold: the next run meets it as somebody's own, and an operator adopts it. */
  private async countLost(entries: readonly LogEntry[]): Promise<void> {
    const made = entries.filter(({ createOnly, outcome }) => createOnly && outcome === "ok");
    if (made.length === 0) return;
    const held = (await this.stack.objects()).map((object) => object.split(" ")[1]);
    for (const { object } of made.filter((one) => !held.includes(one.object))) {
      count(this.tally, "made and lost sight of");
      this.story.push(`lost sight of ${object}`);
    }
  }
}
