import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";

/** Why a file that somebody named is not read. Says nothing of its content. */
export class UnusableFile extends Error {}

/**
 * Reads a file that somebody named. A pipe would block the whole process until somebody writes to it, and a device may never end,
 * so only regular files are read, and only up to a limit. A link counts as what it leads to.
 *
 * @throws UnusableFile for what is no regular file or larger than the limit, with the reason as its message.
 * @throws what the file system throws for a file that cannot be opened.
 */
export function readRegularFile(path: string, mostBytes: number): string {
  // Opening a pipe waits for its writer unless told not to.
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    if (!fstatSync(file).isFile()) throw new UnusableFile("is no regular file");
    const content = Buffer.alloc(mostBytes + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length <= mostBytes; length += read) {
      read = readSync(file, content, length, content.length - length, null);
    }
    if (length > mostBytes) throw new UnusableFile(`is larger than ${mostBytes} bytes`);
    return content.toString("utf8", 0, length);
  } finally {
    closeSync(file);
  }
}
