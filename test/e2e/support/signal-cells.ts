import { describeNumber } from "../../../provider/oma/catalogue.js";
import type { Fault, Simulator } from "../../../simulator/index.js";
import { ERROR_TEXTS } from "../../../simulator/wire/errors.js";

export const verbs = ["create", "read", "update", "delete"] as const;
export type Verb = (typeof verbs)[number];

/** The call of a user that carries each verb out. */
export const methods = {
  create: "change_user",
  read: "get_user",
  update: "change_user",
  delete: "delete_user",
} as const satisfies Record<Verb, string>;

/** What comes of one answer to one verb. */
export interface Cell {
  /** In words, for the page. */
  readonly says: string;
  /** done: the verb goes through. gone: so does it, and the object leaves the state. failed: the object keeps what it had. */
  readonly ends: "done" | "gone" | "failed";
  /** What the error says, with the name of the object as `USER`; for cells that fail. */
  readonly error?: readonly string[];
  /** Every call about the object that the service receives, with its outcome; `-` for none. */
  readonly calls: readonly string[];
}

/** One kind of answer, and what each verb makes of it; a verb without a cell cannot meet it. */
export interface Signal {
  /** Names the objects of this row. */
  readonly key: string;
  readonly number: string;
  readonly text: string;
  /** What the call that carries the verb out meets once; undefined where the situation alone gives the answer. */
  readonly fault?: (verb: Verb) => Meets;
  /** Brings the situation about before the run. */
  readonly given?: (service: Simulator, verb: Verb, user: string) => void;
  /** The domain of the objects of this row; the common one when left out. */
  readonly domain?: string;
  /** Declared beside what all declare. */
  readonly args?: Readonly<Record<string, unknown>>;
  readonly cells: Readonly<Partial<Record<Verb, Cell>>>;
}

type Meets = Fault extends infer Each ? (Each extends unknown ? Omit<Each, "method" | "object"> : never) : never;

const look = "get_user ok";
/** An update reads the object before it writes. */
const before = (verb: Verb) => (verb === "update" ? [look] : []);
const missed = (verb: Verb) => (verb === "create" ? "get_user 2" : look);
/** An object that was written a moment ago is looked up so often before it counts as gone. */
const looksAtFresh = 6;
/** Four attempts, each of which gets one new token. */
const sendsOfExpired = 8;

function again(verb: Verb, outcome: string, says: string): Cell {
  return { says, ends: "done", calls: [...before(verb), `${methods[verb]} ${outcome}`, `${methods[verb]} ok`] };
}

function failed(
  verb: Verb,
  outcome: string,
  error: readonly string[],
  says: string,
  looks: readonly string[] = [],
): Cell {
  return { says, ends: "failed", error, calls: [...before(verb), `${methods[verb]} ${outcome}`, ...looks] };
}

const each = (cell: (verb: Verb) => Cell | undefined) =>
  Object.fromEntries(verbs.map((verb) => [verb, cell(verb)])) as Signal["cells"];

/** The service did nothing and asks to come again, or the session token ran out. */
const repeated = (says: string) => (number: number) => each((verb) => again(verb, `${number}`, says));
/** Whether the call was carried out is not known, and it was not. */
const unknown = (outcome: string) =>
  each((verb) => {
    if (verb === "read") return again(verb, outcome, "repeated");
    const calls = [...before(verb), `${methods[verb]} ${outcome}`, missed(verb), `${methods[verb]} ok`];
    return { says: "looked up, had no effect, sent again", ends: "done", calls };
  });
/** The same, and it was. */
const carriedOut: Signal["cells"] = each((verb) => {
  if (verb === "read") return again(verb, "ok", "repeated");
  const found = verb === "delete" ? "get_user 2" : look;
  const says = { create: "looked up, found to be ours", update: "looked up, holds", delete: "looked up, done" }[verb];
  return { says, ends: "done", calls: [...before(verb), `${methods[verb]} ok`, found] };
});

/** What a change writes, in the program's names; and the attribute that some numbers can only be about. */
const written: Readonly<Record<string, string>> = { create: "name, password", update: "name" };
const about: Readonly<Record<number, string>> = {
  27: "type",
  31: "type",
  34: "password",
  36: "password",
  37: "aliases",
  38: "forwardRecipients",
  40: "password",
  41: "password",
  48: "password",
};
const limits: Readonly<Record<number, string>> = { 15: "limitUsers", 16: "limitAliases" };

