import { setTimeout as sleep } from "node:timers/promises";
import type { Clock, Context } from "../lifecycle/context.js";
import { DeleteFuse } from "../lifecycle/delete-fuse.js";
import { Moves } from "../lifecycle/moves.js";
import { SettableLists } from "../lifecycle/settable.js";
import { TakenObjects } from "../lifecycle/taken.js";
import { Vault } from "../lifecycle/vault.js";
import { OmaClient, readConfig } from "../oma/index.js";
import { runSettings } from "./run-settings.js";

/** Looks up a key of the stack's configuration. */
export type ConfigLookup = (key: string) => string | undefined;

/** Shared by all kinds of the process: check seals in it, create and update open. */
export const vault = new Vault();
/** Shared as well: diff tells of renames, update carries them out. */
export const moves = new Moves();

const clock: Clock = {
  now: () => performance.now(),
  date: () => Math.floor(Date.now() / 1000),
  sleep: (milliseconds) => sleep(milliseconds),
};
let fuse: DeleteFuse | undefined;
const contexts = new Map<string, Context>();

/**
 * The client and the memory of one account. All kinds of a process share them, so that there is one session token, one set
 * of connections and one memory of refused credentials per account.
 *
 * @throws OmaConfigError when a setting is missing or malformed.
 */
export function contextFor(lookup: ConfigLookup): Context {
  const config = readConfig(lookup, process.env);
  const { deleteLimit, ...run } = runSettings(lookup, process.env);
  // One for all accounts of the process, so that a second one is no second allowance.
  fuse ??= new DeleteFuse(deleteLimit);
  const key = JSON.stringify([config, run]);
  const known = contexts.get(key);
  if (known !== undefined) return known;
  const context = {
    service: config.base,
    client: new OmaClient(config),
    run,
    settable: new SettableLists(),
    taken: new TakenObjects(),
    moves,
    fuse,
    vault,
    clock,
  };
  contexts.set(key, context);
  return context;
}
