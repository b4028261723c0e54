/** Programs write camelCase, the wire snake_case; the mapping is mechanical in both directions (`serviceImap4` <-> `service_imap4`). */
export function wireName(programName: string): string {
  return programName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The inverse of {@link wireName}. */
export function programName(wireName: string): string {
  return wireName.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
