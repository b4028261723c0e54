/** Values by name: inputs, outputs, attributes, members of a response. */
export type Values = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Values {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** The values of these names, as far as there are any. */
export function only(values: Values, names: readonly string[]): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
}

/** The values of all other names. */
export function without(values: Values, names: readonly string[]): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));
}

/** `echo`, editors and here-documents end a text with one line end that nobody means. */
export function withoutLineEnd(text: string): string {
  return text.replace(/\r?\n$/, "");
}
