import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import type { MethodFidelity } from "../../../simulator/methods/fidelity.js";
import { type BadRequest, badRequests } from "./malformed.mts";
import { ADMIN, COMPANY, done, PASSWORD, type Sim, type Start } from "./support.mts";

/** Longer than this is a hang. */
const PATIENCE_MS = 5000;
/** The whole store is compared after so many requests, and at the end. */
const COMPARED_EVERY = 50;

/** What was tried: kind and HTTP status to a number of requests. */
export type Outcomes = Map<string, number>;

/**
 * Sends so many bad requests and throws at the first one that is answered with a 500, with a success, with a status it
 * should not have, or not at all, and at the first change of what the service holds.
 */
export async function runMalformed(
  start: Start,
  methods: readonly MethodFidelity[],
  { seed, count }: { seed: number; count: number },
): Promise<Outcomes> {
  const sim = await start({ tenant: [{ name: COMPANY, admins: [{ ...ADMIN, password: PASSWORD, role: "company" }] }] });
  const outcomes: Outcomes = new Map();
  try {
    done(sim, "change_domain", { domain: "example.com", attributes: { aliases: ["example.net"] } });
    done(sim, "change_user", { user: "iris@example.com", attributes: { password: PASSWORD } });
    const before = sim.snapshot();
    const unchanged = (where: string) => {
      if (!isDeepStrictEqual(sim.snapshot(), before)) throw new Error(`the store changed ${where}`);
    };
    const requests = fc.sample(badRequests(methods), { seed, numRuns: count });
    for (const [index, bad] of requests.entries()) {
      const status = await send(sim, bad);
      const key = `${bad.kind}: ${status}`;
      outcomes.set(key, (outcomes.get(key) ?? 0) + 1);
      if (index % COMPARED_EVERY === 0) unchanged(`within the ${COMPARED_EVERY} requests before ${index}`);
    }
    unchanged("at the end");
    done(sim, "get_user", { user: "iris@example.com" });
  } finally {
    await sim.close();
  }
  return outcomes;
}

async function send(sim: Sim, bad: BadRequest): Promise<number> {
  const response = await fetch(`${sim.url}/${bad.path}`, {
    method: bad.verb,
    headers: bad.headers,
    ...(bad.body === undefined ? {} : { body: bad.body }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const text = await response.text();
  const problem = !bad.statuses.includes(response.status)
    ? `HTTP ${response.status}`
    : response.status === 200 && !isRefusal(text)
      ? "not refused"
      : undefined;
  if (problem) throw new Error(`${problem}: ${JSON.stringify(bad).slice(0, 600)} -> ${text.slice(0, 300)}`);
  return response.status;
}

function isRefusal(text: string): boolean {
  const answer = JSON.parse(text);
  return answer.success === false && Number.isInteger(answer.error_number) && typeof answer.error === "string";
}
