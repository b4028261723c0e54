import { checkedAttributes } from "../attributes/check.js";
import { copiedToUser, inheritedByUser } from "../attributes/inherit.js";
import { childOptions } from "../attributes/metadata.js";
import { presented, shaped } from "../attributes/present.js";
import { settableNames } from "../attributes/settable.js";
import { USER } from "../attributes/user.js";
import { findUser, ownUser, type Place } from "../auth/access.js";
import type { Call } from "../auth/call.js";
import { READERS } from "../auth/roles.js";
import { withoutTwoFactorAttribute } from "../auth/two-factor.js";
import { sendAutoBulletins } from "../rules/bulletins.js";
import { recordAttributes, recordChange, recordHistory } from "../rules/changes.js";
import { deliveryDefaults } from "../rules/delivery.js";
import { checkRoom } from "../rules/limits.js";
import { bytesUsed, folderNames, mailboxOf, present } from "../rules/mailbox.js";
import { setSuspensions, userStatus } from "../rules/suspension.js";
import { type UserState, userAfter } from "../rules/user-state.js";
import type { Domain, RoleName, User, UserType } from "../store/objects.js";
import { ApiError } from "../wire/errors.js";
import type { Json, JsonObject } from "../wire/json.js";
import { capitalsProblem, userAddressProblem } from "../wire/names.js";
import { isSet } from "./fields.js";
import { method } from "./method.js";

/** Who may create and delete users (GUIDE roles). */
const MAKERS: readonly RoleName[] = ["company", "domain", "workgroup"];

export const getUser = method<{ user: string }>({
  name: "get_user",
  group: "user",
  status: "documented",
  source: "GUIDE, LIVE, NOTE-MD",
  summary: "A user, or the values that it would be created with.",
  request: { user: { type: "name", required: true } },
  roles: READERS,
  errors: [2, 3],
  switches: [
    "missingUserDomain",
    "aliasRead",
    "unsetAttributes",
    "inheritedInAttributes",
    "userInherit",
    "numbers",
    "listOrder",
    "mailboxDelivery",
    "localPartStart",
    "costlessRoles",
    "smtpSentLimit",
    "sampleMail",
  ],
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
        ...(behaviours.userInherit ? { inherit } : {}),
      },
      attributes: presented(USER, attributes, inherit, behaviours),
    };
  },
});

function creatable(call: Call<unknown>, { domain, address }: Place): JsonObject | undefined {
  const { behaviours, caller, store } = call;
  const role = caller.role?.name;
  if (!role || !MAKERS.includes(role) || userAddressProblem(address, behaviours)) return undefined;
  return {
    settable_attributes: settableNames(USER, role, false, behaviours),
    metadata: {
      options: childOptions(store.companyOf(domain)),
      defaults: { ...copiedToUser(domain), type: "mailbox", ...deliveryDefaults("mailbox", behaviours) },
    },
  };
}

