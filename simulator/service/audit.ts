const WORDS = ["canal", "meadow", "river", "orchid", "pebble", "tulip", "cedar", "stone", "maple", "willow", "amber"];

/**
 * Trace ids of changes (LIVE, GUIDE samples): a word, two digits, an underscore and hex text that begins
 * with the eight digits of the UNIX time. Numbered rather than random, so that equal runs give equal answers.
 */
export class AuditTrail {
  #count = 0;

  next(atMs: number): string {
    const n = this.#count++;
    const word = WORDS[n % WORDS.length] as string;
    const seconds = Math.floor(atMs / 1000)
      .toString(16)
      .padStart(8, "0");
    return `${word}${String(n % 100).padStart(2, "0")}_${seconds}${n.toString(16)}`;
  }
}
