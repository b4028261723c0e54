import type { Behaviours } from "../behaviours/switches.js";
import type { Contact, Mailbox, Message, User } from "../store/objects.js";

export const INBOX = "INBOX";

/**
 * The mailbox of a user. No OMA call creates mail, and no mail flows, as in the test environment of the service. The
 * behaviour sampleMail decides what a mailbox contains.
 */
export function mailboxOf(user: User, behaviours: Readonly<Behaviours>): Mailbox {
  return user.mailbox ?? sample(user, behaviours.sampleMail);
}

/** The same mailbox, stored with the user: for changes. */
export function keptMailbox(user: User, behaviours: Readonly<Behaviours>): Mailbox {
  user.mailbox ??= sample(user, behaviours.sampleMail);
  return user.mailbox;
}

/** The spam folder in force is always there. */
export function folderNames(mailbox: Mailbox, spamFolder: unknown): string[] {
  const names = new Set(mailbox.folders);
  if (typeof spamFolder === "string" && spamFolder !== "") names.add(spamFolder);
  return [...names];
}

export function bytesUsed(mailbox: Mailbox): number {
  return present(mailbox).reduce((sum, { bytes }) => sum + bytes, 0);
}

export function present(mailbox: Mailbox): Message[] {
  return mailbox.messages.filter(({ deleted }) => !deleted);
}

/** KB: after a rename nothing deleted can be restored. */
export function forgetDeleted(user: User, behaviours: Readonly<Behaviours>): void {
  if (!user.mailbox && behaviours.sampleMail === 0) return;
  const mailbox = keptMailbox(user, behaviours);
  mailbox.messages = present(mailbox);
  mailbox.contacts = mailbox.contacts.filter(({ deleted }) => !deleted);
  mailbox.deletedFolders = [];
}

function sample(user: User, count: number): Mailbox {
  const messages: Message[] = [];
  const contacts: Contact[] = [];
  for (const deleted of [false, true]) {
    for (let n = 1; n <= count; n++) {
      const key = `${deleted ? "deleted" : "present"}-${n}`;
      messages.push({
        id: idOf(`${user.name}/${user.createtime}/message/${key}`),
        // The last deleted message lies in a folder that is gone too.
        folder: deleted && n === count ? "Old" : INBOX,
        headers: {
          From: `sender${n}@mail.example`,
          To: user.name,
          Subject: `Sample message ${n}`,
          Date: new Date((user.createtime + n) * 1000).toUTCString(),
        },
        bytes: 1024,
        seen: n % 2 === 0,
        deleted,
      });
      contacts.push({
        id: idOf(`${user.name}/${user.createtime}/contact/${key}`),
        name: `Contact ${n}`,
        email: `contact-${key}@mail.example`,
        deleted,
      });
    }
  }
  return { folders: [INBOX], deletedFolders: count > 0 ? ["Old"] : [], messages, contacts };
}

/** Opaque text, as the ids of the guide are. */
export function idOf(text: string): string {
  return Buffer.from(text).toString("base64url");
}
