import { kinds } from "../../../provider/kinds/index.js";
import type { LogEntry, Simulator } from "../../../simulator/index.js";
import type { Program } from "./program.js";
import { identityIn } from "./promises.js";

const creating: Readonly<Record<string, "User" | "Domain">> = { change_user: "User", change_domain: "Domain" };

/** Watches that nothing takes the name of what the service can restore, unless the program says so. */
export class Restorable {
  /** The objects that could be restored, and did not exist, when a call that may create them began. */
  private readonly couldBeRestored = new Set<string>();

  constructor(private readonly service: Simulator) {
    service.onCall(({ method, object, phase }) => {
      const kind = creating[method];
      if (phase === "before" && kind !== undefined && this.isGone(kind, object) && this.isKept(kind, object)) {
        this.couldBeRestored.add(`${kind} ${object}`);
      }
    });
  }

  /** @throws Error for an empty object that nobody asked for. */
  check(entries: readonly LogEntry[], program: Program): void {
    for (const { method, object, outcome, createOnly } of entries) {
      const about = `${creating[method]} ${object}`;
      if (outcome !== "ok" || !createOnly || !this.couldBeRestored.has(about)) continue;
      const isAskedFor = program.some(
        (one) =>
          `${one.kind} ${kinds[one.kind].displayName(identityIn(one))}` === about && one.args.restoreDeleted === false,
      );
      if (!isAskedFor) throw new Error(`${about} was made anew, though the deleted one can be restored`);
    }
    this.couldBeRestored.clear();
  }

  private isGone(kind: "User" | "Domain", name: string): boolean {
    const { read } = kinds[kind].verbs;
    return !this.service.call(read, { [kind.toLowerCase()]: name }).success;
  }

  private isKept(kind: "User" | "Domain", name: string): boolean {
    const criteria = kind === "User" ? { domain: name.split("@")[1] ?? "", deleted: true } : { deleted: true };
    const { users, domains } = this.service.call(kind === "User" ? "search_users" : "search_domains", { criteria });
    const rows = (users ?? domains ?? []) as { user?: string; domain?: string }[];
    return rows.some(({ user, domain }) => (user ?? domain) === name);
  }
}
