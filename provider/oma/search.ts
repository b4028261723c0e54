import { OmaError } from "./errors/index.js";
import type { Answer } from "./http/transport.js";
import { type Fields, type Method, methodNamed } from "./methods/index.js";

const defaultPageSize = 200;
/** Each page begins with the last row of the one before, which shows whether rows have moved. */
const overlap = 1;

/**
 * The rows of a search, page by page until `total_count`.
 *
 * Pages are windows by position, so rows move while they are read: one that is created earlier in the order shifts the rest
 * back, one that is deleted shifts it forward. No row is given twice. A row that exists from beginning to end is given:
 * when the first row of a page is not one that was given before, rows have moved forward past the window, and it is taken
 * back until it meets a known row. The limit: a row that is created behind the point already read is not seen, and where
 * the service changes the order itself between pages, or sorts without regard to the order asked for, nothing can be
 * promised.
 *
 * @param call sends the search with this window.
 */
export async function* rowsOf(
  method: string,
  call: (window: Fields) => Promise<Answer>,
  pageSize: number = defaultPageSize,
): AsyncGenerator<Fields> {
  const { member, key, sort } = methodNamed(method).rows as NonNullable<Method["rows"]>;
  const limit = Math.max(pageSize, overlap + 1);
  const given = new Set<string>();
  let first = 0;
  let overlaps = false;
  let furthest = 0;
  let idle = 0;
  for (;;) {
    const answer = await call({ range: { first, limit }, ...(sort === undefined ? {} : { sort }) });
    const rows = (answer[member] ?? []) as readonly Fields[];
    const reached = first + rows.length;
    const names = rows.map((row) => JSON.stringify(key.map((field) => row[field] ?? null)));
    if (overlaps && !given.has(names[0] ?? "")) {
      first = Math.max(0, first - limit + overlap);
      overlaps = first > 0;
    } else {
      const before = given.size;
      for (const [at, row] of rows.entries()) {
        const name = names[at] as string;
        if (given.has(name)) continue;
        given.add(name);
        yield row;
      }
      const isNews = given.size > before;
      const total = Number(answer.total_count ?? Number.NaN);
      if (Number.isNaN(total) ? !isNews : reached >= total) return;
      // A service that gives one row per page, whatever is asked for, leaves no room for an overlap.
      overlaps = rows.length > overlap;
      first += overlaps ? rows.length - overlap : rows.length;
    }
    idle = reached > furthest ? 0 : idle + 1;
    furthest = Math.max(furthest, reached);
    if (idle > patience(furthest, limit)) throw unstable(method);
  }
}

/** Enough pages to go back to the beginning and forth again. */
function patience(furthest: number, limit: number): number {
  return 3 + 2 * Math.ceil(furthest / (limit - overlap));
}

function unstable(method: string): OmaError {
  return new OmaError("OMA_SEARCH_UNSTABLE", "the rows moved faster than they could be read", {
    method,
    remedy: "Run again when fewer changes are under way.",
  });
}
