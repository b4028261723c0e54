import type { Behaviours } from "../behaviours/switches.js";
import type { UserType } from "../store/objects.js";
import type { JsonObject } from "../wire/json.js";

const NAMES = ["delivery_autoresponder", "delivery_filter", "delivery_forward", "delivery_local"] as const;

/** Question 35: what each type starts with. */
const DEFAULTS: Readonly<Record<UserType, (typeof NAMES)[number]>> = {
  mailbox: "delivery_local",
  forward: "delivery_forward",
  filter: "delivery_filter",
};

/** What may differ from the default (PHP1, NOTE-MD): only a mailbox has a choice. */
const OPEN: readonly string[] = ["delivery_autoresponder", "delivery_forward", "delivery_local"];

export function deliveryDefaults(type: UserType, { mailboxDelivery }: Readonly<Behaviours>): JsonObject {
  const none = type === "mailbox" && mailboxDelivery === "none";
  return Object.fromEntries(NAMES.map((name) => [name, !none && DEFAULTS[type] === name]));
}

/**
 * The delivery attributes after a change. A value that does not fit the type is ignored, not refused (PHP1, NOTE-MD).
 * A mailbox that would deliver nowhere delivers to itself: no documented combination delivers nowhere.
 */
export function settledDelivery(
  type: UserType,
  wanted: JsonObject,
  present: JsonObject | undefined,
  behaviours: Readonly<Behaviours>,
): JsonObject {
  const settled = deliveryDefaults(type, behaviours);
  if (type !== "mailbox") return settled;
  for (const name of OPEN) settled[name] = wanted[name] ?? present?.[name] ?? settled[name] ?? false;
  if (behaviours.mailboxDelivery === "none") return settled;
  if (settled.delivery_local !== true && settled.delivery_forward !== true) settled.delivery_local = true;
  return settled;
}