/** Says nothing about the object's life: an error, which names the attribute where the number is about one. */
function plain(number: number): Signal["cells"] {
  const { remedy } = describeNumber(number);
  const text = ERROR_TEXTS[number] ?? `Error ${number}`;
  return each((verb) => {
    const start = `USER: ${methods[verb]}: OMA`;
    const changes = verb === "create" || verb === "update";
    const attribute = about[number] ?? (number === 4 || number === 6 ? written[verb] : undefined);
    if (changes && attribute !== undefined) {
      const error = [`${start} refused ${attribute} with ${number} (${text})`, remedy];
      return failed(verb, `${number}`, error, "error that names the attribute");
    }
    if (changes && limits[number] !== undefined) {
      const error = [`${start} answered ${number} (${text}): `, " of at most 900", remedy];
      return failed(verb, `${number}`, error, "error with the present number and the limit");
    }
    return failed(verb, `${number}`, [`${start} answered ${number} (${text})`, remedy], "error");
  });
}

const aliased = each((verb) =>
  failed(verb, "3", ["USER: the name is an alias of another user", "Use the real name"], "error: the name is an alias"),
);
const notPermitted = each((verb) => {
  const { remedy } = describeNumber(9);
  const error = [`USER: ${methods[verb]}: OMA answered 9`, remedy];
  return failed(verb, "9", error, "the domain is asked, and is there: error");
});
const untouched = ["USER: User already exists and was not changed", "Set adopt: true"];
const gone = ["USER: User no longer exists: somebody deleted it outside of this program", "pulumi up --refresh"];

const password = "Quartz*Kite-58";
const exists: Signal["given"] = (service, verb, user) => {
  if (verb === "create") service.call("change_user", { user, attributes: { password, name: "Somebody" } });
};
const deleted: Signal["given"] = (service, verb, user) => {
  if (verb !== "create") service.call("delete_user", { user });
};
const deletedWithDomain: Signal["given"] = (service, verb, user) => {
  if (verb === "create") return;
  service.call("delete_user", { user });
  service.call("delete_domain", { domain: user.slice(user.indexOf("@") + 1) });
};

/** Numbers that all verbs of an object meet in place of the method. */
const numbered: readonly Signal[] = Array.from({ length: 51 }, (_, index) => (index === 50 ? 99 : index))
  .filter((number) => ![1, 2, 21, 32, 33, 39, 42].includes(number))
  .map((number) => {
    const cells = cellsOf(number);
    const given = [7, 8, 23].includes(number) ? exists : undefined;
    const text = number === 99 ? "(a number that OMA does not document)" : (ERROR_TEXTS[number] as string);
    return {
      key: `n${number}`,
      number: `${number}`,
      text,
      fault: () => ({ error_number: number }),
      ...(given ? { given } : {}),
      cells,
    };
  });

function cellsOf(number: number): Signal["cells"] {
  switch (number) {
    case 20:
    case 22:
    case 25:
      return repeated("repeated after a pause")(number);
    case 0:
    case 28:
    case 29:
    case 30:
      return unknown(`${number}`);
    case 3:
      return aliased;
    case 6: {
      // A change that deletes may answer so when there is nothing to delete.
      const { remedy } = describeNumber(6);
      const error = [`USER: delete_user: OMA answered 6 (${ERROR_TEXTS[6]})`, remedy];
      return { ...plain(6), delete: failed("delete", "6", error, "looked up, and is there: error", [look]) };
    }
    case 9:
      return notPermitted;
    case 7:
    case 8:
    case 23:
      return {
        ...plain(number),
        create: failed("create", `${number}`, untouched, "exists: error that says how to adopt", [look]),
      };
    default:
      return plain(number);
  }
}

