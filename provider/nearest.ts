import { distance } from "fastest-levenshtein";

/**
 * The known name that somebody may have meant by another one, such as `deleteLimit` for `deletelimt`. Case, hyphens and
 * underscores make no difference.
 *
 * @returns undefined when no known name is like it: more than two letters in five would be wrong. Two that changed places are two.
 */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const given = folded(name);
  const isLike = (one: string) => distance(given, one) * 5 <= Math.max(given.length, one.length) * 2;
  return byRank(known, (one) => distance(given, one)).find((one) => isLike(folded(one)));
}

/** The known names, the most like first. A name that holds the given one is like it: `Europe/Berlin` for `berlin`. */
export function nearestFirst(name: string, known: readonly string[]): string[] {
  const given = folded(name);
  const isPart = (one: string) => given.length > 2 && one.includes(given);
  return byRank(known, (one) => (isPart(one) ? 0 : distance(given, one)));
}

function byRank(known: readonly string[], rank: (folded: string) => number): string[] {
  const ranked = known.map((name) => ({ name, rank: rank(folded(name)) }));
  return ranked.sort((a, b) => a.rank - b.rank).map(({ name }) => name);
}

function folded(name: string): string {
  return name.toLowerCase().replace(/[-_]/g, "");
}
