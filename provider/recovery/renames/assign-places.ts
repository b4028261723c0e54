/** An object that a killed run was renaming. Places are strings. */
export interface Mover {
  readonly old: string;
  /** Places of accounts that may be the object. */
  readonly candidates: readonly string[];
  /** Whether the account at a place may be the object, by its age and its attributes. */
  readonly fits: (place: string) => boolean;
}

/**
 * Which place each object is at. Pure.
 *
 * Names are unique, so a place that only one object can have is that object's. The attributes at the places decide the rest. An
 * object that fits none of its places, or several, is in doubt.
 *
 * @returns a place for each, undefined for one in doubt.
 */
export function assignPlaces(movers: readonly Mover[]): (string | undefined)[] {
  const left = eliminated(movers.map(({ candidates }) => candidates));
  const chosen = movers.map((mover, index) => choice(mover, left[index] ?? []));
  return chosen.map((place) => (chosen.filter((other) => other === place).length === 1 ? place : undefined));
}

/** A place that is certainly one object's is no other's. */
function eliminated(candidates: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const isElsewhere = (place: string, index: number) =>
    candidates.some((others, at) => at !== index && others.length === 1 && others[0] === place);
  const left = candidates.map((places, index) => places.filter((place) => !isElsewhere(place, index)));
  const isSettled = left.every((places, index) => places.length === candidates[index]?.length);
  return isSettled ? left : eliminated(left);
}

function choice({ old, fits }: Mover, left: readonly string[]): string | undefined {
  // The state stays as it is, and the next up examines the object itself.
  if (left.length === 1 && left[0] === old) return old;
  const fitting = left.filter(fits);
  return fitting.length === 1 ? fitting[0] : undefined;
}