/** The same numbers in other situations, and answers without a number. */
const situations: readonly Signal[] = [
  ...[1, 39].map((number) => ({
    key: `token${number}`,
    number: `${number}, once`,
    text: ERROR_TEXTS[number] as string,
    fault: () => ({ error_number: number }),
    cells: repeated("one new token, one repetition")(number),
  })),
  {
    key: "token39thrice",
    number: "39, three times",
    text: ERROR_TEXTS[39] as string,
    fault: () => ({ error_number: 39, times: 3 }),
    cells: each((verb) => {
      const calls = [...before(verb), ...Array(3).fill(`${methods[verb]} 39`), `${methods[verb]} ok`];
      return { says: "a new token each time", ends: "done", calls };
    }),
  },
  {
    key: "token39always",
    number: "39, always",
    text: ERROR_TEXTS[39] as string,
    fault: () => ({ error_number: 39, times: 100 }),
    cells: each((verb) => {
      const error = [`USER: ${methods[verb]}: OMA answered 39`, "The service called each new session token expired."];
      return {
        ...failed(verb, "39", error, "a new token a few times, then error"),
        calls: [...before(verb), ...Array(sendsOfExpired).fill(`${methods[verb]} 39`)],
      };
    }),
  },
  {
    key: "parent",
    number: "2 or 9, and the domain is missing",
    text: ERROR_TEXTS[2] as string,
    domain: "missing",
    given: deletedWithDomain,
    cells: {
      create: {
        says: "error that names the domain",
        ends: "failed",
        error: ["USER: User needs domain missing.create.example, which does not exist", "first and take the name from"],
        calls: ["get_user 9"],
      },
      read: { says: "gone with its domain", ends: "gone", calls: Array(looksAtFresh).fill("get_user 9") },
      update: { says: "error: gone", ends: "failed", error: gone, calls: Array(looksAtFresh).fill("get_user 9") },
      delete: { says: "done", ends: "gone", calls: ["delete_user 9"] },
    },
  },
  {
    key: "reference",
    number: "2, and the object is there",
    text: ERROR_TEXTS[2] as string,
    fault: () => ({ error_number: 2 }),
    cells: {
      create: failed("create", "2", ["USER: change_user: OMA answered 2"], "the domain is asked, and is there: error"),
      read: again("read", "2", "looked up again, since it was written a moment ago"),
      update: failed("update", "2", ["USER: change_user: OMA answered 2"], "looked up, and is there: error", [look]),
    },
  },
  {
    key: "deleted",
    number: "2, and it is gone",
    text: ERROR_TEXTS[2] as string,
    given: deleted,
    cells: {
      read: { says: "gone: dropped", ends: "gone", calls: Array(looksAtFresh).fill("get_user 2") },
      update: { says: "error: gone", ends: "failed", error: gone, calls: Array(looksAtFresh).fill("get_user 2") },
      delete: { says: "done", ends: "gone", calls: ["delete_user 2"] },
    },
  },
  {
    key: "adopted",
    number: "23, with `adopt: true`",
    text: ERROR_TEXTS[23] as string,
    given: exists,
    args: { adopt: true },
    cells: {
      create: { says: "compared and changed", ends: "done", calls: ["change_user 23", look, "change_user ok"] },
    },
  },
  ...[500, 502, 503, 504].flatMap((status): Signal[] => [
    {
      key: `http${status}`,
      number: `HTTP ${status}, before the call is carried out`,
      text: "",
      fault: () => ({ effect: "status", status: status as 500, when: "before" }),
      cells: unknown("-"),
    },
    {
      key: `after${status}`,
      number: `HTTP ${status}, after it was carried out`,
      text: "",
      fault: () => ({ effect: "status", status: status as 500, when: "after" }),
      cells: carriedOut,
    },
  ]),
  {
    key: "reset",
    number: "a connection that breaks before the call is carried out",
    text: "",
    fault: () => ({ effect: "reset", when: "before" }),
    cells: unknown("-"),
  },
  {
    key: "lost",
    number: "a connection that breaks after it was carried out",
    text: "",
    fault: () => ({ effect: "reset", when: "after" }),
    cells: carriedOut,
  },
  { key: "half", number: "half an answer", text: "", fault: () => ({ effect: "half" }), cells: carriedOut },
  {
    key: "broken",
    number: "an answer that is no JSON",
    text: "",
    fault: () => ({ effect: "broken_json" }),
    cells: carriedOut,
  },
];

export const signals: readonly Signal[] = [...numbered, ...situations];

/** Refusals of the credentials: they end the run, so each needs a process of its own. */
export const refusals: readonly number[] = [1, 21, 32, 33, 42];

/** Of 1 only the second is a refusal: the first may mean that the session token ran out. */
export function refusedCalls(number: number): number {
  return number === 1 ? 2 : 1;
}

/** What keeps an object of another kind from being deleted. */
export interface Hindrance {
  readonly number: number;
  readonly when: string;
  readonly kind: "Domain" | "Brand" | "Workgroup";
  readonly object: string;
  readonly says: string;
  /** For those that keep the object; the others leave while the delete waits. */
  readonly error?: readonly string[];
  /** The object is let go of: it goes with its domain. */
  readonly isLetGo?: true;
}

