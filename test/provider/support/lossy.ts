import type { Simulator } from "../../../simulator/index.js";
import { type Canned, type CannedServer, startCanned } from "./canned.js";

export interface Lossy extends CannedServer {
  /** The next call of this method gets this answer, after the service has carried it out or in place of that. */
  loseNext(method: string, when: "after it was carried out" | "before it was carried out", instead?: Canned): void;
}

/** A network in front of the service that loses answers. */
export async function startLossy(service: Simulator): Promise<Lossy> {
  const losses: { method: string; carriedOut: boolean; instead: Canned }[] = [];
  const server = await startCanned(async ({ method, body }) => {
    const at = losses.findIndex((loss) => loss.method === method);
    const [loss] = at < 0 ? [] : losses.splice(at, 1);
    if (loss && !loss.carriedOut) return loss.instead;
    const response = await fetch(`${service.url}/${method}`, { method: "POST", body: JSON.stringify(body) });
    const text = await response.text();
    return loss?.instead ?? { status: response.status, text };
  });
  return {
    ...server,
    loseNext: (method, when, instead = "reset") => {
      losses.push({ method, carriedOut: when === "after it was carried out", instead });
    },
  };
}
