import type { Service } from "../lifecycle/killed-stack.mts";
import type { Mailboxes } from "./mailboxes.mts";
import type { Random } from "./random.mts";

type Act = (hand: ThirdHand, address: string) => void;

/** Somebody with the console, between the runs. */
export class ThirdHand {
  readonly #service: Pick<Service, "call">;
  readonly #random: Random;
  readonly #mailboxes: Mailboxes;
  #strangers = 0;

  constructor(service: Pick<Service, "call">, random: Random, mailboxes: Mailboxes) {
    this.#service = service;
    this.#random = random;
    this.#mailboxes = mailboxes;
  }

  /** @returns what was done. */
  act(declared: ReadonlySet<string>): string {
    const there = [...declared].filter((address) => this.#mailboxes.has(address));
    if (there.length === 0) return "nothing";
    const what = this.#random.pick(Object.keys(acts));
    (acts[what] as Act)(this, this.#random.pick(there));
    return what;
  }

  change(address: string): void {
    this.#service.call("change_user", { user: address, attributes: { title: "Somebody else's" } });
  }

  delete(address: string): void {
    this.#mailboxes.disturb(address);
    this.#service.call("delete_user", { user: address });
  }

  /** A mailbox that no program declares, in a domain of theirs. */
  addStranger(address: string): void {
    this.#strangers += 1;
    const user = `stranger${this.#strangers}@${address.split("@")[1]}`;
    this.#service.call("change_user", { user, create_only: true, attributes: { password: "Quartz*Kite-58" } });
  }
}

const acts: Readonly<Record<string, Act>> = {
  "changes a title": (hand, address) => hand.change(address),
  "deletes a mailbox": (hand, address) => hand.delete(address),
  "adds a mailbox": (hand, address) => hand.addStranger(address),
};
