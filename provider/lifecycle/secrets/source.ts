import { readRegularFile, UnusableFile } from "../../regular-file.js";
import { isRecord, withoutLineEnd } from "../../values.js";

/**
 * Where the provider finds a secret that the program does not give itself: a variable of the engine's environment, or a file,
 * relative to the folder of the program. Exactly one of the two.
 */
export interface Source {
  readonly env?: string;
  readonly file?: string;
  /** Says when the secret changes. State then keeps no fingerprint, and the source is not read while the version stays the same. */
  readonly version?: string | number;
}

export interface SecretText {
  readonly text: string;
}

/** What is wrong with a source, or with its secret. Holds no part of a secret. */
export interface Flaw {
  readonly why: string;
}

const form =
  'must be { env: "NAME" } or { file: "path" }, and may have a version (a string or a number); to give the secret itself, use the argument without From';

/** A source as a program gave it, without the revision that `check` added, or the fingerprint that earlier releases added. */
export function sourceIn(value: unknown): Source | Flaw {
  if (!isRecord(value)) return { why: form };
  const { env, file, version, textRevision: _revision, fingerprint: _fingerprint, ...others } = value;
  if (!isVersion(version) || Object.keys(others).length > 0) return { why: form };
  const versioned = version === undefined ? {} : { version };
  if (isText(env) && file === undefined) return { env, ...versioned };
  if (isText(file) && env === undefined) return { file, ...versioned };
  return { why: form };
}

export function isSource(value: Source | Flaw): value is Source {
  return !("why" in value);
}

export function isSecretText(value: SecretText | Flaw): value is SecretText {
  return "text" in value;
}

function isVersion(value: unknown): value is Source["version"] {
  return value === undefined || isText(value) || (typeof value === "number" && Number.isFinite(value));
}

/** Ample for a password or a hash of one (150 characters at most). */
const mostBytes = 65_536;

/** The secret itself. One line break at its end is not part of it: editors and `echo` add one. */
export function textAt({ env, file = "" }: Source): SecretText | Flaw {
  if (env !== undefined) {
    const given = process.env[env];
    const text = withoutLineEnd(given ?? "");
    return text === ""
      ? { why: `the environment variable ${env} is ${given === undefined ? "not set" : "empty"}; ${setIt}` }
      : { text };
  }
  try {
    const text = withoutLineEnd(readRegularFile(file, mostBytes));
    return text === "" ? { why: `the file ${file} is empty; write the secret into it` } : { text };
  } catch (error) {
    if (error instanceof UnusableFile)
      return { why: `${file} ${error.message}; give the path of a file with the secret` };
    const { code } = error as NodeJS.ErrnoException;
    return { why: `the file ${file} cannot be read (${code}); a relative path starts at ${process.cwd()}` };
  }
}

const setIt = "set it where the engine runs";

/** Whether the secret of a source may differ from the one last written. Only the version can tell. */
export function isRenewed(written: Source | undefined, now: Source): boolean {
  return now.version === undefined || String(written?.version) !== String(now.version);
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
