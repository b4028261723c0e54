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

/**
 * @param deleted what is restored, and `comesBack` in what form.
 * @param otherwise what the create makes instead.
 * @param kept how long the service keeps what was deleted.
 */
export function restoreDeleted(deleted: string, comesBack: string, otherwise: string, kept: string): Option {
  return {
    doc: `What the create does when there is a deleted ${deleted}. \`true\` restores it, ${comesBack}; \`false\` creates ${otherwise}. Without either, such a create is an error, unless \`oma:restoreDeleted\` says otherwise for the whole run. Of several, it restores the one deleted last. What is declared is then written${kept}`,
    value: { shape: "flag" },
  };
}

export function deleteTimeout(until: string): Option {
  return {
    doc: `How long a delete waits until ${until}, in seconds. Default ${defaultDeleteTimeoutSeconds}.`,
    value: { shape: "seconds" },
    default: defaultDeleteTimeoutSeconds,
  };
}
