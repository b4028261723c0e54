import { kinds } from "../../../provider/kinds/index.js";
import type { VerifyWrites } from "../../../provider/lifecycle/run/settings.js";
import type { LogEntry, Simulator } from "../../../simulator/index.js";
import type { Held } from "./held.js";
import { edited, type History, type Round } from "./history.js";
import { Mail } from "./mail.js";
import { decide, takeUp, withoutRashAdoption } from "./operator.js";
import { actOutside, heldOf } from "./outside.js";
import { type Drafts, type Program, programOf } from "./program.js";
import {
  calledIn,
  checkHeld,
  checkPasswords,
  checkRefusals,
  checkTold,
  identityIn,
  objectOf,
  Watch,
  writeOf,
} from "./promises.js";
import { Restorable } from "./restorable.js";
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
  readonly verifyWrites: VerifyWrites;
}

/** A stack that can be led through a history: that of the stand-in, or one of the real engine. */
export interface Stack {
  up(program: Program, how: How): Promise<Outcome>;
  refresh(): Promise<Outcome>;
  /** What the state holds. */
  objects(): Promise<Held[]>;
}

/** Counts by name. */
export type Tally = Map<string, number>;

function count(tally: Tally, name: string, more = 1): void {
  tally.set(name, (tally.get(name) ?? 0) + more);
}

/** Runs after which an operator who follows every remedy has to have come to rest. */
const mostRuns = 10;
/** Runs of the time after the history. */
const settling: How = { parallel: 8, refresh: true, verifyWrites: "security" };

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
  private readonly mail: Mail;
  private readonly restorable: Restorable;
  private drafts: Drafts = {};
  private held: readonly Held[] = [];
  /** The last run did not ask for all adoptions that are declared: the next one does. */
  private isHeldBack = false;

  constructor(
    private readonly stack: Stack,
    private readonly service: Simulator,
    private readonly tally: Tally,
    private readonly story: string[],
  ) {
    this.mail = new Mail(service);
    this.restorable = new Restorable(service);
  }

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
      const told = actOutside(this.mail.console, outside, this.drafts);
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
      const done = await this.up(settling);
      const resumed = done.ok ? takeUp(this.drafts) : undefined;
      if (done.ok && resumed === undefined && !this.isHeldBack) {
        this.tally.set("most runs to rest", Math.max(runs, this.tally.get("most runs to rest") ?? 0));
        return;
      }
      if (runs === mostRuns) throw new Error(`no rest after ${runs} runs`);
      const { drafts, made } =
        resumed === undefined
          ? decide(this.mail.console, this.drafts, done.errors, this.held)
          : { drafts: resumed, made: ["take up what was put off"] };
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
    const mark = (one: Held) => (one.unfinished || one.condemned ? " (unfinished)" : "");
    const state = this.held.map((one) => `${calledIn(one.kind, one.called)}${mark(one)}`).sort();
    const wanted = program.map(objectOf).sort();
    if (state.join() !== wanted.join()) throw new Error(`the state holds ${state}, the program declares ${wanted}`);

    const asked = service.requests.total;
    const again = await this.up({ ...settling, refresh: false });
    if (!again.ok || again.changes.length > 0) throw new Error(`a second run did ${again.changes} ${again.errors}`);
    const calls = service.requests.since(asked).map(({ method, object }) => `${method} ${object}`);
    if (calls.length > 0) throw new Error(`a second run called ${calls}`);

    const fresh = await this.run("refresh", program, () => this.stack.refresh());
    if (!fresh.ok || fresh.changes.length > 0) throw new Error(`a refresh found ${fresh.changes} ${fresh.errors}`);
    const read = service.requests.since(asked).filter(({ method }) => method !== "authenticate");
    const reads = read.map(({ method, fields }) => `${method} ${JSON.stringify(fields)}`.toLowerCase()).sort();
    const expected = program.map((declaration) => {
      const { read, subresource: part } = kinds[declaration.kind].verbs;
      const identity = identityIn(declaration);
      return `${read} ${JSON.stringify(part?.read?.(identity) ?? identity)}`.toLowerCase();
    });
    if (reads.join() !== expected.sort().join()) throw new Error(`a refresh called ${reads}`);
    await checkPasswords(service, program);
    count(this.tally, "kept: App Passwords that open", checkTold(service, this.held));
    count(this.tally, "kept: mailboxes with their own mail", this.mail.check(program));
  }

  private async up(how: How): Promise<Outcome> {
    const whole = programOf(this.drafts);
    const program = withoutRashAdoption(whole, this.held);
    this.isHeldBack = JSON.stringify(program) !== JSON.stringify(whole);
    this.watch.declares(program);
    const what = how.refresh ? "up --refresh" : "up";
    return this.run(what, program, () => this.stack.up(program, how), how.parallel);
  }

  private async run(
    what: string,
    program: Program,
    start: () => Promise<Outcome>,
    parallel = settling.parallel,
  ): Promise<Outcome> {
    const { service, tally, story } = this;
    const before = service.requests.total;
    const outcome = await start();
    const entries = service.requests.since(before);
    story.push(`${what}: ${outcome.changes.join(", ")}${outcome.ok ? "" : ` failed: ${outcome.errors}`}`);
    const calls = entries.map(({ method, outcome, faults, fields, attributes }) =>
      [method, JSON.stringify(fields), outcome, faults, JSON.stringify(attributes)]
        .filter((part) => part !== undefined)
        .join(" "),
    );
    story.push(...calls.map((call) => `  ${call}`));
    count(tally, what);
    count(tally, "calls", entries.length);
    if (!outcome.ok) count(tally, `failed ${what}`);
    for (const change of outcome.changes) count(tally, `done: ${change.split(" ").slice(0, 2).join(" ")}`);
    for (const fault of entries.flatMap(({ faults }) => faults ?? [])) count(tally, `fault: ${fault}`);
    for (const { fields } of entries.filter(({ method, outcome }) => method === "rename_user" && outcome === "ok")) {
      count(tally, /^oma-aside-/.test(String(fields.new_name)) ? "done: step aside" : "done: rename User");
    }
    this.held = await this.stack.objects();
    this.watch.check(entries, program);
    this.restorable.check(entries, program);
    checkRefusals(entries, outcome.errors, parallel);
    this.mail.follow(program, this.held);
    if (!outcome.ok) this.countLost(entries);
    return outcome;
  }

  /** What a failed run made and does not hold: the next run meets it as somebody's own, and an operator adopts it. */
  private countLost(entries: readonly LogEntry[]): void {
    const held = new Set(this.held.map(({ kind, called }) => calledIn(kind, called)));
    for (const entry of entries.filter(({ outcome }) => outcome === "ok")) {
      const write = writeOf(entry);
      if (write === undefined || write.isDelete || held.has(calledIn(write.kind.name, write.object))) continue;
      const isCreate = entry.createOnly || write.kind.verbs.create === "unguarded";
      // An App Password that was taken back is not lost.
      if (!isCreate || heldOf(this.service, write.kind, write.identity) === undefined) continue;
      count(this.tally, "made and lost sight of");
      this.story.push(`lost sight of ${write.kind.name} ${write.object}`);
    }
  }
}
