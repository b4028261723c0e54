import { KilledStack, type Place, type Run, type Service } from "../lifecycle/killed-stack.mts";
import { drawnFaults } from "./faults.mts";
import { Mailboxes } from "./mailboxes.mts";
import { addressOf, bodyOf, edited, firstProgram, Names, type Program } from "./program.mts";
import { Random } from "./random.mts";
import { ThirdHand } from "./third-hand.mts";
import { Watch } from "./watch.mts";

/** The service of a soak: its faults are switched on and off while it runs. */
interface SoakService extends Service {
  readonly faults: { add(fault: object): number; clear(): void };
}

export interface SoakOptions {
  readonly service: SoakService;
  readonly place: Place;
  readonly seed: number;
  /** Asked before each round. */
  readonly isOver: () => boolean;
  readonly say?: (line: string) => void;
}

export interface Soaked {
  /** What was done, and how often each invariant was looked at. */
  readonly counts: ReadonlyMap<string, number>;
  readonly violations: readonly string[];
}

/** How many rounds go by before the faults stop and both stacks are brought to rest. */
const roundsUntilRest = 4;
/** How often `up --refresh` may need to be repeated to come to rest. */
const mostAttempts = 4;

export const admins = [
  { user: "first@lakeside-demo.adm", password: "Admin*Canary-71" },
  { user: "second@lakeside-demo.adm", password: "Admin*Canary-72" },
] as const;

/**
 * Leads two stacks with users in the same three domains through edits, faults, kills and a third hand, at once and one after the
 * other, and looks after each run whether anything was lost, doubled or made up.
 */
export async function soak(options: SoakOptions): Promise<Soaked> {
  const run = await Soak.begin(options);
  try {
    for (let round = 1; !options.isOver(); round++) {
      await run.round();
      if (round % roundsUntilRest === 0) await run.rest();
    }
    await run.rest();
  } finally {
    run.end();
  }
  return { counts: run.counts, violations: run.violations };
}

/** A stack and what it declares. */
interface Side {
  readonly stack: KilledStack;
  readonly user: string;
  program: Program;
}

type Ended = Run & { readonly killedAt?: string | undefined };

class Soak {
  readonly counts = new Map<string, number>();
  readonly violations: string[] = [];
  readonly #options: SoakOptions;
  readonly #random: Random;
  readonly #names = new Names();
  readonly #sides: readonly [Side, Side];
  readonly #hand: ThirdHand;
  readonly #mailboxes: Mailboxes;
  readonly #watch: Watch;

