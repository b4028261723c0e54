import type { Behaviours } from "../behaviours/switches.js";
import type { Bulletin, BulletinType, Company, Domain } from "../store/objects.js";
import type { Json, JsonObject } from "../wire/json.js";
import { byName } from "../wire/name-case.js";
import { progress } from "./jobs.js";

interface Holder {
  bulletins?: Bulletin[];
}

/** Name and type together are unique (PHP1). */
export function findBulletin(
  holder: Holder,
  name: string,
  type: BulletinType,
  behaviours: Readonly<Behaviours>,
): Bulletin | undefined {
  const ofType = (holder.bulletins ?? []).filter((one) => one.type === type);
  return byName(ofType, (one) => one.name, name, behaviours);
}

/** Creates or replaces a bulletin, or deletes it when there is no text. Returns whether it existed. */
export function setBulletin(
  holder: Holder,
  name: string,
  type: BulletinType,
  text: string | undefined,
  behaviours: Readonly<Behaviours>,
): boolean {
  const before = findBulletin(holder, name, type, behaviours);
  const others = (holder.bulletins ?? []).filter((one) => one !== before);
  if (text === undefined) holder.bulletins = others;
  else if (before) before.text = text;
  else holder.bulletins = [...others, { name, type, text }];
  return before !== undefined;
}

/** Sends the auto bulletins of a new user. Returns whether there were any. */
export function sendAutoBulletins(company: Company, domain: Domain, at: number): boolean {
  const sent = [...(company.bulletins ?? []), ...(domain.bulletins ?? [])].filter(({ type }) => type === "auto");
  for (const bulletin of sent) bulletin.posted = { at, total: 1 };
  return sent.length > 0;
}

/** metadata.bulletins (SEED-GC): count reaches total when the job is done; both are 0 before the first posting. */
export function bulletinMetadata(holder: Holder, at: number, behaviours: Readonly<Behaviours>): Json {
  const rows = (type: BulletinType): JsonObject[] =>
    (holder.bulletins ?? []).filter((one) => one.type === type).map((one) => row(one, at, behaviours));
  return { manual: rows("manual"), auto: rows("auto") };
}

function row({ name, posted }: Bulletin, at: number, behaviours: Readonly<Behaviours>): JsonObject {
  if (!posted) return { name, count: 0, total: 0, last: null, mtime: null };
  return {
    name,
    count: Math.floor(posted.total * progress(posted.at, at, behaviours)),
    total: posted.total,
    last: new Date(posted.at).toUTCString(),
    mtime: Math.floor(posted.at / 1000),
  };
}
