import type { Option } from "../kind.js";

/** Options that several kinds have in common. */
export function adopt(what: string): Option {
  return {
    doc: `Whether the create may adopt ${what} that already exists, and write what differs. Without it, an existing one is an error.`,
    value: { shape: "flag" },
  };
}

export function deleteTimeout(until: string): Option {
  return { doc: `How long a delete waits until ${until}, in seconds. Default 300.`, value: { shape: "seconds" } };
}
