import { inheritedByUser } from "../attributes/inherit.js";
import { ownUser } from "../auth/access.js";
import type { Call } from "../auth/call.js";
import { EDITORS, READERS } from "../auth/roles.js";
import { folderNames, INBOX, keptMailbox, mailboxOf, present } from "../rules/mailbox.js";
import type { Message } from "../store/objects.js";
import { ApiError, errorBody } from "../wire/errors.js";
import type { Json, JsonObject } from "../wire/json.js";
import { isSet } from "./fields.js";
import { method } from "./method.js";

const NAME = { type: "name", required: true } as const;
const IDS = { type: "ids", required: true } as const;
const object = ({ user }: JsonObject) => user;

/** The folders of a user; the spam folder in force is one of them. */
function foldersOf(call: Call<unknown>, address: string) {
  const { user, domain } = ownUser(call, address);
  const mailbox = mailboxOf(user, call.behaviours);
  const inherit = inheritedByUser(domain, call.store.companyOf(domain));
  return { user, mailbox, folders: folderNames(mailbox, user.attributes.spamfolder ?? inherit.spamfolder) };
}

/** One outcome per item: a call on many items succeeds even when items fail (SEED-ERR). */
function outcomes(ids: readonly string[], act: (id: string) => boolean): JsonObject {
  return {
    ids: ids.map((id): Json => (act(id) ? { id, success: true } : { id, ...errorBody(2) })),
  };
}

export const getUserFolders = method<{ user: string }>({
  name: "get_user_folders",
  group: "mail",
  status: "documented",
  source: "PHP2, LIVE",
  summary: "Mail folders, and deleted folders that can still be searched.",
  request: { user: NAME },
  roles: READERS,
  errors: [2, 3],
  switches: ["missingUserDomain", "sampleMail"],
  object,
  handle(call) {
    const { mailbox, folders } = foldersOf(call, call.fields.user);
    return { folders, deleted_folders: [...mailbox.deletedFolders] };
  },
});

export const getUserMessages = method<{ user: string; folder?: string; limit?: number; recent?: Json; unseen?: Json }>({
  name: "get_user_messages",
  group: "mail",
  status: "documented",
  source: "GUIDE, PHP2",
  summary: "Messages of a folder.",
  request: {
    user: NAME,
    folder: { type: "name", note: "INBOX when left out" },
    limit: { type: "number" },
    recent: { type: "flag", note: "newest first; counts only with limit" },
    unseen: { type: "flag" },
  },
  roles: READERS,
  errors: [2, 3, 26],
  switches: ["missingUserDomain", "sampleMail"],
  object,
  handle(call) {
    const { fields } = call;
    const { mailbox, folders } = foldersOf(call, fields.user);
    const folder = fields.folder ?? INBOX;
    if (!folders.includes(folder)) throw new ApiError(26);
    const found = present(mailbox).filter((one) => one.folder === folder && !(isSet(fields.unseen) && one.seen));
    if (fields.limit !== undefined && isSet(fields.recent)) found.reverse();
    const messages = found.slice(0, fields.limit).map(({ id, headers }) => ({ id, headers: { ...headers } }));
    return { messages, count: messages.length };
  },
});

export const moveUserMessages = method<{ user: string; ids: string[]; folder?: string }>({
  name: "move_user_messages",
  group: "mail",
  status: "documented",
  source: "PHP1, PHP2, SDK-PHP",
  summary: "Moves messages to another folder.",
  request: { user: NAME, ids: IDS, folder: { type: "name", note: "where to; INBOX when left out" } },
  roles: EDITORS,
  errors: [2, 3, 26],
  writes: true,
  assumed: "folder is the target, though its description sounds like a source; each message has its own outcome",
  switches: ["missingUserDomain", "sampleMail"],
  object,
  handle(call) {
    const { fields, behaviours } = call;
    const { user, folders } = foldersOf(call, fields.user);
    const folder = fields.folder ?? INBOX;
    if (!folders.includes(folder)) throw new ApiError(26);
    const mailbox = keptMailbox(user, behaviours);
    if (!mailbox.folders.includes(folder)) mailbox.folders.push(folder);
    return outcomes(fields.ids, (id) => {
      const message = present(mailbox).find((one) => one.id === id);
      if (message) message.folder = folder;
      return message !== undefined;
    });
  },
});

