import { isOffered } from "../../provider/kinds/attribute.js";
import { kinds } from "../../provider/kinds/index.js";
import { type Action, attributeActionsPage, isSettable, sends } from "./support/attribute-actions.js";
import { expectCommitted } from "./support/committed-page.js";
import {
  allSamples,
  type Choice,
  cleared,
  declare,
  expectInSync,
  identity,
  isHeld,
  onWire,
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
const nameOf = ({ kind, attribute }: Sample) => `${kind}.${attribute}`;

async function up(program: string, ...flags: string[]): Promise<void> {
  tenant.service.requests.clear();
  const run = await tenant.stack.program(program).up(...flags);
  expect([run.code, run.code === 0 ? "" : run.output]).toEqual([0, ""]);
}

interface Change {
  readonly method: string;
  readonly object: string;
  readonly attributes: unknown;
}

/** The changes that the service carried out, in an order of their own. */
function received(): Change[] {
  return inOrder(writesTo(tenant.service).map(({ method, object, attributes }) => ({ method, object, attributes })));
}

function inOrder(changes: readonly Change[]): Change[] {
  const key = ({ method, object, attributes }: Change) =>
    [method, object, ...Object.keys(attributes as object)].join(" ");
  return [...changes].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** What the service has to receive when the sample's attribute alone is written. */
function written(sample: Sample, value: unknown): Change {
  const { verbs, called } = kinds[sample.kind];
  const attributes = onWire(sample, sample.table.secret ? "[secret]" : value);
  return { method: verbs.change, object: called(identity(sample)), attributes };
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
    const fields = { ...identity(sample), attributes: onWire(sample, choose(sample)) } as Parameters<
      Tenant["service"]["call"]
    >[1];
    const answer = tenant.service.call(kinds[sample.kind].verbs.change, fields);
    expect([nameOf(sample), answer.success, answer.error]).toEqual([nameOf(sample), true, undefined]);
  }
}

function partOf({ attributes, ...call }: Change): Change {
  return { ...call, attributes: expect.objectContaining(attributes as object) };
}

/** What is left where everything that can be seen to drift went from the second value back to the first. */
const drifted: Choice = (sample) => (sends(sample, "drift") ? first(sample) : second(sample));
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

test.each(Object.values(kinds))(
  "what cannot be declared of a $name, or not as null, is refused by name in the preview",
  async (kind) => {
    const notOffered = Object.entries(kind.attributes)
      .filter(([, attribute]) => !isOffered(attribute))
      .map(([attribute]) => ({ attribute, value: "x", says: new RegExp(`${attribute} cannot be declared`) }));
    const own = samples.filter((sample) => sample.kind === kind.name);
    const notNull = own
      .filter((sample) => cleared(sample) === undefined)
      .map(({ attribute }) => ({
        attribute,
        value: null,
        says: new RegExp(`property ${attribute} value .*cannot be null`),
      }));
    const wrong = [...notOffered, ...notNull];
    const args = Object.fromEntries(wrong.map(({ attribute, value }) => [attribute, value]));
    const resource = { kind: kind.name, name: "wrong", args: { ...identity(own[0] as Sample), ...args } };
    const run = await tenant.stack.program(programOf([resource])).preview();
    expect(run.code).not.toBe(0);
    expect(wrong.filter(({ says }) => !says.test(run.output))).toEqual([]);
    expect(callsTo(tenant.service)).toEqual([]);
  },
);

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
    await up(programWith(samples, () => undefined));
    expectWritten(affectedBy("remove"), emptied);
    await expectHeld(orEmptied(first));
    await expectInSync(tenant);
  });

  test("is written alone when an object that has another value is adopted, and is in sync afterwards", async () => {
    changeBehind(affectedBy("adopt"), second);
    tenant.stack.remove();
    tenant = { ...tenant, stack: await Stack.create(accountVariables(tenant.service)) };
    await up(programOf(samples.map(adopting)));
    expectWritten(affectedBy("adopt"), first);
    await expectHeld(first);
    await expectInSync(tenant);
  });
});

/** An existing object needs no password. */
function adopting(sample: Sample): Declaration {
  const { args, ...rest } = declare(sample, first(sample));
  const kept = Object.fromEntries(Object.entries(args).filter(([n]) => n !== "password" || n === sample.attribute));
  return { ...rest, args: { ...kept, ...("adopt" in kinds[sample.kind].options ? { adopt: true } : {}) } };
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
