import fc from "fast-check";
import { shown, shownJson, shownValue } from "../../provider/shown-text.js";

test.each([
  ["a colour of a terminal", "\u001b[31mred", "\\u001b[31mred"],
  ["the same in C1", "\u009b31mred", "\\u009b31mred"],
  ["a return to the start of the line", "safe\rforged", "safe\\u000dforged"],
  ["a change of direction", "\u202egnp.exe\u2066", "\\u202egnp.exe\\u2066"],
  ["a line separator", "one\u2028two", "one\\u2028two"],
  ["a bell and a null", "\u0007\u0000", "\\u0007\\u0000"],
  ["a command of GitHub Actions", "::add-mask::x", "\\u003a:add-mask::x"],
  ["one after blanks", "a\n  ::set-env::x", "a\n  \\u003a:set-env::x"],
  ["an older one in mid-line", "a ##[error]x", "a \\u0023#[error]x"],
  ["one of Azure Pipelines", "a ##vso[task.setvariable]x", "a \\u0023#vso[task.setvariable]x"],
  ["one of Azure in capitals", "##VSO[x]", "\\u0023#VSO[x]"],
])("%s is shown as text", (_, text, safe) => {
  expect(shown(text)).toBe(safe);
  expect(JSON.parse(shownJson({ text }))).toEqual({ text });
});

test("what harms nothing stays as it is", () => {
  for (const text of ["Grüße, 世界 👩‍👩‍👧", "one\ntwo", "a::b", "# heading", "c ##d", "עברית"])
    expect(shown(text)).toBe(text);
});

test("a text from elsewhere stays on one line, and is cut with its size said", () => {
  expect(shownValue("one\ntwo")).toBe("one\\ntwo");
  expect(shownValue("a".repeat(500))).toBe("a".repeat(500));
  expect(shownValue("a".repeat(5_000_000))).toBe(`${"a".repeat(500)}... (5000000 characters in all)`);
  expect(shown("a".repeat(20_001))).toBe(`${"a".repeat(20_000)}... (20001 characters in all)`);
});

test("no text reaches a terminal or a pipeline as control", () => {
  const hostile = fc.string({ unit: fc.constantFrom("\u001b", "\r", "\n", ":", ":", "#", "#", "[", "vso[", " ", "a") });
  const isControl = /(?!\n)\p{Cc}|^[ \t]*::|##(vso)?\[/mu;
  fc.assert(
    fc.property(hostile, (text) => {
      expect(shown(text)).not.toMatch(isControl);
      expect(shownValue(text)).not.toMatch(isControl);
      expect(shownValue(text)).not.toContain("\n");
      expect(shownJson([text], 2)).not.toMatch(isControl);
      expect(JSON.parse(shownJson([text], 2))).toEqual([text]);
    }),
  );
});
