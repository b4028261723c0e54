import fc from "fast-check";
import { kinds } from "../../../provider/kinds/index.js";
import type { Identity, KindName, Option } from "../../../provider/kinds/kind.js";
import { type Sample, samplesOf } from "../../e2e/support/samples.js";
import { company, keptDomain, passwords } from "./tenant.js";

/** One resource of a program, as the engine gets it. */
export interface Declaration {
  /** The place that declares it, whatever its names are at the time. */
  readonly slot: string;
  readonly kind: KindName;
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** Names of resources that stand before this one in the program. */
  readonly dependsOn: readonly string[];
  readonly ignoreChanges: readonly string[];
}

export type Program = readonly Declaration[];

/**
 * A place in the program for one object. Its names are its own, so that no two resources ever want the same object, but
 * for the two resource names that a place may go by.
 */
export interface Slot {
  readonly name: string;
  readonly kind: KindName;
  /** How many names it has. */
  readonly names: number;
  /** Places it can be in: domains of the program, or one that no program declares. */
  readonly homes: readonly string[];
  identity(nth: number, home: string): Identity;
}

const everywhere = [keptDomain, "north", "south"];

const brandSlot = (name: string, names: readonly string[]): Slot => ({
  name,
  kind: "Brand",
  names: names.length,
  homes: [],
  identity: (nth) => ({ company, brand: names[nth] as string }),
});
const domainSlot = (name: string, names: readonly string[]): Slot => ({
  name,
  kind: "Domain",
  names: names.length,
  homes: [],
  identity: (nth) => ({ domain: names[nth] as string }),
});
const userSlot = (name: string): Slot => ({
  name,
  kind: "User",
  names: 3,
  homes: everywhere,
  identity: (nth, home) => ({ user: `${[name, `${name}.b`, `${name}.c`][nth]}@${home}` }),
});

/** In the order in which they stand in a program. A new kind joins with a slot here; what it declares comes from its table. */
export const slots: readonly Slot[] = [
  { name: "company", kind: "Company", names: 1, homes: [], identity: () => ({ company }) },
  brandSlot("red", ["Red", "Crimson"]),
  domainSlot("north", ["north.example", "nord.example"]),
  domainSlot("south", ["south.example"]),
  ...["ann", "bob", "cat", "dan"].map(userSlot),
];

/** Attributes that hold only together with objects that no slot makes, or only for accounts that no slot makes. */
const leftOut = new Set([
  "Domain.catchall",
  "Domain.company",
  "Domain.workgroup",
  "User.deliveryFilter",
  "User.deliveryLocal",
  "User.password",
  "User.type",
  "User.workgroup",
]);

/** An account may forward even when its program says nothing of that, and is refused an empty list then. */
const neverEmpty = "forwardRecipients";

export const samples: Readonly<Record<string, readonly Sample[]>> = Object.fromEntries(
  [...new Set(slots.map(({ kind }) => kind))].map((kind) => [
    kind,
    samplesOf(kind).filter(({ attribute }) => !leftOut.has(`${kind}.${attribute}`)),
  ]),
);

/** What a slot declares at one time. */
export interface Draft {
  readonly nth: number;
  readonly home: number;
  /** Under its second resource name: to the engine another resource. */
  readonly relabelled: boolean;
  readonly values: Readonly<Record<string, 0 | 1 | "cleared">>;
  readonly options: Readonly<Record<string, unknown>>;
  readonly ignored: readonly string[];
  readonly type: "mailbox" | "forward";
  readonly password: 0 | 1;
}

export type Drafts = Readonly<Record<string, Draft | undefined>>;

function choice({ value }: Option): fc.Arbitrary<unknown> {
  switch (value.shape) {
    case "flag":
      return fc.constantFrom(undefined, undefined, true, false);
    case "choice":
      return fc.constantFrom(undefined, undefined, ...value.values);
    case "seconds":
      return fc.constantFrom(undefined, 0, 30);
  }
}

/** One needs an `up` with false before anything else may happen to the account; the other goes along with every adoption. */
const notDrawn = new Set(["protectMailbox", "adoptPassword"]);

/** These go with other objects or attributes, so that an old value may be refused where these have changed. */
const bound = new Set(["aliases", "brand", neverEmpty]);

