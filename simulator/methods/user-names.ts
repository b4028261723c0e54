import { controlsWorkgroup, domainOfAddress, ownUser } from "../auth/access.js";
import type { Call } from "../auth/call.js";
import { stillFreeUserAliases } from "../rules/aliases.js";
import { brandIfPresent } from "../rules/brands.js";
import { recordChange } from "../rules/changes.js";
import { checkRoom } from "../rules/limits.js";
import { forgetDeleted } from "../rules/mailbox.js";
import { restorableUsers } from "../rules/retention.js";
import type { Domain } from "../store/objects.js";
import { aliasList, type Store } from "../store/store.js";
import { ApiError } from "../wire/errors.js";
import { splitAddress, userAddressProblem } from "../wire/names.js";
import { method } from "./method.js";

export const renameUser = method<{ user: string; new_name: string }>({
  name: "rename_user",
  group: "user",
  status: "documented",
  source: "GUIDE, PHP2, KB",
  summary: "Gives a user another address in the same true domain. The old address is not kept.",
  request: { user: { type: "name", required: true }, new_name: { type: "name", required: true } },
  roles: ["company", "domain", "workgroup"],
  errors: [2, 3, 6, 7, 47],
  audited: true,
  switches: ["missingUserDomain", "createClash", "localPartStart", "renameKeepsAlias"],
  object: ({ user }) => user,
  handle(call) {
    const { store, fields, behaviours } = call;
    const { domain, user } = ownUser(call, fields.user);
    const before = user.name;
    store.renameUser(domain, user, freeAddress(call, domain, fields.new_name));
    forgetDeleted(user, behaviours);
    if (behaviours.renameKeepsAlias) {
      const aliases = [...aliasList(user.attributes), before];
      store.setUserAttributes(domain, user, { ...user.attributes, aliases });
    }
    recordChange(user, call, `renamed: ${before} -> ${user.name}`);
    return {};
  },
});

export const restoreUser = method<{ user: string; id: string; new_name: string }>({
  name: "restore_user",
  group: "user",
  status: "documented",
  source: "GUIDE, PHP2, SDK-PHP",
  summary: "Restores a deleted user, under its own or another address.",
  request: {
    user: { type: "name", required: true },
    id: { type: "id", required: true, note: "from search_users with deleted true; one example writes ids" },
    new_name: { type: "name", required: true },
  },
  roles: ["company", "domain", "workgroup"],
  errors: [2, 3, 6, 7, 15, 47],
  audited: true,
  assumed:
    "aliases that another user has by now are not restored; a workgroup that was deleted becomes the default one",
  switches: ["missingUserDomain", "createClash", "localPartStart", "lostUser", "userLimitCounts", "userRestoreDays"],
  object: ({ user }) => user,
  handle(call) {
    const { store, behaviours, at, fields } = call;
    // Only the domain counts: another user can have the address by now, even as an alias.
    const domain = domainOfAddress(call, fields.user);
    const deleted = restorableUsers(domain, at, behaviours).find(({ id }) => id === fields.id);
    // Question 26: a user who was deleted too long ago does not exist.
    if (!deleted || deleted.user.name !== fields.user.toLowerCase()) throw new ApiError(behaviours.lostUser);
    if (!controlsWorkgroup(call, domain, String(deleted.user.attributes.workgroup))) throw new ApiError(9);
    const name = freeAddress(call, domain, fields.new_name);
    checkRoom(domain, deleted.user.type, behaviours);

    const user = deleted.user;
    const workgroup = store.workgroup(domain, String(user.attributes.workgroup))?.name;
    domain.deletedUsers.delete(deleted.id);
    user.name = name;
    user.attributes = {
      ...user.attributes,
      aliases: stillFreeUserAliases(store, domain, user.attributes).filter((alias) => alias !== name),
      brand: brandIfPresent(user.attributes, store.companyOf(domain)),
      workgroup: workgroup ?? domain.attributes.workgroup ?? null,
    };
    recordChange(
      user,
      call,
      name === fields.user.toLowerCase() ? "restored" : `restored from ${fields.user.toLowerCase()}`,
    );
    store.addUser(domain, user);
    return {};
  },
});

/** The new address in lower case. It must be free, and in the same true domain (47 for an alias of the domain). */
function freeAddress(call: { store: Store; behaviours: Call["behaviours"] }, domain: Domain, given: string): string {
  const { store, behaviours } = call;
  const address = given.toLowerCase();
  const reason = userAddressProblem(address, behaviours);
  if (reason) throw new ApiError(6, { new_name: reason });
  const name = splitAddress(address)?.domain ?? "";
  if (store.domainByAlias(name)) throw new ApiError(47);
  if (name !== domain.name) throw new ApiError(6, { new_name: "must be in the same domain" });
  if (domain.users.has(address) || store.aliasTarget(domain, address) !== undefined) {
    throw new ApiError(behaviours.createClash);
  }
  return address;
}
