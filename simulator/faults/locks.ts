/** The provisioning lock of a domain: one write at a time. */
export class Locks {
  #held = new Set<string>();

  /** Takes the lock and returns what gives it back; nothing when somebody has it. */
  take(domain: string): (() => void) | undefined {
    const held = this.#held;
    if (held.has(domain)) return undefined;
    held.add(domain);
    return () => held.delete(domain);
  }

  clear(): void {
    this.#held = new Set();
  }
}

/** The domain that a write is in, told from the name of its object; nothing for companies and brands. */
export function lockedDomain(object: string): string | undefined {
  const name = object.slice(object.lastIndexOf("@") + 1).split("/")[0] ?? "";
  return /^[^\s]+\.[^\s]+$/.test(name) ? name.toLowerCase() : undefined;
}
