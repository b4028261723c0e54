import fc from "fast-check";
import type { Fault } from "../../../simulator/index.js";
import { type Draft, type Drafts, draftOf, type Slot, slots } from "./program.js";

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

export interface Edit {
  readonly slot: string;
  /** What the place declares from now on; undefined takes it out of the program. */
  readonly draft: Draft | undefined;
}

/** Somebody edits, things happen, and the engine runs while the network and the service do what they do. */
export interface Round {
  readonly edits: readonly Edit[];
  readonly outside: readonly Outside[];
  readonly faults: readonly Fault[];
  readonly refresh: boolean;
  readonly parallel: number;
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

const writing = ["change_user", "change_domain", "_change_brand", "change_company", "rename_user", "restore_user"];
const deleting = ["delete_user", "delete_domain", "_delete_brand"];
const reading = ["get_user", "get_domain", "_get_brand", "get_company", "search_users"];

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

const round = fc.record({
  edits: fc.array(edit, { minLength: 1, maxLength: 3 }),
  outside: fc.array(outside, { maxLength: 3 }),
  faults: fc.oneof(
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 3, arbitrary: fc.array(fault, { minLength: 1, maxLength: 4 }) },
  ),
  refresh: fc.boolean(),
  parallel: fc.constantFrom(1, 1, 8),
});

/** A program to begin with, so that the first run has something to do. */
const beginning = fc
  .tuple(...slots.map((slot) => fc.option(draftOf(slot), { nil: undefined, freq: 3 })))
  .map((drafts) => drafts.map((draft, nth): Edit => ({ slot: (slots[nth] as Slot).name, draft })));

/** @param rounds how many runs of the engine a history has at most. */
export function historyOf(rounds: number): fc.Arbitrary<History> {
  return fc
    .tuple(beginning, round, fc.array(round, { maxLength: rounds - 1 }))
    .map(([edits, first, rest]) => [{ ...first, edits }, ...rest]);
}

export function edited(drafts: Drafts, { edits }: Round): Drafts {
  return { ...drafts, ...Object.fromEntries(edits.map(({ slot, draft }) => [slot, draft])) };
}
