/**
 * Bytes in a number of mebibytes, for a `quota` that is in bytes: `oma.mib(512)`.
 *
 * A Domain and a User have their `quota` in bytes. A Company's `quota` and every `quotaMaximum` are in MB and need no such helper.
 */
export function mib(mebibytes: number): number {
  return mebibytes * 1024 ** 2;
}

/** Bytes in a number of gibibytes, for a `quota` that is in bytes: `oma.gib(2)`. See {@link mib}. */
export function gib(gibibytes: number): number {
  return mib(gibibytes * 1024);
}