  private constructor(options: SoakOptions, stacks: readonly [KilledStack, KilledStack]) {
    this.#options = options;
    this.#random = new Random(options.seed);
    this.#sides = [
      { stack: stacks[0], user: admins[0].user, program: firstProgram("first", this.#names) },
      { stack: stacks[1], user: admins[1].user, program: firstProgram("second", this.#names) },
    ];
    this.#mailboxes = new Mailboxes(options.service);
    this.#hand = new ThirdHand(options.service, this.#random, this.#mailboxes);
    this.#watch = new Watch(options.service);
  }

  static async begin(options: SoakOptions): Promise<Soak> {
    const { service, place } = options;
    const stackOf = ({ user, password }: (typeof admins)[number]) =>
      KilledStack.create(service, place, {
        OMA_ENDPOINT: service.url,
        OMA_USER: user,
        OMA_PASSWORD: password,
        // What the third hand deletes comes back with its mail.
        OMA_RESTORE_DELETED: "restore",
      });
    const soaked = new Soak(options, [await stackOf(admins[0]), await stackOf(admins[1])]);
    for (const side of soaked.#sides) await soaked.#bringToRest(side);
    return soaked;
  }

  end(): void {
    this.#options.service.faults.clear();
    for (const { stack } of this.#sides) stack.remove();
  }

  /** Edits, faults, a third hand, then a run of each stack. */
  async round(): Promise<void> {
    this.#count("rounds");
    for (const side of this.#sides) this.#edit(side);
    if (this.#random.chance(0.15)) this.#dropDomain();
    if (this.#random.chance(0.15)) await this.#slip(this.#random.pick(this.#sides));
    if (this.#random.chance(0.4)) this.#count(`third hand: ${this.#hand.act(this.#declared())}`);
    for (const fault of drawnFaults(this.#random)) {
      this.#options.service.faults.add(fault);
      this.#count(`faults: ${(fault as { effect: string }).effect}`);
    }
    if (this.#random.chance(0.6)) {
      await Promise.all(this.#sides.map((side) => this.#run(side)));
    } else {
      for (const side of this.#sides) await this.#run(side);
    }
    await this.#reconcile();
  }

  /** The faults stop; both stacks have to come to rest, with everything that they declare and nothing lost. */
  async rest(): Promise<void> {
    this.#options.service.faults.clear();
    for (const side of this.#sides) await this.#bringToRest(side);
    this.#keep(this.#mailboxes.check(this.#sides.map(({ program }) => program)));
    this.#count("checks that no mailbox lost its mail", this.#declared().size);
    for (const side of this.#sides) await this.#repeat(side);
  }

  #edit(side: Side): void {
    const present = this.#sides[0].program.domains;
    for (let left = this.#random.whole(0, 2); left > 0 && present.length > 0; left--) {
      const { what, program } = edited(side.program, this.#random, this.#names, present);
      side.program = program;
      this.#count(`edits: ${what}`);
    }
  }

  /** A domain leaves the first program with its users; the second program gives its users there up, or forgets to. */
  #dropDomain(): void {
    const [first, second] = this.#sides;
    if (first.program.domains.length < 2) return;
    const domain = this.#random.pick(first.program.domains);
    const without = (program: Program): Program => ({
      ...program,
      domains: program.domains.filter((one) => one !== domain),
      mailboxes: program.mailboxes.filter((one) => one.domain !== domain),
    });
    first.program = without(first.program);
    if (this.#random.chance(0.5)) second.program = without(second.program);
    this.#count("edits: a domain less");
  }

  /** Somebody empties a program by mistake. The guard has to refuse it, and `oma:deleteLimit` has to stop the run. */
  async #slip({ stack, program, user }: Side): Promise<void> {
    if (program.mailboxes.length < 3) return;
    stack.program(bodyOf({ ...program, mailboxes: [] }));
    const guard = await stack.oma("guard", "--max-deletes", "User=1,Domain=0", "--max-replaces", "0");
    if (guard.code === 0) this.violations.push(`guard lets ${user} delete everything: ${guard.output}`);
    this.#count("checks that the guard refuses a slip");
    this.#watch.begin(this.#declared());
    const before = this.#mailboxes.present();
    const run = await stack.up("--config", "oma:deleteLimit=1");
    const gone = before.filter((address) => !this.#mailboxes.present().includes(address));
    if (gone.length > 1) this.violations.push(`deleteLimit 1 let ${gone.join(", ")} go: ${run.output}`);
    this.#count("checks that deleteLimit stops a slip");
    // Its own slip: the mailbox comes back with its mail, or without where the service has none to give.
    for (const address of gone) this.#mailboxes.disturb(address);
  }

  async #run(side: Side): Promise<void> {
    const { stack, program, user } = side;
    stack.program(bodyOf(program));
    this.#watch.begin(this.#declared());
    const parallel = String(this.#random.pick([1, 16]));
    const flags = ["--parallel", parallel, ...(this.#random.chance(0.3) ? ["--refresh"] : [])];
    const ended: Ended = this.#random.chance(0.2) ? await this.#killed(stack, flags) : await stack.up(...flags);
    this.#count("runs");
    if (ended.killedAt !== undefined) await this.#recover(side);
    this.#keep(this.#watch.check(ended, user, program));
    this.#count("checks of a run's calls and its report");
  }

  async #killed(stack: KilledStack, flags: readonly string[]): Promise<Ended> {
    const phase = this.#random.pick(["before", "after"] as const);
    const killedAt = await stack.killAt(phase, this.#random.whole(1, 25), "up", ...flags);
    if (killedAt !== undefined) this.#count("kills");
    return { code: null, output: "", killedAt };
  }

  /** What an operator does after a kill: everything pending is the stack's own, since no name is ever given twice. */
  async #recover({ stack, user }: Side): Promise<void> {
    this.#options.service.faults.clear();
    await stack.unlock();
    const first = await stack.oma("recover", "--json");
    const asked = askedIn(first.output);
    const last = asked.length === 0 ? first : await stack.oma("recover", ...asked.flatMap((id) => ["--ours", id]));
    if (last.code !== 0) this.violations.push(`recover of ${user} ended with ${last.code}: ${last.output}`);
    this.#count("recoveries");
  }

  /** A domain that others still use stays, so it has to be declared again. */
  async #reconcile(): Promise<void> {
    const [first] = this.#sides;
    const left = (await idsIn(first.stack)).filter((id) => !id.includes("@") && !first.program.domains.includes(id));
    first.program = { ...first.program, domains: [...first.program.domains, ...left] };
  }

  async #bringToRest(side: Side): Promise<void> {
    const { stack, user } = side;
    let last: Run | undefined;
    for (let attempt = 1; attempt <= mostAttempts; attempt++) {
      stack.program(bodyOf(side.program));
      this.#watch.begin(this.#declared());
      last = await stack.up("--parallel", "16", ...(attempt === 1 && this.#random.chance(0.5) ? [] : ["--refresh"]));
      this.#keep(this.#watch.check(last, user, side.program));
      if (last.code === 0 && attempt > 1) return;
      await this.#reconcile();
    }
    this.violations.push(`${user} does not come to rest: ${last?.output}`);
  }

  async #repeat({ stack, user }: Side): Promise<void> {
    this.#options.service.requests.clear();
    const again = await stack.up("--expect-no-changes");
    const calls = this.#options.service.requests.entries().map(({ method, object }) => `${method} ${object}`);
    if (again.code !== 0 || calls.length > 0) {
      this.violations.push(`${user} has something to do at rest: ${calls.join(", ")} ${again.output}`);
    }
    this.#count("checks that a second up makes no call");
  }

  #declared(): ReadonlySet<string> {
    return new Set(this.#sides.flatMap(({ program }) => program.mailboxes.map(addressOf)));
  }

  #keep(violations: readonly string[]): void {
    this.violations.push(...violations);
    for (const violation of violations) this.#options.say?.(`VIOLATION: ${violation}`);
  }

  #count(what: string, times = 1): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + times);
  }
}

function askedIn(report: string): string[] {
  try {
    const { operations } = JSON.parse(report) as { operations: { id: string; action: string }[] };
    return operations.filter(({ action }) => action === "ask").map(({ id }) => id);
  } catch {
    return [];
  }
}

async function idsIn(stack: KilledStack): Promise<string[]> {
  const { output } = await stack.pulumi("stack", "export");
  const { deployment } = JSON.parse(output) as { deployment: { resources?: { type: string; id: string }[] } };
  return (deployment.resources ?? []).filter(({ type }) => type.includes("dynamic/oma:")).map(({ id }) => id);
}
