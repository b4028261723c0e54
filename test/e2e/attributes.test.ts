import { isOffered } from "../../provider/kinds/attribute.js";
import { kinds } from "../../provider/kinds/index.js";
import type { Identity } from "../../provider/kinds/kind.js";
import type { JsonObject } from "../../simulator/index.js";
import { type Action, attributeActionsPage, isSettable, sends } from "./support/attribute-actions.js";
import { expectCommitted } from "./support/committed-page.js";
import {
  allSamples,
  bareKinds,
  type Choice,
  changeOf,
  cleared,
  declare,
  declareBare,
  expectInSync,
  identity,
  isHeld,
  isThere,
  programWith,
  startTenantForSamples,
} from "./support/every-attribute.js";
import { type Declaration, programOf } from "./support/program.js";
import type { Sample } from "./support/samples.js";
import { Stack } from "./support/stack.js";
import { accountVariables, callsTo, type Tenant, writesTo } from "./support/tenant.js";

let tenant: Tenant;
beforeAll(async () => {
  tenant = await startTenantForSamples();
});
afterAll(() => tenant.close());

const samples = allSamples.filter(isSettable);
const affectedBy = (action: Action) => samples.filter((sample) => sends(sample, action));
const first: Choice = ({ values }) => values[0];
const second: Choice = ({ values }) => values[1];
/** What the service comes to hold when somebody else changes it. */
const behind =
  (choose: Choice): Choice =>
  (sample) =>
    sample.undeclarable === undefined ? choose(sample) : sample.undeclarable.value;
const nameOf = ({ kind, attribute }: Sample) => `${kind}.${attribute}`;

async function up(program: string, ...flags: string[]): Promise<void> {
  tenant.service.requests.clear();
  const run = await tenant.stack.program(program).up(...flags);
  expect([run.code, run.code === 0 ? "" : run.output]).toEqual([0, ""]);
}

/** Forgets what the engine knows: the objects are there, and no state has them. */
async function startAnotherStack(): Promise<void> {
  tenant.stack.remove();
  tenant = { ...tenant, stack: await Stack.create(accountVariables(tenant.service)) };
}

interface Change {
  readonly method: string;
  readonly fields: JsonObject;
}

/** The changes that the service carried out, in an order of their own. */
function received(): Change[] {
  return inOrder(
    writesTo(tenant.service).map(({ method, fields, attributes }) => ({
      method,
      fields: attributes === undefined ? fields : { ...fields, attributes },
    })),
  );
}

function inOrder(changes: readonly Change[]): Change[] {
  const key = ({ method, fields }: Change) =>
    JSON.stringify([method, ...Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))]);
  return [...changes].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** What the service has to receive when the sample's attribute is written, with nothing that does not have to go with it. */
function written(sample: Sample, value: unknown): Change {
  const [method, fields] = changeOf(sample, sample.table.secret ? "[secret]" : value);
  return { method, fields };
}

function expectWritten(of: readonly Sample[], choose: Choice): void {
  expect(received()).toEqual(inOrder(of.map((sample) => written(sample, choose(sample)))));
}

async function expectHeld(choose: Choice, of: readonly Sample[] = samples): Promise<void> {
  const wrong: string[] = [];
  for (const sample of of) if (!(await isHeld(tenant, sample, choose(sample)))) wrong.push(nameOf(sample));
  expect(wrong).toEqual([]);
}

/** Gives every attribute a value behind the provider's back. */
function changeBehind(of: readonly Sample[], choose: Choice): void {
  for (const sample of of) {
    const answer = tenant.service.call(...(sample.undeclarable?.call ?? changeOf(sample, choose(sample))));
    expect([nameOf(sample), answer.success, answer.error]).toEqual([nameOf(sample), true, undefined]);
  }
}

function partOf({ method, fields: { attributes, ...named } }: Change): Change {
  const held = attributes === undefined ? {} : { attributes: expect.objectContaining(attributes as object) };
  return { method, fields: expect.objectContaining({ ...named, ...held }) };
}

/** What is left where everything that can be seen to drift went from the second value back to the first. */
const drifted: Choice = (sample) => (sends(sample, "drift") ? behind(first)(sample) : second(sample));
/** An object cannot be without what it needs. */
const removed: Choice = (sample) => (sample.table.required ? first(sample) : undefined);
const emptied: Choice = (sample) => cleared(sample);
const orEmptied =
  (choose: Choice): Choice =>
  (sample) =>
    cleared(sample) === undefined ? choose(sample) : cleared(sample);

