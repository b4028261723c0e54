/**
 * What comes from the service, from state or from a file is text to be shown, and never control. Everything that this package prints
 * passes here.
 */

/** Moves a cursor, rings, ends a line, or turns the direction of what follows: C0, C1, bidirectional marks, line separators. */
const control = /(?!\n)[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\ufeff]/gu;
/** Commands of GitHub Actions at the start of a line, after blanks too, and of GitHub and Azure anywhere in it. */
const command = /^([ \t]*):(?=:)|#(?=#(?:vso)?\[)/gim;

/** Characters of a text from elsewhere that are shown. */
const mostOfValue = 500;
/** Characters of a whole message. */
const mostOfMessage = 20_000;

/** A message of one or more lines. Line breaks stay. */
export function shown(message: string): string {
  return escaped(cut(message, mostOfMessage));
}

/** A text from elsewhere as a part of a message: on one line, whatever it holds. */
export function shownValue(text: string): string {
  return escaped(cut(text, mostOfValue)).replaceAll("\n", "\\n");
}

/** A value for programs. An escape of ours is an escape of JSON too, so the value stays the same. */
export function shownJson(value: unknown, indent?: number): string {
  return escaped(JSON.stringify(value, undefined, indent));
}

function escaped(text: string): string {
  return text
    .replace(control, codeOf)
    .replace(command, (found: string, blanks: string | undefined = "") => `${blanks}${codeOf(found.at(-1) ?? "")}`);
}

function codeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}... (${text.length} characters in all)`;
}