/** Nobody sends mail or logs in here, so those counters stay at 0. */
function userMetadata(domain: Domain, user: User, inherit: JsonObject, behaviours: Call["behaviours"]): JsonObject {
  const spam = user.attributes.spamfolder ?? inherit.spamfolder ?? null;
  const mailbox = mailboxOf(user, behaviours);
  const contacts = mailbox.contacts.filter(({ deleted }) => !deleted).length;
  return {
    "2fa_enabled": user.twoFactor?.enabled ?? false,
    roles: user.role ? { [user.role.name]: [...user.role.objects] } : {},
    quota: {
      bytes_max: user.attributes.quota ?? null,
      bytes_used: bytesUsed(mailbox),
      messages_max: 0,
      messages_used: present(mailbox).length,
    },
    folders: folderNames(mailbox, spam),
    special_folders: { spam },
    addressbook: { contacts, groups: 0, total: contacts, max: user.attributes.max_pab_entries ?? null },
    app_passwords: (user.appPasswords ?? []).map(({ created, tag }) => ({ created: shaped(created, behaviours), tag })),
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
  errors: [2, 3, 4, 6, 7, 15, 16, 23, 27, 31, 37, 38, 40, 41, 44, 45, 48],
  audited: true,
  assumed:
    "what the password levels require, and the ban list (question 32); which parts of the name are account info (question 33); the aliases of an account are deleted with it",
  switches: [
    "missingUserDomain",
    "createClash",
    "nullClears",
    "emptyText",
    "flagDigits",
    "passwordRequiredForMailbox",
    "servicePasswordPolicy",
    "typeChange",
    "forwardWithoutRecipients",
    "quotaAboveMaximum",
    "misfitFilter",
    "mailboxDelivery",
    "passwordLevels",
    "accountInfo",
    "aliasLimitCounts",
    "userLimitCounts",
    "capitals",
    "localPartStart",
    "costlessRoles",
    "workgroupCase",
    "missingWorkgroup",
    "smtpSentLimit",
    "suspendedByHigher",
    "twoFactorAttribute",
  ],
  object: ({ user }) => user,
  handle(call) {
    const { behaviours, caller, fields, store, at } = call;
    const createOnly = isSet(fields.create_only);
    const { domain, address, user } = findUser(call, fields.user, createOnly ? behaviours.createClash : 3, 3);
    if (user && createOnly) throw new ApiError(23);
    const role = caller.role?.name;
    if (!user && !(role && MAKERS.includes(role))) throw new ApiError(9);
    if (!user) {
      const reason = userAddressProblem(address, behaviours) ?? capitalsProblem(fields.user, behaviours);
      if (reason) throw new ApiError(6, { user: reason });
    }
    const settable = settableNames(USER, role, user !== undefined, behaviours);
    const { rest, guarded } = withoutTwoFactorAttribute(call, fields.attributes);
    const change = checkedAttributes(USER, rest, settable, behaviours);
    if (user) {
      update(call, domain, user, userAfter(call, { domain, address, user }, change), guarded);
      if ("password" in change) recordChange(user, call, "password: changed");
      return {};
    }
    checkRoom(domain, (change.type as UserType | undefined) ?? "mailbox", behaviours);
    const after = userAfter(call, { domain, address, user }, inOwnWorkgroup(caller, change));
    const created: User = {
      name: address,
      type: after.type,
      attributes: { ...after.attributes, ...guarded },
      createtime: Math.floor(at / 1000),
      password: after.password,
      role: undefined,
    };
    setSuspensions(created, after.suspensions);
    recordChange(created, call, "created");
    store.addUser(domain, created);
    // Milliseconds as text, as a captured answer has it (CLI-PHP-B).
    return sendAutoBulletins(store.companyOf(domain), domain, at) ? { job: String(at) } : {};
  },
});

function update(call: Call<unknown>, domain: Domain, user: User, after: UserState, guarded: JsonObject): void {
  const attributes = { ...after.attributes, ...guarded };
  const [before, now] = [
    { ...user.attributes, type: user.type },
    { ...attributes, type: after.type },
  ];
  recordAttributes(user, call, before, now);
  recordHistory(user, call, before, now);
  user.type = after.type;
  user.password = after.password;
  setSuspensions(user, after.suspensions);
  call.store.setUserAttributes(domain, user, attributes);
}

/** A workgroup admin creates users in that workgroup, also when the domain has another default. */
function inOwnWorkgroup(caller: User, change: JsonObject): JsonObject {
  if (caller.role?.name !== "workgroup" || "workgroup" in change) return change;
  return { ...change, workgroup: caller.role.objects[0]?.split("/")[1] ?? null };
}

export const deleteUser = method<{ user: string }>({
  name: "delete_user",
  group: "user",
  status: "documented",
  source: "GUIDE, PHP2, LIVE",
  summary: "Deletes a user. It can be restored for 30 days.",
  request: { user: { type: "name", required: true } },
  roles: MAKERS,
  errors: [2, 3, 24],
  audited: true,
  switches: ["missingUserDomain", "adminDelete"],
  object: ({ user }) => user,
  handle(call) {
    const { domain, user } = ownUser(call, call.fields.user);
    if (user.role && call.behaviours.adminDelete === "refused") throw new ApiError(24);
    recordChange(user, call, "deleted");
    call.store.removeUser(domain, user);
    // Question 24: an admin can be deleted, and the role does not come back with it.
    user.role = undefined;
    call.store.keepDeletedUser(domain, user, Math.floor(call.at / 1000));
    return {};
  },
});