/** The program whose resources all have their attribute in `ignoreChanges`. */
function ignoring(choose: Choice): string {
  return programOf(
    samples.map((sample) => ({ ...declare(sample, choose(sample)), opts: { ignoreChanges: [sample.attribute] } })),
  );
}

test.each(Object.values(kinds).filter((kind) => !bareKinds.includes(kind)))(
  "what cannot be declared of a $name, or not as null, or not left out, is refused by name in the preview",
  async (kind) => {
    const own = samples.filter((sample) => sample.kind === kind.name);
    const notOffered = Object.entries(kind.attributes)
      .filter(([, attribute]) => !isOffered(attribute))
      .map(([attribute]): Wrong => ({ attribute, value: "x", says: `${attribute} cannot be declared` }));
    const notNull = own
      .filter((sample) => cleared(sample) === undefined)
      .map(({ attribute }): Wrong => ({ attribute, value: null, says: `\\b${attribute}\\b.* cannot be null` }));
    const undeclarable = own.flatMap(({ attribute, undeclarable: { value } = { value: undefined } }): Wrong[] =>
      value === undefined ? [] : [{ attribute, value, says: `property ${attribute} value .* has a problem: must be` }],
    );
    const leftOut = own
      .filter(({ table }) => table.required)
      .map(({ attribute }): Wrong => ({ attribute, value: undefined, says: `${attribute} is required` }));
    for (const wrong of [
      [...notOffered, ...notNull],
      [...undeclarable, ...leftOut],
    ]) {
      if (wrong.length === 0) continue;
      const args = Object.fromEntries(wrong.map(({ attribute, value }) => [attribute, value]));
      const resource = { kind: kind.name, name: "wrong", args: { ...identity(own[0] as Sample), ...args } };
      const run = await tenant.stack.program(programOf([resource])).preview();
      expect(run.code).not.toBe(0);
      expect(wrong.filter(({ says }) => !new RegExp(says).test(run.output))).toEqual([]);
      expect(callsTo(tenant.service)).toEqual([]);
    }
  },
);

interface Wrong {
  readonly attribute: string;
  readonly value: unknown;
  /** A pattern. */
  readonly says: string;
}

describe("every attribute of every kind", () => {
  test("can be set, and is in sync afterwards", async () => {
    await up(programWith(samples, first));
    const sent = received();
    expect(sent).toHaveLength(samples.length);
    // What else a new object needs goes with it.
    const expected = affectedBy("set").map((sample) => written(sample, first(sample)));
    for (const one of expected) expect(sent).toContainEqual(expect.objectContaining(partOf(one)));
    await expectHeld(first);
    await expectInSync(tenant);
  });

  test("can be changed, and is in sync afterwards", async () => {
    await up(programWith(samples, second));
    expectWritten(affectedBy("change"), second);
    await expectHeld(second);
    await expectInSync(tenant);
  });

  test("is named by the drift check when it was changed behind the program's back, and written back by up --refresh", async () => {
    const drifting = affectedBy("drift");
    changeBehind(drifting, first);
    const drift = await tenant.stack.drift();
    expect(drift.code).toBe(7);
    expect(drifting.filter((sample) => !isNamed(drift.output, sample)).map(nameOf)).toEqual([]);
    await up(programWith(samples, second), "--refresh");
    expectWritten(drifting, second);
    await expectHeld(second);
    await expectInSync(tenant);
  });

  test("is not written when it is in ignoreChanges and declared otherwise, and is in sync afterwards", async () => {
    await up(ignoring(first));
    expect(received()).toEqual([]);
    await expectHeld(second);
    await expectInSync(tenant);
  });

  test("may drift when it is in ignoreChanges, is left as it is by up --refresh, and is in sync afterwards", async () => {
    changeBehind(affectedBy("drift"), first);
    expect((await tenant.stack.drift()).code).toBe(0);
    await up(ignoring(second), "--refresh");
    expect(received()).toEqual([]);
    await expectHeld(drifted);
    await expectInSync(tenant);
  });

  test("is emptied when it is declared as empty, where the service can do that, and is in sync afterwards", async () => {
    await up(programWith(samples, orEmptied(drifted)));
    expectWritten(affectedBy("clear"), emptied);
    await expectHeld(orEmptied(drifted));
    await expectInSync(tenant);
  });

  test("is unset or emptied when it is removed, where the service can do that, left alone elsewhere, and is in sync afterwards", async () => {
    await up(programWith(samples, first));
    await up(programWith(samples, removed));
    expectWritten(affectedBy("remove"), emptied);
    await expectHeld(orEmptied(first));
    await expectInSync(tenant);
  });

  test("is left as it is when its object is adopted without the option that it needs, and is in sync afterwards", async () => {
    const optional = samples.filter(({ adoptNeeds }) => adoptNeeds !== undefined);
    changeBehind(optional, second);
    await startAnotherStack();
    await up(programOf(optional.map((sample) => adopting(sample, false))));
    expect(received()).toEqual([]);
    await expectHeld(second, optional);
    await expectInSync(tenant);
  });

  test("is written alone when an object that has another value is adopted, and is in sync afterwards", async () => {
    changeBehind(affectedBy("adopt"), second);
    await startAnotherStack();
    await up(programOf(samples.map((sample) => adopting(sample))));
    expectWritten(affectedBy("adopt"), first);
    await expectHeld(first);
    await expectInSync(tenant);
  });
});

