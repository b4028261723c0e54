/** Programs write camelCase, requests snake_case. The mapping is mechanical both ways (`serviceImap4` <-> `service_imap4`). */
export function wireName(programName: string): string {
  return programName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The inverse of {@link wireName}. */
export function programName(wireName: string): string {
  return wireName.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
