/** An object that a killed run was renaming. Places are texts. */
export interface Mover {
  readonly old: string;
  /** Where somebody or something is that may be it; nothing is known of the others. */
  readonly candidates: readonly string[];
  /** Whether what is at a place may be it, by age and by what it holds. */
  readonly fits: (place: string) => boolean;
}

/**
 * Which place each object is at. Pure.
 *
 * Names are unique, so an object is where it alone can be. What places hold has to tell the rest: one that fits none of its places,
 * or several, is in doubt.
 *
 * @returns a place for each, undefined for one in doubt.
 */
export function assignPlaces(movers: readonly Mover[]): (string | undefined)[] {
  const left = eliminated(movers.map(({ candidates }) => candidates));
  const chosen = movers.map((mover, index) => choice(mover, left[index] ?? []));
  return chosen.map((place) => (chosen.filter((other) => other === place).length === 1 ? place : undefined));
}

/** What is certainly one object's place is no other's. */
function eliminated(candidates: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const isElsewhere = (place: string, index: number) =>
    candidates.some((others, at) => at !== index && others.length === 1 && others[0] === place);
  const left = candidates.map((places, index) => places.filter((place) => !isElsewhere(place, index)));
  const isSettled = left.every((places, index) => places.length === candidates[index]?.length);
  return isSettled ? left : eliminated(left);
}

function choice({ old, fits }: Mover, left: readonly string[]): string | undefined {
  // The state as it is: nothing follows from that which the next up does not look at itself.
  if (left.length === 1 && left[0] === old) return old;
  const fitting = left.filter(fits);
  return fitting.length === 1 ? fitting[0] : undefined;
}