export function draftOf({ kind, names, homes }: Slot): fc.Arbitrary<Draft> {
  const attributes = (samples[kind] ?? []).map(({ attribute }) => attribute);
  const options = Object.entries(kinds[kind].options).filter(([name]) => !notDrawn.has(name));
  return fc
    .record({
      nth: fc.nat(names - 1),
      home: fc.nat(Math.max(0, homes.length - 1)),
      relabelled: fc.boolean().map((drawn) => drawn && homes.length > 0),
      values: fc.uniqueArray(fc.tuple(fc.constantFrom(...attributes), fc.constantFrom(0, 1, "cleared" as const)), {
        maxLength: 5,
        selector: ([name]) => name,
      }),
      options: fc.tuple(...options.map(([name, option]) => choice(option).map((value) => [name, value] as const))),
      ignores: fc.constantFrom(0, 0, 0, 1, 2),
      type: fc.constantFrom("mailbox" as const, "mailbox" as const, "forward" as const),
      password: fc.constantFrom(0 as const, 1 as const),
    })
    .map(({ values, options, ignores, ...rest }) => ({
      ...rest,
      values: Object.fromEntries(values) as Draft["values"],
      options: Object.fromEntries(options.filter(([, value]) => value !== undefined)),
      ignored: values
        .map(([name]) => name)
        .filter((name) => !bound.has(name))
        .slice(0, ignores),
    }));
}

/** The domain that a draft is in. */
export function homeOf({ homes }: Slot, draft: Draft, drafts: Drafts): string {
  const home = homes[draft.home] ?? "";
  const slot = slots.find(({ name }) => name === home);
  if (slot === undefined) return home;
  const domain = drafts[home];
  // A domain that the program no longer has cannot hold what it declares.
  return domain === undefined ? keptDomain : (slot.identity(domain.nth, "").domain as string);
}

export function identityOf(slot: Slot, draft: Draft, drafts: Drafts): Identity {
  return slot.identity(draft.nth, homeOf(slot, draft, drafts));
}

export function resourceName(slot: Slot, draft: Draft): string {
  return draft.relabelled ? `${slot.name}-again` : slot.name;
}

/** The program that the drafts come to. */
export function programOf(drafts: Drafts): Program {
  const declared = slots.flatMap((slot) => {
    const draft = drafts[slot.name];
    return draft === undefined ? [] : [{ slot, draft }];
  });
  return declared.map(({ slot, draft }) => {
    const identity = identityOf(slot, draft, drafts);
    const options = { ...draft.options, ...passwordToo(slot, draft) };
    const args = { ...identity, ...attributesOf(slot, draft, drafts, identity), ...options };
    const named = Object.values(args);
    const needed = declared.filter(({ slot: other, draft: one }) => {
      if (other.kind === "Domain") return slot.homes[draft.home] === other.name;
      return other.kind === "Brand" && other !== slot && named.includes(identityOf(other, one, drafts).brand);
    });
    return {
      slot: slot.name,
      kind: slot.kind,
      name: resourceName(slot, draft),
      args,
      dependsOn: needed.map((one) => resourceName(one.slot, one.draft)),
      ignoreChanges: draft.ignored.filter((name) => name in args),
    };
  });
}

function attributesOf(slot: Slot, draft: Draft, drafts: Drafts, identity: Identity): Record<string, unknown> {
  const args: Record<string, unknown> =
    slot.kind === "User" ? { type: draft.type, password: passwords[draft.password] } : {};
  if (draft.type === "forward" && slot.kind === "User") args.forwardRecipients = ["team@example.org"];
  for (const sample of samples[slot.kind] ?? []) {
    const drawn = draft.values[sample.attribute];
    if (drawn === undefined) continue;
    // The service ignores what does not fit the type.
    if (draft.type === "forward" && /^delivery|^forwardRecipients/.test(sample.attribute)) continue;
    Object.assign(args, sample.with);
    const value = drawn === "cleared" && sample.attribute !== neverEmpty ? clearedOf(sample) : undefined;
    args[sample.attribute] = value === undefined ? drawnValue(sample, drawn === 1 ? 1 : 0, identity, drafts) : value;
  }
  return args;
}

/** The value that stands for "nothing"; undefined for attributes that have none. */
export function clearedOf({ table }: Sample): unknown {
  if (table.nullable) return null;
  return table.value.shape === "texts" || table.value.shape === "records" ? [] : undefined;
}

/** One of the two values of a sample, fit for the object. */
export function drawnValue(sample: Sample, nth: 0 | 1, identity: Identity, drafts: Drafts): unknown {
  const { kind, attribute } = sample;
  // Aliases belong to one object each.
  if (kind === "User" && attribute === "aliases") {
    const [local, domain] = (identity.user as string).split("@");
    return nth === 0 ? [`also.${local}@${domain}`] : [`more.${local}@${domain}`, `also.${local}@${domain}`];
  }
  if (kind === "Domain" && attribute === "aliases") {
    return nth === 0 ? [`also-${identity.domain}`] : [`more-${identity.domain}`, `also-${identity.domain}`];
  }
  const red = drafts.red;
  if (attribute === "brand" && kind !== "Company" && nth === 1 && red !== undefined) {
    return slots.find(({ name }) => name === "red")?.identity(red.nth, "").brand;
  }
  return sample.values[nth];
}

/** So that every declared password opens its account, which is what can be seen of it. */
function passwordToo({ kind }: Slot, { options }: Draft): Readonly<Record<string, unknown>> {
  return kind === "User" && options.adopt === true ? { adoptPassword: true } : {};
}
