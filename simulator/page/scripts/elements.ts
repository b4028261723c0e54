/** How the page makes its elements: what the service holds, and what clients sent, is shown as text, never as markup. */
export const ELEMENTS = `export const at = (id) => document.getElementById(id);

export function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.append(...breakable(String(text)));
  if (className) made.className = className;
  return made;
}

/**
 * A long name may go on in the next line after its @, or else after another of its marks, and not within a word. Its second half
 * is a box of its own, which goes there whole when it fits.
 */
function breakable(text) {
  const [local, domain] = /^[^\\s@]+@[^\\s@]+$/.test(text) ? text.split(/(?<=@)/) : [text];
  if (domain === undefined) return breakableAtMarks(text);
  const second = document.createElement("span");
  second.className = "whole";
  second.append(...breakableAtMarks(domain));
  return [...breakableAtMarks(local), second];
}

function breakableAtMarks(text) {
  return text.split(/(?<=[@._/-])(?=[^@._/-])/).flatMap((part, index) =>
    index === 0 ? [part] : [document.createElement("wbr"), part]);
}

export function button(text, click) {
  const made = element("button", text, "link");
  made.type = "button";
  made.addEventListener("click", click);
  return made;
}

export function counted(number, word, many = word + "s") {
  return number + " " + (number === 1 ? word : many);
}

export function time(ms) {
  return new Date(ms).toLocaleTimeString([], { hour12: false });
}

/** The answer to a request for a part of the page. Undefined when there is none. */
export async function part(path) {
  const response = await fetch("/page/" + path);
  return response.ok ? response.json() : undefined;
}
`;