describe.each(bareKinds)("a $name, which has no attributes,", (kind) => {
  const { args } = declareBare(kind);
  const { delete: remove = "", subresource: part } = kind.verbs;
  const making = { method: kind.verbs.change, fields: part?.change(args as Identity, {}) };

  test("is made, named by the drift check when somebody took it away, and made again by up --refresh", async () => {
    await startAnotherStack();
    await up(programOf([declareBare(kind)]));
    expect(received()).toEqual([making]);
    await expectInSync(tenant);
    const fields = part?.delete?.(args as Identity, {}) ?? args;
    expect(tenant.service.call(remove, fields as JsonObject).success).toBe(true);
    // What was written a moment ago and cannot be found is looked for again.
    const drift = await tenant.stack.drift();
    expect([drift.code, drift.output]).toEqual([7, expect.stringContaining(`oma:${kind.name}:`)]);
    await up(programOf([declareBare(kind)]), "--refresh");
    expect(received()).toEqual([making]);
    await expectInSync(tenant);
  });

  test("is adopted without a write where its table offers that, and refused elsewhere", async () => {
    const canBeAdopted = "adopt" in kind.options;
    await startAnotherStack();
    tenant.service.requests.clear();
    const program = programOf([declareBare(kind, canBeAdopted ? { adopt: true } : {})]);
    const run = await tenant.stack.program(program).up();
    expect(run.code === 0).toBe(canBeAdopted);
    expect(received()).toEqual([]);
    expect(isThere(tenant, kind, args as Identity)).toBe(true);
    if (canBeAdopted) await expectInSync(tenant);
    else expect(run.output).toContain("it cannot be adopted");
  });
});

/** An existing object needs no password. */
function adopting(sample: Sample, asked = true): Declaration {
  const { args, ...rest } = declare(sample, first(sample));
  const kept = Object.fromEntries(Object.entries(args).filter(([n]) => n !== "password" || n === sample.attribute));
  const adopt = "adopt" in kinds[sample.kind].options ? { adopt: true } : {};
  const needed = asked && sample.adoptNeeds !== undefined ? { [sample.adoptNeeds]: true } : {};
  return { ...rest, args: { ...kept, ...adopt, ...needed } };
}

/** Whether a diff shows the attribute among the changes of the sample's resource. */
function isNamed(output: string, sample: Sample): boolean {
  const from = output.indexOf(`:${sample.kind}::${nameOf(sample)}]`);
  const section = output.slice(from).split("pulumi-nodejs:dynamic/oma:")[0];
  return from >= 0 && new RegExp(`^\\s*[~+-] ${sample.attribute} *:`, "m").test(section ?? "");
}

test("what the admin may not set is refused by name before anything is written", async () => {
  tenant.service.requests.clear();
  const refused = allSamples.filter((sample) => !isSettable(sample));
  const resources = refused.map((sample): Declaration => {
    const { args, ...rest } = declare(sample, 500);
    return { ...rest, name: `refused.${rest.name}`, args: { ...args, notesExternal: "not to be written" } };
  });
  const run = await tenant.stack.program(programOf(resources)).up("--continue-on-error", ...targets(resources));
  expect(run.code).not.toBe(0);
  expect(run.output.match(/the admin may not set smtpSentLimit; nothing was written/g)?.length).toBeGreaterThanOrEqual(
    refused.length,
  );
  const changes = tenant.service.requests.filter(({ method }) => method.includes("change_"));
  expect(changes).toEqual([]);
});

/** Without targets, an up of these resources alone would delete all others. */
function targets(resources: readonly Declaration[]): string[] {
  return resources.flatMap(({ kind, name }) => [
    "--target",
    `urn:pulumi:dev::tenant::pulumi-nodejs:dynamic/oma:${kind}::${name}`,
  ]);
}

test("the committed table of what happens to each attribute is the present one", () => {
  expectCommitted("attribute-actions.md", attributeActionsPage());
});
