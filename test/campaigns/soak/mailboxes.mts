import type { Service } from "../lifecycle/killed-stack.mts";
import { addressOf, domains, type Program } from "./program.mts";

/** An attribute that no program of a soak declares. It stays with the account, as mail does. */
const mark = "macsettings";

/** Whose mail each mailbox has. */
export class Mailboxes {
  readonly #service: Pick<Service, "call">;
  /** By stack and resource. */
  readonly #marks = new Map<string, { readonly mark: string; readonly domain: string }>();
  readonly #disturbed = new Set<string>();
  #given = 0;

  constructor(service: Pick<Service, "call">) {
    this.#service = service;
  }

  /** Every address that the service has an account at. */
  present(): string[] {
    return domains.flatMap((domain) => {
      const { users } = this.#service.call("search_users", { criteria: { domain } });
      return ((users ?? []) as { user: string }[]).map(({ user }) => user);
    });
  }

  has(address: string): boolean {
    return this.#service.call("get_user", { user: address }).success === true;
  }

  /** What becomes of the account at this address is no program's doing. */
  disturb(address: string): void {
    const found = this.#markAt(address);
    if (found !== undefined) this.#disturbed.add(found);
    else for (const [key, { mark: known }] of this.#marks) if (key.endsWith(` ${address}`)) this.#disturbed.add(known);
  }

  /** @returns what is wrong: mailboxes that are missing, or have other mail than they had. */
  check(programs: readonly Program[]): string[] {
    const violations: string[] = [];
    const declared = new Set<string>();
    for (const { stack, mailboxes } of programs) {
      for (const one of mailboxes) {
        const [key, address] = [`${stack} ${one.resource}`, addressOf(one)];
        declared.add(key);
        if (!this.has(address)) {
          violations.push(`${address} is in the program and in no service`);
          continue;
        }
        const known = this.#marks.get(key);
        const found = this.#markAt(address);
        const isOurs = known === undefined || known.domain !== one.domain || this.#disturbed.has(known.mark);
        if (!isOurs && found !== known.mark)
          violations.push(`${address} has the mail of ${found}, not of ${known.mark}`);
        this.#marks.set(key, { mark: found ?? this.#give(address), domain: one.domain });
      }
    }
    for (const key of this.#marks.keys()) if (!declared.has(key)) this.#marks.delete(key);
    return violations;
  }

  #give(address: string): string {
    this.#given += 1;
    const given = `account ${this.#given}`;
    this.#service.call("change_user", { user: address, attributes: { [mark]: given } });
    return given;
  }

  #markAt(address: string): string | undefined {
    const { attributes } = this.#service.call("get_user", { user: address });
    return (attributes?.[mark] as string | null | undefined) ?? undefined;
  }
}
