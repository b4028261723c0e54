import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { HandOverError } from "../lifecycle/errors/index.js";
import { engineHome } from "./engine-home.js";

/**
 * A secret on its way from the program to the provider. The engine passes it on, and at its highest log level it logs every
 * input in clear text, secret or not. So the program encrypts secrets for the provider. Both run on the same machine as the same
 * person, and share a key that the engine does not have. State keeps none of it: `check` puts a fingerprint in its place.
 */
export interface TransportedSecret {
  readonly encrypted: string;
}

const algorithm = "aes-256-gcm";
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/** @throws what the file system throws when the engine's home folder cannot be written. */
export function encryptForProvider(text: string): TransportedSecret {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key(), nonce);
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return { encrypted: Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64") };
}

/**
 * The inverse of {@link encryptForProvider}.
 *
 * @throws HandOverError naming the file of the key when the secret was encrypted with another one, or damaged on the way.
 */
export function decryptFromProgram(handed: TransportedSecret): string {
  const current = key();
  try {
    return decrypt(handed, current);
  } catch {
    throw new HandOverError(keyPath());
  }
}

function decrypt({ encrypted }: TransportedSecret, key: Buffer): string {
  const bytes = Buffer.from(encrypted, "base64");
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes));
  decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]).toString("utf8");
}

export function isTransported(value: unknown): value is TransportedSecret {
  return typeof (value as TransportedSecret | null)?.encrypted === "string";
}

/** The key of this person on this machine, made by whoever needs it first. Read each time: a copy could outlive the file. */
function key(): Buffer {
  const path = keyPath();
  const known = readKey(path);
  if (known?.length === keyBytes) return known;
  if (known !== undefined) setAside(path);
  return makeKey(engineHome(), path);
}

function keyPath(): string {
  return join(engineHome(), "oma-handoff.key");
}

/**
 * Makes room for a new key. A run that begins at the same moment may lose its own new key to this; its provider then refuses the
 * secret and says to run again.
 */
function setAside(path: string): void {
  renameSync(path, `${path}.damaged`);
  process.stderr.write(`WARNING: ${path} was damaged. The provider made a new key; the old file is ${path}.damaged.\n`);
}

function readKey(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** A link appears whole or not at all, and never replaces a key that another process created meanwhile. */
function makeKey(folder: string, path: string): Buffer {
  mkdirSync(folder, { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, randomBytes(keyBytes), { mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    unlinkSync(draft);
  }
  return readFileSync(path);
}
