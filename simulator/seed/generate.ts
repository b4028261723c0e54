import { type Random, seededRandom } from "../random.js";
import type { JsonObject } from "../wire/json.js";
import type { DomainSeed, Size, UserSeed } from "./tenant.js";
import { DESKS, FAMILY, FIRST_WORDS, GIVEN, SECOND_WORDS, WORKGROUPS } from "./words.js";

/** A smaller domain has only the workgroup that every domain starts with. */
const LARGE = 20;

/**
 * Domains with users as a reseller has them: a few large ones, many with a handful of mailboxes. The same seed gives the
 * same tenant. Every domain has at least one user, while there are enough users.
 */
export function* generateDomains({ domains, users }: Size, seed: string): Generator<DomainSeed> {
  const random = seededRandom(`${seed}/tenant`);
  const sizes = unevenly(users, domains, random);
  // One at a time, so that a hundred thousand users are not in memory twice.
  for (const [position, size] of sizes.entries()) yield generateDomain(domainName(position, random), size, random);
}

/** A heavy tail: the n-th largest is about as large as the largest divided by n. */
function unevenly(total: number, parts: number, random: Random): number[] {
  const weights = Array.from({ length: parts }, (_, rank) => (0.7 + 0.6 * random()) / (rank + 1));
  const sum = weights.reduce((a, b) => a + b, 0);
  const sizes = weights.map((weight) => Math.min(1, total / parts) + Math.max(0, total - parts) * (weight / sum));
  // Rounded as a running total, so that the sum comes out exactly.
  let exact = 0;
  let whole = 0;
  return sizes.map((size, position) => {
    exact += size;
    const own = (position === parts - 1 ? total : Math.round(exact)) - whole;
    whole += own;
    return own;
  });
}

function domainName(position: number, random: Random): string {
  const words = `${pick(FIRST_WORDS, random)}-${pick(SECOND_WORDS, random)}`;
  return position === 0 ? `${words}.example` : `${words}-${position}.example`;
}

function generateDomain(domain: string, size: number, random: Random): DomainSeed {
  const workgroups = size >= LARGE ? WORKGROUPS.slice(0, 1 + Math.floor(random() * WORKGROUPS.length)) : [];
  const users: UserSeed[] = [];
  const taken = new Map<string, number>();
  for (let count = 0; count < size; count++) {
    const desk = count > 0 && count <= Math.min(DESKS.length, size / 4) ? DESKS[count - 1] : undefined;
    users.push(desk ? deskOf(desk, domain, users) : person(domain, workgroups, taken, random));
  }
  return { domain, workgroups, users };
}

function deskOf(desk: string, domain: string, users: readonly UserSeed[]): UserSeed {
  return { user: desk, attributes: { type: "forward", forward_recipients: [`${users[0]?.user}@${domain}`] } };
}

function person(domain: string, workgroups: readonly string[], taken: Map<string, number>, random: Random): UserSeed {
  const given = pick(GIVEN, random);
  const family = pick(FAMILY, random);
  const local = free(random() < 0.75 ? `${given}.${family}` : `${given.charAt(0)}${family}`, taken);
  const attributes: JsonObject = { name: `${capital(given)} ${capital(family)}`, password: password(random) };
  if (workgroups.length > 0 && random() < 0.8) attributes.workgroup = pick(workgroups, random);
  if (random() < 0.15) attributes.aliases = [`${free(`${family}.${given}`, taken)}@${domain}`];
  if (random() < 0.05) {
    attributes.delivery_forward = true;
    attributes.forward_recipients = [`${local}@elsewhere.example`];
  }
  if (random() < 0.1) attributes.phone = `+1.555${String(Math.floor(random() * 10_000_000)).padStart(7, "0")}`;
  return { user: local, attributes };
}

/** The name, with a number from its second use on. `taken`: how often each was used. */
function free(name: string, taken: Map<string, number>): string {
  const uses = (taken.get(name) ?? 0) + 1;
  taken.set(name, uses);
  return uses === 1 ? name : `${name}${uses}`;
}

/** Good enough for every level of the password policy. */
function password(random: Random): string {
  return `Kx-${Math.floor(random() * 2 ** 48).toString(36)}-Q7w`;
}

function pick<T>(list: readonly T[], random: Random): T {
  return list[Math.floor(random() * list.length)] as T;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
