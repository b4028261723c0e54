import { printNothingEmpty, ShownOnce } from "../../../../provider/host/dynamic/shown-once.js";

/** Prints an error as cmd/dynamic-provider of @pulumi/pulumi does. */
function printAsHost(console: Pick<Console, "error">, error: Error): void {
  console.error(`${error}: ${error.stack}`);
}

function recorded() {
  const printed: unknown[][] = [];
  const console = { error: (...words: unknown[]) => void printed.push(words) };
  printNothingEmpty(console);
  return { printed, console };
}

test("an error that is shown once is not printed, and says the same to the engine", () => {
  const { printed, console } = recorded();
  const error = new ShownOnce("ann@example.com: it broke.\n  Mend it.");
  printAsHost(console, error);
  expect(printed).toEqual([]);
  expect(error.message).toBe("ann@example.com: it broke.\n  Mend it.");
});

test("everything else is printed as it was", () => {
  const { printed, console } = recorded();
  printAsHost(console, new Error("of another provider"));
  console.error("%s and %s", "one", "two");
  console.error(": ", "more");
  console.error();
  expect(printed).toEqual([
    [expect.stringContaining("Error: of another provider: Error: of another provider\n    at")],
    ["%s and %s", "one", "two"],
    [": ", "more"],
    [],
  ]);
});
