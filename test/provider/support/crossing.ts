import type { Simulator } from "../../../simulator/index.js";
import { json, refusal, startCanned } from "./canned.js";
import { type Managed, run } from "./run.js";
import { held, secretText, startService, writes } from "./service.js";

export const at = (local: string) => `${local}@example.com`;

/** New local part by old one, for mailboxes whose display name stays, and tells whose mail it is. */
export type Moves = Readonly<Record<string, string>>;

export const chain = { a: "b", b: "c", c: "d" };
export const swap = { a: "b", b: "a" };
export const three = { a: "b", b: "c", c: "a" };
export const pairAndChain = { a: "b", b: "a", c: "d", d: "e" };

export async function tenant(
  moves: Moves,
  attributes: (local: string) => object = (local) => ({ name: `Mail of ${local}` }),
  now?: () => number,
) {
  const service = await startService({}, now);
  const users: Managed[] = Object.keys(moves).map((local) => ({
    label: local,
    state: undefined,
    inputs: { user: at(local), password: secretText, ...attributes(local) },
  }));
  expect(await run(service.url, users, 1)).toEqual([]);
  for (const user of users) user.inputs = { ...user.inputs, user: at(moves[user.label] as string) };
  service.requests.clear();
  return { service, users };
}

export const renames = (service: Simulator) => writes(service).filter(({ method }) => method === "rename_user");

/** Whose mail each address has; addresses that an account stands aside at count as "aside". */
export function mail(service: Simulator): Record<string, string> {
  const { users } = service.call("search_users", { criteria: { domain: "example.com" } }) as unknown as {
    users: { user: string }[];
  };
  return Object.fromEntries(
    users.map(({ user }) => [user.replace("@example.com", ""), String(held(service, "user", user)?.name)]),
  );
}

export const wanted = (moves: Moves) =>
  Object.fromEntries(Object.entries(moves).map(([from, to]) => [to, `Mail of ${from}`]));
export const original = (moves: Moves) =>
  Object.fromEntries(Object.keys(moves).map((from) => [from, `Mail of ${from}`]));

/** What befalls the nth rename. `cut off` is the network from then on, the rename itself carried out. */
export const fates = ["its answer is lost", "it is lost itself", "it is refused", "it is cut off after it"] as const;

/** The network in front of the service, with trouble at one of the renames. */
export async function startTroubled(service: Simulator, nth: number, fate: (typeof fates)[number]) {
  let isCutOff = false;
  return startCanned(async ({ method, body }, time) => {
    if (isCutOff) return "reset";
    const isHit = method === "rename_user" && time === nth;
    if (isHit && fate === "it is lost itself") return "reset";
    if (isHit && fate === "it is refused") return refusal(49);
    const answer = await fetch(`${service.url}/${method}`, { method: "POST", body: JSON.stringify(body) });
    const text = await answer.json();
    isCutOff = isHit && fate === "it is cut off after it";
    return isHit && fate !== "it is refused" ? "reset" : json(text);
  });
}
