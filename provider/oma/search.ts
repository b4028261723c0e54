import { OmaError } from "./errors/index.js";
import { type OmaResponse, rowsIn } from "./http/response.js";
import { type Fields, methods, type SearchName } from "./methods/index.js";

const defaultPageSize = 200;
/** Each page begins with the last row of the one before, which shows whether rows have moved. */
const overlap = 1;

/**
 * The rows of a search, page by page until `total_count`.
 *
 * Pages are windows by position, so rows move while the client reads them: a row that is created earlier in the order shifts
 * the rest back, and one that is deleted shifts the rest forward. The client gives no row twice. It gives every row that
 * exists from the beginning to the end of the search: when the first row of a page is a new one, rows have moved forward past
 * the window, so it takes the window back until that meets a known row.
 *
 * The limits: it does not see a row that is created behind the point already read. It can promise nothing where the service
 * changes the order between pages, or sorts without regard to the order asked for.
 *
 * @param call sends the search with this window.
 * @param pageSize rows per page, from 2.
 * @throws OmaError with the code OMA_SEARCH_UNSTABLE when rows move faster than it reads them; what `call` throws.
 */
export async function* rowsOf(
  method: SearchName,
  call: (window: Fields) => Promise<OmaResponse>,
  pageSize: number = defaultPageSize,
): AsyncGenerator<Fields> {
  const { member, key, sort } = methods[method].rows;
  const limit = Math.max(pageSize, overlap + 1);
  const given = new Set<string>();
  let first = 0;
  let overlaps = false;
  let furthest = 0;
  let idle = 0;
  for (;;) {
    const response = await call({ range: { first, limit }, ...(sort === undefined ? {} : { sort }) });
    const page = rowsIn(response, member).map((row) => ({ row, name: nameOf(row, key) }));
    const reached = first + page.length;
    if (overlaps && !given.has(page[0]?.name ?? "")) {
      first = Math.max(0, first - limit + overlap);
      overlaps = first > 0;
    } else {
      const before = given.size;
      for (const { row, name } of page) {
        if (given.has(name)) continue;
        given.add(name);
        yield row;
      }
      if (isEnd(response, reached, given.size > before)) return;
      // A service that gives one row per page, whatever the client asks for, leaves no room for an overlap.
      overlaps = page.length > overlap;
      first += overlaps ? page.length - overlap : page.length;
    }
    idle = reached > furthest ? 0 : idle + 1;
    furthest = Math.max(furthest, reached);
    if (idle > patience(furthest, limit)) throw unstable(method);
  }
}

/** Tells a row from every other row. */
function nameOf(row: Fields, key: readonly string[]): string {
  return JSON.stringify(key.map((field) => row[field] ?? null));
}

/** Whether the last page was the end. A search without a total ends with the first page that brings no new row. */
function isEnd({ total_count }: OmaResponse, reached: number, isNews: boolean): boolean {
  const total = Number(total_count ?? Number.NaN);
  return Number.isNaN(total) ? !isNews : reached >= total;
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
