import { readFileSync } from "node:fs";
import path from "node:path";
import { ERROR_TEXTS } from "../../simulator/wire/errors.js";
import { errorNumbersPage, PROVOCATIONS } from "../campaigns/simulator/error-numbers.mts";
import { start } from "./support.js";

test("every number from 0 to 49 has its provocation", () => {
  expect(PROVOCATIONS.map(({ number }) => number)).toEqual(Array.from({ length: 50 }, (_, number) => number));
});

test.each(PROVOCATIONS.map((one) => [one.number, one.by, one] as const))("%i by a %s", async (number, _by, one) => {
  expect(await one.provoke(start)).toMatchObject({
    success: false,
    error_number: number,
    error: ERROR_TEXTS[number],
  });
});

test("the committed table is the present one", () => {
  const file = path.resolve(__dirname, "../../docs/quality/error-numbers.md");
  expect(readFileSync(file, "utf8")).toBe(errorNumbersPage(ERROR_TEXTS));
});
