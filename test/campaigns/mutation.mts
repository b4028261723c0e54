import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { privateCopy } from "./mutation/copy.mts";
import { isLeft, measure } from "./mutation/measure.mts";
import { figuresOf, updatePage } from "./mutation/page.mts";
import { batches, rooms } from "./mutation/rooms.mts";

/**
 * Mutation testing of one room, a few files at a time, in a copy of the checkout:
 *
 *     npm run campaign:mutation -- <room> [--concurrency 1] [<file>...]
 *
 * Files are named as in the page, such as `session.ts` or `errors/`; without any, all are measured. The page and the results under
 * `coverage/` are written after each batch, so a run that is cut keeps what it has.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { concurrency: { type: "string", default: "2" } },
});
const [name = "", ...wanted] = positionals;
const room = rooms[name];
if (room === undefined)
  throw new Error(`usage: npm run campaign:mutation -- ${Object.keys(rooms).join("|")} [<file>...]`);

const copy = privateCopy(name);
process.chdir(copy.checkout);
for (const batch of batches(room, wanted)) {
  const found = await measure(room, batch, Number(values.concurrency));
  for (const [file, mutants] of found) {
    const left = mutants.filter(isLeft);
    writeFileSync(join(copy.results, `${file.replaceAll("/", "-")}.json`), `${JSON.stringify(left, null, 2)}\n`);
  }
  updatePage(name, new Map(found.map(([file, mutants]) => [file, figuresOf(mutants)])));
}
