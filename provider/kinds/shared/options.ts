import type { Option } from "../kind.js";

const defaultDeleteTimeoutSeconds = 300;

/** Options that several kinds have in common. */
export function adopt(what: string): Option {
  return {
    doc: `Whether the create may adopt ${what} that already exists, and write what differs. Without it, an existing one is an error.`,
    value: { shape: "flag" },
    default: false,
  };
}

export function deleteTimeout(until: string): Option {
  return {
    doc: `How long a delete waits until ${until}, in seconds. Default ${defaultDeleteTimeoutSeconds}.`,
    value: { shape: "seconds" },
    default: defaultDeleteTimeoutSeconds,
  };
}
