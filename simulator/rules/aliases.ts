import type { Call } from "../auth/call.js";
import type { Behaviours } from "../behaviours/switches.js";
import type { Domain } from "../store/objects.js";
import { aliasList, type Store } from "../store/store.js";
import { ApiError } from "../wire/errors.js";
import type { JsonObject } from "../wire/json.js";
import { splitAddress } from "../wire/names.js";
import { recordAttributes, recordHistory } from "./changes.js";

/** Lower case, each once, in the order given. */
export function normalisedAliases(aliases: readonly string[]): string[] {
  return [...new Set(aliases.map((alias) => alias.toLowerCase()))];
}

/** Question 20: an alias domain that is a domain, or the alias of another, clashes. */
export function checkDomainAliases(
  store: Store,
  name: string,
  domain: Domain | undefined,
  aliases: readonly string[],
  clash: number,
): void {
  for (const alias of aliases) {
    const holder = store.domainByAlias(alias);
    if (alias === name || store.domains.has(alias) || (holder && holder !== domain)) {
      throw new ApiError(clash, { aliases: "a domain has one of these names" });
    }
  }
}

/**
 * Aliases of a user must be in its domain or in one of the alias domains (37 otherwise), be free (question 20), and
 * stay within limit_aliases (16). The limit counts the aliases of all users of the domain, and alias domains only by a
 * behaviour (question 40). A limit below the present number removes nothing and only blocks new aliases.
 */
export function checkUserAliases(
  store: Store,
  domain: Domain,
  address: string,
  present: readonly string[],
  aliases: readonly string[],
  { createClash, aliasLimitCounts }: Readonly<Behaviours>,
): void {
  for (const alias of aliases) {
    if (!inDomain(store, domain, alias)) {
      throw new ApiError(37, { aliases: "an alias must be in this domain or in one of its alias domains" });
    }
    const target = store.aliasTarget(domain, alias);
    if (domain.users.has(alias) || (target !== undefined && target !== address) || alias === address) {
      throw new ApiError(createClash, { aliases: "a user has one of these addresses" });
    }
  }
  const limit = domain.attributes.limit_aliases;
  if (typeof limit !== "number") return;
  const adds = aliases.some((alias) => !present.includes(alias));
  const ofDomain = aliasLimitCounts === "users and domain" ? aliasList(domain.attributes).length : 0;
  const total = ofDomain + store.aliases(domain).size - present.length + aliases.length;
  if (adds && total > limit) throw new ApiError(16);
}

/** Of the aliases of a deleted user, those that are still in a domain of the user and free. */
export function stillFreeUserAliases(store: Store, domain: Domain, attributes: JsonObject): string[] {
  return aliasList(attributes).filter(
    (alias) => inDomain(store, domain, alias) && !domain.users.has(alias) && !store.aliases(domain).has(alias),
  );
}

export function stillFreeDomainAliases(store: Store, domain: Domain, name: string): string[] {
  return aliasList(domain.attributes).filter(
    (alias) => alias !== name && !store.domains.has(alias) && !store.domainByAlias(alias),
  );
}

/**
 * Removes the aliases of users that are in an alias domain which the domain no longer has. Assumed: no mail could reach
 * them, and they would clash when another domain gets the name of the alias domain.
 */
export function dropLostAliases(call: Pick<Call, "store" | "caller" | "client" | "at">, domain: Domain): void {
  const { store } = call;
  const lost = [...store.aliases(domain)].filter(([alias]) => !inDomain(store, domain, alias));
  for (const target of new Set(lost.map(([, address]) => address))) {
    const user = domain.users.get(target);
    if (!user) continue;
    const aliases = aliasList(user.attributes).filter((alias) => inDomain(store, domain, alias));
    recordAttributes(user, call, user.attributes, { aliases });
    recordHistory(user, call, user.attributes, { aliases });
    store.setUserAttributes(domain, user, { ...user.attributes, aliases });
  }
}

function inDomain(store: Store, domain: Domain, address: string): boolean {
  const name = splitAddress(address)?.domain ?? "";
  return name === domain.name || store.domainByAlias(name) === domain;
}
