import { isDeepStrictEqual } from "node:util";
import { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import type { Handler } from "../../../provider/host/dynamic/handler.js";
import type { KindName } from "../../../provider/kinds/kind.js";
import type { How } from "./lead.js";
import { type Declaration, type Program, quiet } from "./program.js";

/** A resource as the state holds it. */
export interface Resource {
  readonly kind: KindName;
  readonly name: string;
  id: string;
  inputs: Values;
  outputs: Values;
  dependencies: readonly string[];
  /** The last create or update was carried out in part, so the next run updates whatever the diff says. */
  unfinished: boolean;
  /** Replaced already, and not deleted yet. */
  condemned: boolean;
}

export type Values = Readonly<Record<string, unknown>>;
type Verb = "check" | "diff" | "create" | "update" | "delete" | "read";

interface Failure {
  readonly verb: Verb;
  readonly kind: KindName;
  readonly name: string;
  /** Empty for what does not exist yet. */
  readonly id: string;
  readonly message: string;
}

export interface Report {
  readonly failures: Failure[];
  /** What was done or found, as `verb kind name`. */
  readonly changes: string[];
}

/** The handlers of one process of the dynamic-provider host. */
export type Host = (kind: KindName) => Promise<Handler>;

/** Settings of the stack for one run. */
export type Settings = Readonly<Record<string, string>>;

const implementation = "exports.handler=()=>...";

/**
 * What the engine does with the resources of a program, as far as a provider can tell: which verb it calls when, with what
 * of the state, and what it keeps of the answer. Written after the step generator and the steps of release 3.259 and after
 * the dynamic-provider host of the SDK:
 *
 * - Old *inputs* go to check, old *outputs* to diff, update, delete and read; `ignoreChanges` puts old inputs in place of new
 *   ones before check.
 * - A diff that says "changed" without more is settled by comparing inputs, in which null is the same as absent.
 * - Checks and diffs come one after the other, and no further one while a step waits for room among those under way.
 * - A replacement is made before the old object is deleted; deletes come last, dependents first, and not at all after a
 *   failure.
 * - A refresh compares too, what it read with the old inputs; what comes of that is only shown.
 * - After a failure nothing new begins, what is under way ends. A failed create leaves no resource, a failed update the old
 *   one, and either the given properties when the error has an id.
 * - Each run is a new process, so nothing but the state outlives it. Messages are protobuf structs; the envelopes of secrets
 *   are opened, since the host accepts none.
 *
 * Left out: previews, providers of the program, protect, targets, deleteBeforeReplace, pending operations. The runs of
 * test/e2e/model.test.ts lead the real engine through the same histories.
 */
export class Engine {
  state: Resource[] = [];

  /**
   * @param start starts a process of the host.
   * @param watch is shown every text that the provider gives to the engine, and the same without what is marked as secret.
   */
  constructor(
    private readonly start: (settings: Settings) => Host,
    private readonly watch: (text: string, shown: string) => void = () => {},
  ) {}

  /** @param refresh reads every object first, in the same process. */
  async up(
    program: Program,
    { parallel = 1, refresh = false, verifyWrites = "security" }: Partial<How> = {},
  ): Promise<Report> {
    const run = new Run(this.start({ "oma:verifyWrites": verifyWrites }), this.watch, parallel);
    if (refresh) await this.readAll(run);
    const registered = new Map<string, Promise<void>>();
    for (const declaration of program) {
      const before = Promise.all(declaration.dependsOn.map((name) => registered.get(name)));
      registered.set(
        declaration.name,
        before.then(() => run.decide(() => this.register(run, declaration))),
      );
    }
    await Promise.all(registered.values());
    if (run.failures.length === 0) await this.deleteWhatIsLeft(run, program);
    return run;
  }

  /** Reads every object; what is gone is dropped from the state. */
  async refresh(parallel = 1): Promise<Report> {
    const run = new Run(this.start({}), this.watch, parallel);
    await this.readAll(run);
    return run;
  }

  private async readAll(run: Run): Promise<void> {
    await Promise.all(this.state.map((resource) => run.begin(() => this.read(run, resource))));
  }

  private async read(run: Run, resource: Resource): Promise<void> {
    const { kind, name } = resource;
    const answer = await run.call("read", resource, async (handler) => {
      const { id, props, inputs } = await handler.read(resource.id, resource.outputs);
      return { id, props: withProvider(props), ...(inputs === undefined ? {} : { inputs: withProvider(inputs) }) };
    });
    if (answer === undefined) return;
    if (answer.id === "") {
      this.drop(resource);
      run.changes.push(`gone ${kind} ${name}`);
      return;
    }
    const fresh = { outputs: answer.props as Values, inputs: (answer.inputs ?? resource.inputs) as Values };
    const compared = await run.call("diff", resource, async (handler) => {
      const { replaces } = await handler.diff(resource.id, fresh.outputs, resource.inputs);
      return { replaces };
    });
    if (compared === undefined) return;
    // The diff says that a name in another case is the same.
    const isFound = isDeepStrictEqual(quiet(fresh.outputs), quiet(resource.outputs));
    if (!isFound || !isDeepStrictEqual(quiet(fresh.inputs), quiet(resource.inputs))) {
      run.changes.push(`drift ${kind} ${name}`);
    }
    Object.assign(resource, fresh, { unfinished: false });
  }

  /** @returns the step to take, if there is one. */
  private async register(run: Run, declaration: Declaration): Promise<Step | undefined> {
    const { kind, name, dependsOn } = declaration;
    const old = this.state.find((one) => one.kind === kind && one.name === name && !one.condemned);
    const about = old ?? { kind, name, id: "" };
    const news = plain({ ...heedingIgnores(declaration, old), __provider: implementation });
    const checked = await run.call("check", about, async (handler) => {
      const { inputs, failures } = await handler.check(old?.inputs ?? {}, news);
      if (failures.length > 0) throw new Error(failures.map((one) => `${one.property} ${one.reason}`).join("; "));
      return withProvider(inputs);
    });
    if (checked === undefined) return;
    if (old === undefined) return () => this.create(run, declaration, checked);

    const diff = await run.call("diff", about, async (handler) => {
      const { changes, replaces } = await handler.diff(old.id, old.outputs, checked);
      return { changes: changes ?? null, replaces };
    });
    if (diff === undefined) return;
    const changed = diff.changes === null ? !isDeepStrictEqual(hold(old.inputs), hold(checked)) : diff.changes === true;
    if (changed && (diff.replaces as unknown[]).length > 0) return () => this.create(run, declaration, checked, old);
    if (!changed && !old.unfinished) {
      Object.assign(old, { inputs: checked, dependencies: dependsOn });
      return;
    }
    return () => this.update(run, declaration, checked, old);
  }

  private async update(run: Run, declaration: Declaration, checked: Values, old: Resource): Promise<void> {
    const { kind, name, dependsOn } = declaration;
    const done = await run.call(
      "update",
      old,
      async (handler) => ({ props: withProvider((await handler.update(old.id, old.outputs, checked)).outs) }),
      (_, props) => Object.assign(old, { inputs: checked, outputs: props, dependencies: dependsOn, unfinished: true }),
    );
    if (done === undefined) return;
    Object.assign(old, { inputs: checked, outputs: done.props, dependencies: dependsOn, unfinished: false });
    run.changes.push(`update ${kind} ${name}`);
  }

  private async create(run: Run, declaration: Declaration, inputs: Values, replaced?: Resource): Promise<void> {
    const { kind, name, dependsOn } = declaration;
    const keep = (id: string, outputs: Values, unfinished: boolean) => {
      if (replaced !== undefined) replaced.condemned = true;
      this.state.push({ kind, name, id, inputs, outputs, dependencies: dependsOn, unfinished, condemned: false });
    };
    const made = await run.call(
      "create",
      { kind, name, id: "" },
      async (handler) => {
        const { id, outs } = await handler.create(inputs);
        return { id, outs: withProvider(outs) };
      },
      (id, props) => keep(id, props, true),
    );
    if (made === undefined) return;
    if (made.id === "") throw new Error("a create has to give an id");
    keep(made.id as string, made.outs as Values, false);
    run.changes.push(`${replaced === undefined ? "create" : "replace"} ${kind} ${name}`);
  }

  /** In rounds: whatever nothing that is still there depends on. */
  private async deleteWhatIsLeft(run: Run, program: Program): Promise<void> {
    const declared = new Set(program.map(({ kind, name }) => `${kind} ${name}`));
    let left = this.state.filter(({ kind, name, condemned }) => condemned || !declared.has(`${kind} ${name}`));
    while (left.length > 0 && run.failures.length === 0) {
      const needed = new Set(left.flatMap(({ dependencies }) => dependencies));
      const round = left.filter(({ name }) => !needed.has(name));
      await Promise.all(round.map((resource) => run.begin(() => this.delete(run, resource))));
      left = left.filter((resource) => !round.includes(resource));
    }
  }

  private async delete(run: Run, resource: Resource): Promise<void> {
    const done = await run.call("delete", resource, async (handler) => {
      await handler.delete(resource.id, resource.outputs);
      return {};
    });
    if (done === undefined) return;
    this.drop(resource);
    run.changes.push(`delete ${resource.kind} ${resource.name}`);
  }

  private drop(resource: Resource): void {
    this.state = this.state.filter((one) => one !== resource);
  }
}

type Step = () => Promise<void>;
type About = Pick<Resource, "kind" | "name" | "id">;

/** One run of the engine: its process of the host, and what came of it. */
class Run implements Report {
  readonly failures: Failure[] = [];
  readonly changes: string[] = [];
  private readonly deciding = new Room(1);
  private readonly stepping: Room;

  constructor(
    private readonly host: Host,
    private readonly watch: (text: string, shown: string) => void,
    parallel: number,
  ) {
    this.stepping = new Room(parallel);
  }

  /** Decides on a step when nothing else is being decided, and takes it; the next is decided once this one has begun. */
  async decide(what: () => Promise<Step | undefined>): Promise<void> {
    await this.deciding.enter();
    const step = this.failures.length === 0 ? await what() : undefined;
    if (step !== undefined) await this.stepping.enter();
    this.deciding.leave();
    if (step !== undefined) await this.take(step);
  }

  /** Takes a step when there is room for it. */
  async begin(step: Step): Promise<void> {
    await this.stepping.enter();
    await this.take(step);
  }

  /** Unless something has failed by then. */
  private async take(step: Step): Promise<void> {
    try {
      if (this.failures.length === 0) await step();
    } finally {
      this.stepping.leave();
    }
  }

  /**
   * Calls a verb; its failure is noted.
   *
   * @param partly is told what to keep of a change that was carried out in part.
   * @returns undefined after a failure.
   */
  async call(
    verb: Verb,
    { kind, name, id }: About,
    work: (handler: Handler) => Promise<Values>,
    partly: (id: string, props: Values) => void = () => {},
  ): Promise<Values | undefined> {
    try {
      const answer = await work(await this.host(kind));
      this.watch(JSON.stringify(answer), veiled(answer));
      return plain(answer);
    } catch (error) {
      const { message, stack, id: made, properties } = error as Error & { id?: string; properties?: Values };
      this.watch(`${stack}\n${JSON.stringify(properties ?? {})}`, `${message}\n${veiled(properties ?? {})}`);
      this.failures.push({ verb, kind, name, id, message });
      if (made !== undefined) partly(made, plain(properties ?? {}));
      return undefined;
    }
  }
}

/** Room for so many at a time, in the order in which they come. */
class Room {
  private readonly waiting: (() => void)[] = [];

  constructor(private free: number) {}

  async enter(): Promise<void> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  leave(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.free += 1;
    else next();
  }
}

/** What of the new inputs the provider gets to see. */
function heedingIgnores({ args, ignoreChanges }: Declaration, old: Resource | undefined): Values {
  if (old === undefined) return args;
  const kept = { ...args };
  for (const name of ignoreChanges) {
    if (name in old.inputs) kept[name] = old.inputs[name];
    else delete kept[name];
  }
  return kept;
}

function withProvider(values: Values): Values {
  return { ...values, __provider: implementation };
}

const envelope = "4dabf18193072939515e22adb298388d";

/** A message as far as the engine shows it. */
function veiled(values: Values): string {
  return JSON.stringify(values, (_, value) => (value?.[envelope] === undefined ? value : "[secret]"));
}

/** A message as the other side gets it. What a struct cannot hold fails here as it does there. */
function plain(values: Values): Values {
  const message = Struct.fromJavaScript(values as never).toJavaScript();
  return JSON.parse(JSON.stringify(message), (_, value) => (value?.[envelope] === undefined ? value : value.value));
}

/** Values without nulls: to the engine's comparison of inputs they are not there. */
function hold(value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([name, inner]) => [name, hold(inner)]),
  );
}
