import type { Run, Service } from "../lifecycle/killed-stack.mts";
import { addressOf, domains, type Program } from "./program.mts";

/** Looks at what a run called and said. */
export class Watch {
  readonly #service: Pick<Service, "call" | "requests">;
  #present: ReadonlySet<string> = new Set();
  #declared: ReadonlySet<string> = new Set();

  constructor(service: Pick<Service, "call" | "requests">) {
    this.#service = service;
  }

  /** Before a run. @param declared the addresses of both programs. */
  begin(declared: ReadonlySet<string>): void {
    this.#declared = declared;
    this.#present = new Set(domains.flatMap((domain) => this.#usersOf(domain)));
  }

  /** @returns what is wrong with a run that ended. */
  check({ code, output }: Run, user: string, program: Program): string[] {
    const calls = this.#service.requests.entries().filter((entry) => entry.user === user && entry.outcome === "ok");
    this.#service.requests.clear();
    return [
      ...calls.flatMap(({ method, object }) => this.#wrongDelete(method, object)),
      ...this.#falseExists(output),
      ...(code === 0 ? this.#phantoms(program, user) : []),
      ...(/Canary/.test(output) ? [`a password came out of a run of ${user}`] : []),
    ];
  }

  #wrongDelete(method: string, object: string): string[] {
    if (method === "delete_user" && (this.#declared.has(object) || object.startsWith("stranger"))) {
      return [`${object} was deleted, which no program gave up`];
    }
    const inside = method === "delete_domain" ? [...this.#declared].filter((one) => one.endsWith(`@${object}`)) : [];
    return inside.length > 0 ? [`${object} was deleted with ${inside.join(", ")} declared in it`] : [];
  }

  /** Nobody gives a name twice, so only what was there before the run can exist. */
  #falseExists(output: string): string[] {
    const told = [...output.matchAll(/(\S+@\S+): User already exists/g)].map(([, address = ""]) => address);
    const wrong = new Set(told.filter((address) => !this.#present.has(address)));
    return [...wrong].map((address) => `${address} is said to exist, and did not: ${output}`);
  }

  #phantoms(program: Program, user: string): string[] {
    const present = new Set(domains.flatMap((domain) => this.#usersOf(domain)));
    const missing = program.mailboxes.map(addressOf).filter((address) => !present.has(address));
    return missing.map((address) => `the up of ${user} ended well, and ${address} is on no service`);
  }

  #usersOf(domain: string): string[] {
    const { users } = this.#service.call("search_users", { criteria: { domain } });
    return ((users ?? []) as { user: string }[]).map(({ user }) => user);
  }
}
