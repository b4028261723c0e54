import type { Random } from "./random.mts";

/** The domains that both stacks have users in. The first stack declares them. */
export const domains = ["one.example.com", "two.example.com", "three.example.com"] as const;
/** Easy to find where they must not be. */
const passwords = ["Canary*Kite-58", "Canary#Road-93"] as const;

export interface Mailbox {
  /** Stays the same as long as the mailbox is declared, whatever its address becomes. */
  readonly resource: string;
  readonly local: string;
  readonly domain: string;
  readonly title: string;
  readonly password: (typeof passwords)[number];
}

export function addressOf({ local, domain }: Mailbox): string {
  return `${local}@${domain}`;
}

/** What one of the two stacks declares. An edit gives another program; the old one stays as it is. */
export interface Program {
  readonly stack: "first" | "second";
  readonly domains: readonly string[];
  readonly mailboxes: readonly Mailbox[];
}

/** Names that no mailbox had before, so that no address ever belongs to two resources of a soak. */
export class Names {
  #given = 0;

  next(): string {
    this.#given += 1;
    return `m${this.#given}`;
  }
}

/** The program as the body of a module. */
export function bodyOf(program: Program): string {
  const declared = program.domains.map(
    (domain) => `  "${domain}": new oma.Domain("${domain}", { domain: "${domain}", quota: 1073741824 }),`,
  );
  const users = program.mailboxes.map((mailbox) => {
    const { resource, local, domain, title, password } = mailbox;
    const user = program.domains.includes(domain)
      ? `domains["${domain}"].address("${local}")`
      : JSON.stringify(addressOf(mailbox));
    return `new oma.User("${resource}", { user: ${user}, password: "${password}", name: "${resource}", title: ${JSON.stringify(title)} });`;
  });
  return [`const domains = {`, ...declared, "};", ...users].join("\n");
}

export function firstProgram(stack: Program["stack"], names: Names): Program {
  return {
    stack,
    domains: stack === "first" ? domains : [],
    mailboxes: domains.flatMap((domain) => [mailbox(names, domain), mailbox(names, domain)]),
  };
}

function mailbox(names: Names, domain: string): Mailbox {
  const name = names.next();
  return { resource: `user-${name}`, local: name, domain, title: "Mate", password: passwords[0] };
}

type Edit = (program: Program, random: Random, names: Names, present: readonly string[]) => Program;

/** What people do to a program. The name, which stays, tells accounts apart that exchange addresses. Each needs a mailbox to do it to, except where it makes one. */
const edits: Readonly<Record<string, Edit>> = {
  "a title": (program, random) =>
    changed(program, random, (one) => ({ ...one, title: `Mate ${random.whole(1, 999)}` })),
  "a password": (program, random) =>
    changed(program, random, (one) => ({ ...one, password: passwords[one.password === passwords[0] ? 1 : 0] })),
  "a new address": (program, random, names) => changed(program, random, (one) => ({ ...one, local: names.next() })),
  "an exchange of addresses": (program, random) => {
    const domain = random.pick(program.mailboxes).domain;
    const [a, b] = program.mailboxes.filter((one) => one.domain === domain);
    if (a === undefined || b === undefined) return program;
    return replaced(replaced(program, { ...a, local: b.local }), { ...b, local: a.local });
  },
  "a mailbox more": (program, random, names, present) => ({
    ...program,
    mailboxes: [...program.mailboxes, mailbox(names, random.pick(present))],
  }),
  "a mailbox less": (program, random) => {
    const gone = random.pick(program.mailboxes);
    return { ...program, mailboxes: program.mailboxes.filter((one) => one !== gone) };
  },
};

/** @param present domains that a mailbox can be added to. */
export function edited(
  program: Program,
  random: Random,
  names: Names,
  present: readonly string[],
): { readonly what: string; readonly program: Program } {
  const what = random.pick(Object.keys(edits));
  const isPossible = program.mailboxes.length > 2 || what === "a mailbox more";
  const edit = edits[isPossible ? what : "a mailbox more"] as Edit;
  return { what, program: edit(program, random, names, present) };
}

function changed(program: Program, random: Random, change: (one: Mailbox) => Mailbox): Program {
  return replaced(program, change(random.pick(program.mailboxes)));
}

function replaced(program: Program, mailbox: Mailbox): Program {
  const mailboxes = program.mailboxes.map((one) => (one.resource === mailbox.resource ? mailbox : one));
  return { ...program, mailboxes };
}
