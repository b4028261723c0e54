import type { Behaviours } from "../behaviours/switches.js";
import type { DeletedDomain, DeletedUser, Domain } from "../store/objects.js";
import type { Store } from "../store/store.js";

const DAY_MS = 86_400_000;

/** Deleted users that can still be restored (GUIDE: 30 days). Forgets all others. */
export function restorableUsers(domain: Domain, atMs: number, behaviours: Behaviours): DeletedUser[] {
  for (const [id, { deleteTime }] of domain.deletedUsers) {
    if (atMs > deleteTime * 1000 + behaviours.userRestoreDays * DAY_MS) domain.deletedUsers.delete(id);
  }
  return [...domain.deletedUsers.values()];
}

export function restorableDomains(store: Store, atMs: number, behaviours: Behaviours): DeletedDomain[] {
  for (const [id, { deleteTime }] of store.deletedDomains) {
    if (atMs > deleteTime * 1000 + behaviours.domainRestoreDays * DAY_MS) store.deletedDomains.delete(id);
  }
  return [...store.deletedDomains.values()];
}
