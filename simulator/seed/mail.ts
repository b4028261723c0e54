import { INBOX, idOf } from "../rules/mailbox.js";
import type { Mailbox, User } from "../store/objects.js";
import type { UserSeed } from "./tenant.js";

/** Bytes of a message that does not say its size. */
const USUAL_SIZE = 1024;

/** The mailbox that a seed describes. A folder of which every message is deleted is deleted too. */
export function mailboxOfSeed(user: User, { mail = [], contacts = [] }: UserSeed): Mailbox {
  const id = (kind: string, position: number) => idOf(`${user.name}/${user.createtime}/${kind}/seed-${position}`);
  const messages = mail.map(
    ({ folder = INBOX, bytes = USUAL_SIZE, seen = false, deleted = false, ...seed }, position) => ({
      id: id("message", position),
      folder,
      headers: {
        From: seed.from ?? "sender@mail.example",
        To: user.name,
        Subject: seed.subject ?? "",
        Date: new Date(seed.date ?? user.createtime * 1000).toUTCString(),
      },
      bytes,
      seen,
      deleted,
    }),
  );
  const present = new Set(messages.filter(({ deleted }) => !deleted).map(({ folder }) => folder));
  const gone = new Set(
    messages.map(({ folder }) => folder).filter((folder) => folder !== INBOX && !present.has(folder)),
  );
  return {
    folders: [...new Set([INBOX, ...present])],
    deletedFolders: [...gone],
    messages,
    contacts: contacts.map(({ name, email, deleted = false }, position) => ({
      id: id("contact", position),
      name,
      email,
      deleted,
    })),
  };
}
