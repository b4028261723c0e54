const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/**
 * What is wrong with a sieve text, or undefined. The guide calls the validation of the service weak, so only quotes,
 * comments and brackets are checked (their form: RFC 5228).
 */
export function sieveProblem(text: string): string | undefined {
  const open: string[] = [];
  let at = 0;
  const skipPast = (end: string, from: number): boolean => {
    const found = text.indexOf(end, from);
    at = found < 0 ? text.length : found + end.length;
    return found >= 0;
  };
  while (at < text.length) {
    const char = text[at] as string;
    if (char === "#") skipPast("\n", at);
    else if (text.startsWith("/*", at)) {
      if (!skipPast("*/", at + 2)) return "a comment is not closed";
    } else if (char === '"') {
      at++;
      while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
      if (at >= text.length) return "a quote is not closed";
      at++;
    } else {
      const closing = CLOSING[char];
      if (closing) open.push(closing);
      else if ((char === ")" || char === "]" || char === "}") && open.pop() !== char) return "brackets do not match";
      at++;
    }
  }
  return open.length > 0 ? "a bracket is not closed" : undefined;
}
