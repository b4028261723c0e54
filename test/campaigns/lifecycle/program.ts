import fc from "fast-check";
import { kinds } from "../../../provider/kinds/index.js";
import type { Identity, KindName, Option } from "../../../provider/kinds/kind.js";
import { type Sample, samplesOf } from "../../e2e/support/samples.js";
import { company, host, keptDomain, passwords, passwordVariables } from "./tenant.js";

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
  /** Places it can be in, domains or users: first one that no program declares, then slots of the program. */
  readonly homes: readonly string[];
  /** @param as the slot whose names it goes by at the time: users exchange theirs. */
  identity(nth: number, home: string, as: string): Identity;
}

const everywhere = [keptDomain, "north", "south"];
const someone = [host, "ann", "bob"];
/** Slots that may exchange names. */
export const userSlots = ["ann", "bob", "cat", "dan"];

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
  identity: (nth, home, as) => ({ user: `${[as, `${as}.b`, `${as}.c`][nth]}@${home}` }),
});
const partSlot = (
  name: string,
  kind: KindName,
  homes: readonly string[],
  identities: readonly ((home: string) => Identity)[],
): Slot => ({
  name,
  kind,
  names: identities.length,
  homes,
  identity: (nth, home) => (identities[nth] as (home: string) => Identity)(home),
});

/** In the order in which they stand in a program. A new kind joins with a slot here; what it declares comes from its table. */
export const slots: readonly Slot[] = [
  { name: "company", kind: "Company", names: 1, homes: [], identity: () => ({ company }) },
  brandSlot("red", ["Red", "Crimson"]),
  domainSlot("north", ["north.example", "nord.example"]),
  domainSlot("south", ["south.example"]),
  partSlot("group", "Workgroup", everywhere, [
    (domain) => ({ domain, workgroup: "Night" }),
    (domain) => ({ domain, workgroup: "Day" }),
  ]),
  ...userSlots.map(userSlot),
  partSlot("role", "Role", someone, [(user) => ({ user })]),
  partSlot(
    "news",
    "CompanyBulletin",
    [],
    [() => ({ company, type: "manual", bulletin: "News" }), () => ({ company, type: "auto", bulletin: "News" })],
  ),
  partSlot("notice", "DomainBulletin", everywhere, [
    (domain) => ({ domain, type: "manual", bulletin: "Notice" }),
    (domain) => ({ domain, type: "auto", bulletin: "Notice" }),
  ]),
  partSlot("rules", "SieveRuleset", someone, [
    (user) => ({ user, ruleset: "main" }),
    (user) => ({ user, ruleset: "other" }),
  ]),
  partSlot("phone", "AppPassword", someone, [(user) => ({ user, tag: "phone" }), (user) => ({ user, tag: "tablet" })]),
];

/** Attribute of users that no program declares: the model marks each account with it. */
export const mark = "macsettings";

/** Attributes that hold only together with objects that no slot makes, or only for accounts that no slot makes. */
const leftOut = new Set([
  "Domain.catchall",
  "Domain.company",
  "Domain.workgroup",
  "User.deliveryFilter",
  "User.deliveryLocal",
  `User.${mark}`,
  "User.password",
  "User.type",
]);

/** Values that fit the slots, where the general ones do not; undefined goes by the object. */
const fitting: Readonly<Record<string, readonly [unknown, unknown]>> = {
  "Role.role": ["domain", "mail"],
  "SieveRuleset.activeRule": [true, true],
  "SieveRuleset.data": ["keep;", 'redirect "team@example.org";'],
};

/** An account may forward even when its program says nothing of that, and is refused an empty list then. */
const neverEmpty = "forwardRecipients";

export const samples: Readonly<Record<string, readonly Sample[]>> = Object.fromEntries(
  [...new Set(slots.map(({ kind }) => kind))].map((kind) => [
    kind,
    samplesOf(kind)
      .filter(({ attribute }) => !leftOut.has(`${kind}.${attribute}`))
      .map((sample) => ({ ...sample, values: fitting[`${kind}.${sample.attribute}`] ?? sample.values })),
  ]),
);