export const getDeletedMessages = method<{ user: string; folder?: string; headers?: string[] }>({
  name: "get_deleted_messages",
  group: "mail",
  status: "documented",
  source: "GUIDE, PHP2, LIVE, SDK-PHP",
  summary: "Deleted messages that can be restored.",
  request: {
    user: NAME,
    folder: { type: "name", note: "all when left out, deleted folders included" },
    headers: { type: "texts", note: "all when left out" },
  },
  roles: READERS,
  errors: [2, 3, 26],
  assumed: "the member folder of a row",
  switches: ["missingUserDomain", "sampleMail"],
  object,
  handle(call) {
    const { fields } = call;
    const { mailbox, folders } = foldersOf(call, fields.user);
    const { folder } = fields;
    if (folder !== undefined && !folders.includes(folder) && !mailbox.deletedFolders.includes(folder)) {
      throw new ApiError(26);
    }
    const wanted = fields.headers && new Set(fields.headers.map((name) => name.toLowerCase()));
    const messages = mailbox.messages
      .filter((one) => one.deleted && (folder === undefined || one.folder === folder))
      .map((one) => ({ id: one.id, folder: one.folder, headers: headersOf(one, wanted) }));
    return { messages, count: messages.length };
  },
});

function headersOf({ headers }: Message, wanted: ReadonlySet<string> | undefined): JsonObject {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !wanted || wanted.has(name.toLowerCase())));
}

export const restoreDeletedMessages = method<{ user: string; ids: string[] }>({
  name: "restore_deleted_messages",
  group: "mail",
  status: "documented",
  source: "GUIDE, PHP2",
  summary: "Restores deleted messages into their folder.",
  request: { user: NAME, ids: IDS },
  roles: EDITORS,
  errors: [2, 3],
  writes: true,
  assumed: "a deleted folder is restored with the first message in it",
  switches: ["missingUserDomain", "sampleMail"],
  object,
  handle(call) {
    const mailbox = keptMailbox(ownUser(call, call.fields.user).user, call.behaviours);
    return outcomes(call.fields.ids, (id) => {
      const message = mailbox.messages.find((one) => one.deleted && one.id === id);
      if (!message) return false;
      message.deleted = false;
      mailbox.deletedFolders = mailbox.deletedFolders.filter((name) => name !== message.folder);
      if (!mailbox.folders.includes(message.folder)) mailbox.folders.push(message.folder);
      return true;
    });
  },
});

export const getDeletedContacts = method<{ user: string }>({
  name: "get_deleted_contacts",
  group: "mail",
  status: "documented",
  source: "PHP2, LIVE",
  summary: "Deleted contacts of the address book that can be restored.",
  request: { user: NAME },
  roles: READERS,
  errors: [2, 3],
  assumed: "the members of a contact beyond id",
  switches: ["missingUserDomain", "sampleMail"],
  object,
  handle(call) {
    const mailbox = mailboxOf(ownUser(call, call.fields.user).user, call.behaviours);
    const gone = mailbox.contacts.filter(({ deleted }) => deleted);
    return { contacts: gone.map(({ id, name, email }) => ({ id, name, email })) };
  },
});

export const restoreDeletedContacts = method<{ user: string; ids: string[] }>({
  name: "restore_deleted_contacts",
  group: "mail",
  status: "documented",
  source: "PHP1, PHP2",
  summary: "Restores deleted contacts.",
  request: { user: NAME, ids: IDS },
  roles: EDITORS,
  errors: [2, 3],
  writes: true,
  assumed: "each contact has its own outcome, by analogy with messages",
  switches: ["missingUserDomain", "sampleMail"],
  object,
  handle(call) {
    const mailbox = keptMailbox(ownUser(call, call.fields.user).user, call.behaviours);
    return outcomes(call.fields.ids, (id) => {
      const contact = mailbox.contacts.find((one) => one.deleted && one.id === id);
      if (contact) contact.deleted = false;
      return contact !== undefined;
    });
  },
});

export const userNotify = method<{ user: string }>({
  name: "user_notify",
  group: "mail",
  status: "documented",
  source: "PHP2, GUIDE",
  summary: "Whether the inbox holds unseen mail.",
  request: { user: NAME },
  roles: READERS,
  errors: [2, 3],
  assumed: "the member unseen and that it is a number",
  switches: ["missingUserDomain", "sampleMail"],
  object,
  handle(call) {
    const mailbox = mailboxOf(ownUser(call, call.fields.user).user, call.behaviours);
    return { unseen: present(mailbox).filter(({ folder, seen }) => folder === INBOX && !seen).length };
  },
});
