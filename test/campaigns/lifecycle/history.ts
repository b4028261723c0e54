import fc from "fast-check";
import { kinds } from "../../../provider/kinds/index.js";
import type { Kind } from "../../../provider/kinds/kind.js";
import type { VerifyWrites } from "../../../provider/lifecycle/run/settings.js";
import type { Fault } from "../../../simulator/index.js";
import { type Draft, type Drafts, draftOf, type Slot, slots, userSlots } from "./program.js";

/** A change on the service that no program makes: by a person on the console, or by a user in Webmail. */
export interface Outside {
  readonly act: "change" | "delete" | "create" | "rename";
  readonly slot: string;
  readonly nth: number;
  readonly home: number;
  /** Which attribute is changed, to which of its values. */
  readonly attribute: number;
  readonly value: 0 | 1 | "cleared";
}

interface Edit {
  readonly slot: string;
  /** What the place declares from now on; undefined takes it out of the program. */
  readonly draft: Draft | undefined;
}

/** Users of the program who take over the names of one another: each that of the next, the last that of the first. */
interface Exchange {
  readonly slots: readonly string[];
  /** Whether the last gets another name that nobody has, so that they form a chain rather than a circle. */
  readonly open: boolean;
}

/** Somebody edits, things happen, and the engine runs while the network and the service do what they do. */
export interface Round {
  readonly edits: readonly Edit[];
  readonly exchange: Exchange | undefined;
  readonly outside: readonly Outside[];
  readonly faults: readonly Fault[];
  readonly refresh: boolean;
  readonly parallel: number;
  readonly verifyWrites: VerifyWrites;
}

export type History = readonly Round[];

const anySlot = fc.constantFrom(...slots);

const edit = anySlot.chain((slot) =>
  fc.option(draftOf(slot), { nil: undefined, freq: 4 }).map((draft): Edit => ({ slot: slot.name, draft })),
);

const outside = fc.record({
  act: fc.constantFrom("change", "change", "change", "delete", "create", "rename"),
  slot: anySlot.map(({ name }) => name),
  nth: fc.nat(2),
  home: fc.nat(2),
  attribute: fc.nat(60),
  value: fc.constantFrom(0, 1, "cleared"),
}) as fc.Arbitrary<Outside>;

/** Methods of all slots, so that what has more slots is hit more often. */
const methods = (of: (verbs: Kind["verbs"]) => readonly (string | undefined)[]): string[] =>
  slots.flatMap(({ kind }) => of(kinds[kind].verbs)).filter((method) => method !== undefined);
const writing = methods(({ change, rename, restore }) => [change, rename?.method, restore?.method]);
const deleting = methods((verbs) => [verbs.delete]);
const reading = methods(({ read, restore }) => [read, restore?.search]);

const when = fc.constantFrom("before" as const, "after" as const);
const effect: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ error_number: fc.constantFrom(0, 20, 22, 25, 28, 29, 30, 39) }),
  fc.record({ effect: fc.constant("reset" as const), when }),
  fc.record({ effect: fc.constant("status" as const), status: fc.constantFrom(500, 502, 503, 504), when }),
  fc.record({ effect: fc.constantFrom("half" as const, "broken_json" as const, "expire_tokens" as const) }),
  fc.record({ effect: fc.constant("slow" as const), bytes: fc.constant(200), every_ms: fc.constant(1) }),
  fc.record({ effect: fc.constant("stale" as const), reads: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ effect: fc.constant("busy" as const), busy_ms: fc.constant(3) }),
  fc.record({ effect: fc.constant("rate" as const), parallel: fc.constant(2) }),
) as fc.Arbitrary<Fault>;

const fault = fc
  .tuple(
    effect,
    fc.option(fc.constantFrom(...writing, ...writing, ...deleting, ...reading), { nil: undefined }),
    fc.integer({ min: 1, max: 4 }),
    fc.nat(6),
  )
  .map(([one, method, times, skip]): Fault => ({ ...one, ...(method === undefined ? {} : { method }), times, skip }));

/** A change whose answer is lost, and every look after some that came before it. */
const outage = fc
  .tuple(fc.constantFrom(...writing), fc.nat(3), fc.nat(6))
  .map(([method, skip, looks]): Fault[] => [
    { effect: "reset", when: "after", method, times: 1, skip },
    ...[...new Set(reading)].map(
      (read): Fault => ({ effect: "status", status: 500, when: "before", method: read, times: 20, skip: looks }),
    ),
  ]);

const exchange = fc.record({
  slots: fc.shuffledSubarray(userSlots, { minLength: 2, maxLength: 3 }),
  open: fc.boolean(),
});

const round = fc.record({
  edits: fc.array(edit, { minLength: 1, maxLength: 3 }),
  exchange: fc.option(exchange, { nil: undefined, freq: 3 }),
  outside: fc.array(outside, { maxLength: 3 }),
  faults: fc.oneof(
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 3, arbitrary: fc.array(fault, { minLength: 1, maxLength: 4 }) },
    { weight: 1, arbitrary: outage },
  ),
  refresh: fc.boolean(),
  parallel: fc.constantFrom(1, 8, 8),
  verifyWrites: fc.constantFrom<VerifyWrites>("security", "security", "all", "off"),
});

/** A program to begin with, so that the first run has something to do. */
const beginning = fc
  .tuple(...slots.map((slot) => fc.option(draftOf(slot), { nil: undefined, freq: 3 })))
  .map((drafts) => drafts.map((draft, nth): Edit => ({ slot: (slots[nth] as Slot).name, draft })));

/** @param rounds how many runs of the engine a history has at most. */
export function historyOf(rounds: number): fc.Arbitrary<History> {
  return fc
    .tuple(beginning, round, fc.array(round, { minLength: 1, maxLength: rounds - 1, size: "max" }))
    .map(([edits, first, rest]) => [{ ...first, edits, exchange: undefined }, ...rest]);
}

export function edited(drafts: Drafts, { edits, exchange: exchanging }: Round): Drafts {
  const after = { ...drafts };
  for (const { slot, draft } of edits) after[slot] = draft && { ...draft, as: nameFor(slot, after) };
  return exchanging === undefined ? after : exchanged(after, exchanging);
}

/** The name that a slot has, its own, or one that another slot has given up. */
function nameFor(slot: string, drafts: Drafts): string {
  const others = Object.entries(drafts).filter(([name]) => name !== slot);
  const taken = new Set(others.map(([name, draft]) => draft && (draft.as ?? name)));
  return drafts[slot]?.as ?? [slot, ...userSlots].find((name) => !taken.has(name)) ?? slot;
}

function exchanged(drafts: Drafts, { slots: exchanging, open }: Exchange): Drafts {
  const names = exchanging.map((name) => drafts[name] && { as: drafts[name].as ?? name, nth: drafts[name].nth });
  if (names.includes(undefined)) return drafts;
  const [first, ...others] = names as { as: string; nth: number }[];
  if (first === undefined) return drafts;
  const rotated = [...others, open ? { ...first, nth: (first.nth + 1) % 3 } : first];
  const after = exchanging.map((name, at) => [name, { ...(drafts[name] as Draft), ...rotated[at] }]);
  return { ...drafts, ...Object.fromEntries(after) };
}