/** What a slot declares at one time. */
export interface Draft {
  readonly nth: number;
  readonly home: number;
  /** Under its second resource name: to the engine another resource. */
  readonly relabelled: boolean;
  /** Whether its names are declared in capitals, which means the same names. */
  readonly loud: boolean;
  readonly values: Readonly<Record<string, 0 | 1 | "cleared">>;
  readonly options: Readonly<Record<string, unknown>>;
  readonly ignored: readonly string[];
  readonly type: "mailbox" | "forward";
  readonly password: 0 | 1;
  readonly passwordBy: "text" | "variable" | "version";
  /** The slot whose names it goes by; left out: its own. */
  readonly as?: string;
  /** An address that an operator keeps for a run. */
  readonly kept?: string;
  /** Taken out of the program by an operator for a run. */
  readonly off?: true;
  /** Declared without its aliases by an operator for a run. */
  readonly unaliased?: true;
  /** Whether an operator gave it a display name of its own. */
  readonly signed?: true;
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
const bound = new Set(["aliases", "brand", "objects", "workgroup", neverEmpty]);

export function draftOf({ kind, names, homes }: Slot): fc.Arbitrary<Draft> {
  const attributes = (samples[kind] ?? []).map(({ attribute }) => attribute);
  const options = Object.entries(kinds[kind].options).filter(([name]) => !notDrawn.has(name));
  const drawn = fc.uniqueArray(fc.tuple(fc.nat(), fc.constantFrom(0, 1, "cleared" as const)), {
    maxLength: attributes.length === 0 ? 0 : 5,
    selector: ([nth]) => attributes[nth % attributes.length],
  });
  return fc
    .record({
      nth: fc.nat(names - 1),
      // More often the first, where several may exchange names.
      home: fc.nat(homes.length).map((drawn) => Math.max(0, drawn - 1)),
      relabelled: fc.boolean().map((drawn) => drawn && homes.length > 0),
      loud: fc.boolean(),
      values: drawn.map((all) =>
        all.map(([nth, value]) => [attributes[nth % attributes.length] as string, value] as const),
      ),
      options: fc.tuple(...options.map(([name, option]) => choice(option).map((value) => [name, value] as const))),
      ignores: fc.constantFrom(0, 0, 0, 1, 2),
      type: fc.constantFrom("mailbox" as const, "mailbox" as const, "forward" as const),
      password: fc.constantFrom(0 as const, 1 as const),
      passwordBy: fc.constantFrom("text" as const, "text" as const, "variable" as const, "version" as const),
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

/** The domain that a draft is in, or the user. */
export function homeOf({ homes }: Slot, home: number, drafts: Drafts): string {
  const name = homes[home] ?? "";
  const slot = slots.find((one) => one.name === name);
  if (slot === undefined) return name;
  const draft = drafts[name]?.off ? undefined : drafts[name];
  // What the program no longer has cannot hold what it declares.
  return draft === undefined ? (homes[0] as string) : kinds[slot.kind].displayName(identityOf(slot, draft, drafts));
}

export function identityOf(slot: Slot, draft: Draft, drafts: Drafts): Identity {
  if (draft.kept !== undefined) return { user: draft.kept };
  return slot.identity(draft.nth, homeOf(slot, draft.home, drafts), draft.as ?? slot.name);
}

export function resourceName(slot: Slot, draft: Draft): string {
  return draft.relabelled ? `${slot.name}-again` : slot.name;
}

/** The program that the drafts come to. */
export function programOf(drafts: Drafts): Program {
  const declared = slots.flatMap((slot) => {
    const draft = drafts[slot.name];
    return draft === undefined || draft.off ? [] : [{ slot, draft }];
  });
  return declared.map(({ slot, draft }) => {
    const identity = identityOf(slot, draft, drafts);
    const options = { ...draft.options, ...passwordToo(slot, draft) };
    const args = { ...spelled(draft, identity), ...attributesOf(slot, draft, drafts, identity), ...options };
    const needed = declared.filter(({ slot: other, draft: one }) => {
      if (other === slot) return false;
      if (slot.homes[draft.home] === other.name) return true;
      const { brand, workgroup } = identityOf(other, one, drafts);
      if (other.kind === "Brand") return brand === (args as Draft["options"]).brand;
      return other.kind === "Workgroup" && workgroup === (args as Draft["options"]).workgroup;
    });
    return {
      slot: slot.name,
      kind: slot.kind,
      name: resourceName(slot, draft),
      args,
      dependsOn: needed.map((one) => resourceName(one.slot, one.draft)),
      ignoreChanges: draft.ignored.filter((name) => name in args && !(name === "name" && draft.signed)),
    };
  });
}

/** Names that the service of the model finds in any case and keeps as they are spelled. */
const loudFields = new Set(["workgroup", "bulletin", "ruleset", "tag"]);

function spelled({ loud }: Draft, identity: Identity): Identity {
  if (!loud) return identity;
  return Object.fromEntries(
    Object.entries(identity).map(([field, name]) => [field, loudFields.has(field) ? name.toUpperCase() : name]),
  );
}

/** Values with the names that may be declared in capitals in one case. */
export function quiet(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, loudFields.has(name) ? String(value).toLowerCase() : value]),
  );
}

function attributesOf(slot: Slot, draft: Draft, drafts: Drafts, identity: Identity): Record<string, unknown> {
  const args: Record<string, unknown> = slot.kind === "User" ? { type: draft.type, ...passwordOf(draft) } : {};
  if (draft.type === "forward" && slot.kind === "User") args.forwardRecipients = ["team@example.org"];
  for (const sample of samples[slot.kind] ?? []) {
    const drawn = draft.values[sample.attribute] ?? (sample.table.required ? 0 : undefined);
    if (drawn === undefined || (draft.unaliased && sample.attribute === "aliases")) continue;
    // The service ignores what does not fit the type.
    if (draft.type === "forward" && /^delivery|^forwardRecipients/.test(sample.attribute)) continue;
    // What was drawn for another attribute stays.
    Object.assign(args, { ...sample.with, ...args });
    const value = drawn === "cleared" ? clearedOf(sample) : undefined;
    const nth = drawn === 1 ? 1 : 0;
    args[sample.attribute] = value === undefined ? drawnValue(slot, sample, nth, identity, drafts) : value;
  }
  if (draft.signed) args.name = `Mail of ${slot.name}`;
  return args;
}

function passwordOf({ password, passwordBy }: Draft): Record<string, unknown> {
  if (passwordBy === "text") return { password: passwords[password] };
  const version = passwordBy === "version" ? { version: password } : {};
  return { passwordFrom: { env: passwordVariables[password], ...version } };
}

/** The value that stands for "nothing"; undefined for attributes that have none. */
export function clearedOf({ attribute, table }: Sample): unknown {
  if (table.required || attribute === neverEmpty) return undefined;
  if (table.nullable) return null;
  return table.value.shape === "texts" || table.value.shape === "records" ? [] : undefined;
}

/** One of the two values of a sample, fit for the object. */
export function drawnValue(slot: Slot, sample: Sample, nth: 0 | 1, identity: Identity, drafts: Drafts): unknown {
  const { kind, attribute } = sample;
  const domain = identity.domain ?? identity.user?.split("@")[1];
  switch (`${kind}.${attribute}`) {
    // Aliases belong to one object each, whatever name it has.
    case "User.aliases":
      return [`more.${slot.name}@${domain}`, `also.${slot.name}@${domain}`].slice(1 - nth);
    case "Domain.aliases":
      return [`more-${domain}`, `also-${domain}`].slice(1 - nth);
    case "User.workgroup": {
      const group = declaredBy("group", drafts);
      return nth === 1 && group?.domain === domain ? group?.workgroup : "staff";
    }
    case "User.brand":
    case "Domain.brand":
      return (nth === 1 ? declaredBy("red", drafts)?.brand : undefined) ?? sample.values[nth];
    case "Role.objects":
      return [...new Set([domain, keptDomain])].slice(0, nth + 1);
    default:
      return sample.values[nth];
  }
}

function declaredBy(name: string, drafts: Drafts): Identity | undefined {
  const [slot, draft] = [slots.find((one) => one.name === name), drafts[name]];
  return slot && draft && identityOf(slot, draft, drafts);
}

/** So that every declared password opens its account, which is what can be seen of it. */
function passwordToo({ kind }: Slot, { options }: Draft): Readonly<Record<string, unknown>> {
  return kind === "User" && options.adopt === true ? { adoptPassword: true } : {};
}
