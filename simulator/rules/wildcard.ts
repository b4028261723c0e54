/**
 * Search patterns (GUIDE): `?` is one character, `*` any number of characters. The case is ignored. There is only one
 * point to go back to, so that no pattern makes it slow.
 */
export function matches(pattern: string, text: string): boolean {
  const wanted = pattern.toLowerCase();
  const given = text.toLowerCase();
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < given.length) {
    if (p < wanted.length && wanted[p] !== "*" && (wanted[p] === "?" || wanted[p] === given[t])) {
      p++;
      t++;
    } else if (wanted[p] === "*") {
      star = p++;
      resume = t;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (wanted[p] === "*") p++;
  return p === wanted.length;
}
