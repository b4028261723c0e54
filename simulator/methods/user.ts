import { findUser, ownUser, type Place } from "../access.js";
import { checkedAttributes } from "../attributes/check.js";
import { copiedToUser, inheritedByUser } from "../attributes/inherit.js";
import { childOptions } from "../attributes/metadata.js";
import { presented, shaped } from "../attributes/present.js";
import { settableNames } from "../attributes/settable.js";
import { USER } from "../attributes/user.js";
import { ApiError } from "../errors.js";
import type { Json, JsonObject } from "../json.js";
import { omaAddressProblem } from "../names.js";
import { READERS, type RoleName } from "../roles.js";
import { deliveryDefaults } from "../rules/delivery.js";
import { checkRoom } from "../rules/room.js";
import { userStatus } from "../rules/status.js";
import { userAfter } from "../rules/user-state.js";
import type { Domain, User } from "../store/objects.js";
import { isSet } from "./fields.js";
import { type Call, method } from "./method.js";

/** Who may create and delete users (GUIDE roles). */
const MAKERS: readonly RoleName[] = ["company", "domain", "workgroup"];

export const getUser = method<{ user: string }>({
  name: "get_user",
  group: "user",
  status: "documented",
  source: "GUIDE, LIVE, NOTE-MD",
  summary: "A user, or what creating it would give.",
  request: { user: { type: "name", required: true } },
  roles: READERS,
  errors: [2, 3],
  object: ({ user }) => user,
  handle(call) {
    const { behaviours, caller, fields, store } = call;
    const place = findUser(call, fields.user, behaviours.aliasRead);
    const { domain, user } = place;
    if (!user) throw new ApiError(2, undefined, creatable(call, place));
    const company = store.companyOf(domain);
    const inherit = inheritedByUser(domain, company);
    const attributes = { ...user.attributes, account: user.name, type: user.type };
    return {
      type: user.type,
      settable_attributes: settableNames(USER, caller.role?.name, true, behaviours),
      metadata: {
        ...userMetadata(domain, user, inherit, behaviours),
        options: childOptions(company),
        inherit,
      },
      attributes: presented(USER, attributes, inherit, behaviours),
    };
  },
});

function creatable(call: Call<unknown>, { domain, address }: Place): JsonObject | undefined {
  const { behaviours, caller, store } = call;
  const role = caller.role?.name;
  if (!role || !MAKERS.includes(role) || omaAddressProblem(address)) return undefined;
  return {
    settable_attributes: settableNames(USER, role, false, behaviours),
    metadata: {
      options: childOptions(store.companyOf(domain)),
      defaults: { ...copiedToUser(domain), type: "mailbox", ...deliveryDefaults("mailbox") },
    },
  };
}

/** The simulator carries no mail and no address books: what would count them stays at its beginning. */
function userMetadata(domain: Domain, user: User, inherit: JsonObject, behaviours: Call["behaviours"]): JsonObject {
  const spam = user.attributes.spamfolder ?? inherit.spamfolder ?? null;
  const bookMaximum = user.attributes.max_pab_entries ?? null;
  return {
    "2fa_enabled": false,
    roles: user.role ? { [user.role.name]: [...user.role.objects] } : {},
    quota: { bytes_max: user.attributes.quota ?? null, bytes_used: 0, messages_max: 0, messages_used: 0 },
    folders: ["INBOX", ...(spam === null ? [] : [spam])],
    special_folders: { spam },
    addressbook: { contacts: 0, groups: 0, total: 0, max: bookMaximum },
    app_passwords: [],
    createtime: shaped(user.createtime, behaviours),
    smtp_limit: {
      when: null,
      max: user.attributes.smtp_sent_limit ?? inherit.smtp_sent_limit ?? null,
      sent: 0,
      free_passes: 0,
      free_passes_remaining: 0,
    },
    last_login: { imap4: null, pop3: null, webmail: null, smtprelay: null },
    status: userStatus(domain, user),
  };
}

export const changeUser = method<{ user: string; attributes: JsonObject; create_only?: Json }>({
  name: "change_user",
  group: "user",
  status: "documented",
  source: "GUIDE, PHP1, PHP2, LIVE, CLI-TS, CLI-NODE, CLI-GO, CLI-WHMCS, CLI-PHP-B",
  summary: "Creates a user, or merges attributes into an existing one.",
  request: {
    user: { type: "name", required: true },
    attributes: { type: "object", required: true },
    create_only: { type: "flag", note: "old clients send 1" },
  },
  roles: ["company", "company_view", "company_mail", "company_mail2", "domain", "mail", "workgroup"],
  errors: [2, 3, 4, 6, 7, 15, 16, 23, 27, 37, 38, 40, 41, 48],
  audited: true,
  object: ({ user }) => user,
  handle(call) {
    const { behaviours, caller, fields, store, at } = call;
    const createOnly = isSet(fields.create_only);
    const { domain, address, user } = findUser(call, fields.user, createOnly ? behaviours.createClash : 3, 3);
    if (user && createOnly) throw new ApiError(23);
    const role = caller.role?.name;
    if (!user && !(role && MAKERS.includes(role))) throw new ApiError(9);
    if (!user) {
      const reason = omaAddressProblem(address);
      if (reason) throw new ApiError(6, { user: reason });
    }
    const settable = settableNames(USER, role, user !== undefined, behaviours);
    const change = checkedAttributes(USER, fields.attributes, settable, behaviours);
    if (user) {
      const after = userAfter(call, domain, address, user, change);
      user.type = after.type;
      user.password = after.password;
      store.setUserAttributes(domain, user, after.attributes);
    } else {
      checkRoom(domain);
      const after = userAfter(call, domain, address, undefined, inOwnWorkgroup(caller, change));
      store.addUser(domain, { name: address, createtime: Math.floor(at / 1000), role: undefined, ...after });
    }
    return {};
  },
});

/** What a workgroup admin makes is made in that workgroup, also when the default of the domain is another. */
function inOwnWorkgroup(caller: User, change: JsonObject): JsonObject {
  if (caller.role?.name !== "workgroup" || "workgroup" in change) return change;
  return { ...change, workgroup: caller.role.objects[0]?.split("/")[1] ?? null };
}

export const deleteUser = method<{ user: string }>({
  name: "delete_user",
  group: "user",
  status: "documented",
  source: "GUIDE, PHP2, LIVE",
  summary: "Deletes a user; it can be brought back for 30 days.",
  request: { user: { type: "name", required: true } },
  roles: MAKERS,
  errors: [2, 3],
  audited: true,
  object: ({ user }) => user,
  handle(call) {
    const { domain, user } = ownUser(call, call.fields.user);
    call.store.removeUser(domain, user);
    // Question 24: an admin can be deleted, and the role does not come back with it.
    user.role = undefined;
    call.store.keepDeletedUser(domain, user, Math.floor(call.at / 1000));
    return {};
  },
});