export const hindrances: readonly Hindrance[] = [
  {
    number: 10,
    when: "a domain whose users stay",
    kind: "Domain",
    object: "full.example",
    says: "looks inside, waits, then error that names the first ten and the count",
    error: [
      "full.example: Domain cannot be deleted (10), because of 11: forward u00@",
      "u09@full.example and 1 more",
      "Delete or move",
    ],
  },
  {
    number: 10,
    when: "a domain whose users leave",
    kind: "Domain",
    object: "leaving.example",
    says: "looks inside, waits while the number falls, done",
  },
  {
    number: 14,
    when: "a brand that a domain keeps",
    kind: "Brand",
    object: "Kept",
    says: "looks who has it, waits, then error that names them",
    error: ["Kept: Brand cannot be deleted (14), because of 1: domain keeper.example", "another brand first"],
  },
  {
    number: 14,
    when: "a brand whose domain gives it up",
    kind: "Brand",
    object: "Leaving",
    says: "looks who has it, waits while the number falls, done",
  },
  {
    number: 24,
    when: "a domain that an admin of another one controls",
    kind: "Domain",
    object: "ruled.example",
    says: "error at once that names the admins",
    error: [
      "ruled.example: Domain cannot be deleted (24), because of 1: domain admin chief@keeper.example",
      "roles over the domain",
    ],
  },
  {
    number: 10,
    when: "a workgroup whose users stay",
    kind: "Workgroup",
    object: "groups.example/full",
    says: "looks inside, waits, then error that names them",
    error: [
      "groups.example/full: Workgroup cannot be deleted (10), because of 1: forward u@groups.example",
      "Move these users to another workgroup",
    ],
  },
  {
    number: 18,
    when: "the default workgroup of a domain",
    kind: "Workgroup",
    object: "groups.example/default",
    says: "done: it goes with the domain. Error at once while the run keeps the domain",
    isLetGo: true,
  },
  {
    number: 24,
    when: "a workgroup that an admin has a role over",
    kind: "Workgroup",
    object: "groups.example/ruled",
    says: "looks who the admins are, waits, then error that names them",
    error: [
      "groups.example/ruled: Workgroup cannot be deleted (24), because of 1: workgroup admin chief@groups.example",
      "roles over the workgroup away first",
    ],
  },
];

/** What an answer does that a user's create, read, update and delete cannot meet, or not in this way. */
export interface OtherAnswer {
  readonly number: number;
  readonly when: string;
  readonly says: string;
  /** The call that meets it, and the object of the call. */
  readonly method: string;
  readonly user: string;
  readonly error: readonly string[];
  /** Whether the situation alone gives the answer. */
  readonly isReal?: true;
}

const nameTaken = (number: number): OtherAnswer => ({
  number,
  when: "a rename to a name that somebody else got since it was looked at",
  says: "error: the new name is taken",
  method: "rename_user",
  user: `old${number}@others.example`,
  error: [
    `old${number}@others.example: cannot be renamed to new${number}@others.example, which already exists`,
    "Choose another name",
  ],
});
const roleRefused = (number: number, when: string, attribute: string, user: string): OtherAnswer => ({
  number,
  when,
  says: `error that names \`${attribute}\``,
  method: "set_role",
  user,
  error: [`${user}: set_role: OMA refused ${attribute} with ${number}`, describeNumber(number).remedy],
});

export const otherAnswers: readonly OtherAnswer[] = [
  nameTaken(7),
  nameTaken(8),
  roleRefused(12, "a role that the service does not know", "role", "role12@others.example"),
  {
    ...roleRefused(17, "a role over what the user does not belong to", "objects", "role17@others.example"),
    isReal: true,
  },
];

export function signalCellsPage(): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const rows = signals.map(({ number, text, cells }) => [
    number,
    text,
    ...verbs.map((verb) => cells[verb]?.says ?? ""),
  ]);
  const ended = refusals.map((number) => [
    refusedCalls(number) === 2 ? `${number}, twice` : `${number}`,
    ERROR_TEXTS[number] as string,
    ...verbs.map(() => "the credentials are refused: every other call of the run fails in one line and is not sent"),
  ]);
  const offline = ["no connection", "", ...verbs.map(() => "repeated for some 20 s, then error")];
  return [
    "<!-- Written by test/e2e/signals.test.ts (WRITE_PAGES=1). Do not edit. -->",
    "# What each answer does to each verb",
    "",
    "A test gives every one of these answers to a user's create, read (a refresh), update and delete on the real engine, and compares",
    "every call that the simulator received about that user, the words of the error with its remedy, what the simulator holds, and",
    "whether the state kept the user. An error leaves the state as it was; nothing is sent again that is not said to be.",
    "",
    line(["answer", "text", ...verbs]),
    line(["---", "---", ...verbs.map(() => "---")]),
    ...[...rows, offline, ...ended].map(line),
    "",
    "The other kinds share the flow of a user's verbs: more-kinds.test.ts shows on each of them what exists already, drift, a",
    "gone object and lost answers. What keeps a domain, a brand or a workgroup from being deleted:",
    "",
    line(["answer", "when", "delete"]),
    line(["---", "---", "---"]),
    ...hindrances.map(({ number, when, says }) => line([`${number}`, when, says])),
    "",
    "What only a rename or a Role meets:",
    "",
    line(["answer", "when", "what comes of it"]),
    line(["---", "---", "---"]),
    ...otherAnswers.map(({ number, when, says }) => line([`${number}`, when, says])),
    "",
  ].join("\n");
}
