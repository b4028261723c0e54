import type { Answer, JsonObject, Simulator, SimulatorOptions } from "../../../simulator/index.js";

/**
 * What the campaigns and the tests share. Types only are imported from the simulator: the tests hand in the one they
 * compile, the campaigns the one that was built.
 */
export type Start<What = Sim> = (options?: SimulatorOptions) => Promise<What>;

/** The part that is the same type for both. */
export type Sim = Pick<Simulator, "url" | "call" | "snapshot" | "close">;

export const COMPANY = "Lakeside Demo Mail";
export const SECOND = "Hillside Demo Mail";
export const PASSWORD = "Quartz*Kite-58";
export const ADMIN = { user: "provisioner@lakeside-demo.adm", password: PASSWORD };

export interface Who {
  user: string;
  password?: string;
  token?: string;
  "2fa_code"?: string;
}

/** A call over HTTP that has to be answered with 200. */
export async function post(sim: Sim, method: string, fields: JsonObject, as: Who = ADMIN): Promise<Answer> {
  const response = await fetch(`${sim.url}/${method}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ credentials: { ...as }, ...fields }),
  });
  if (response.status !== 200) throw new Error(`${method}: HTTP ${response.status}`);
  return (await response.json()) as Answer;
}

/** A call in process that has to succeed. */
export function done(sim: Sim, method: string, fields: JsonObject): Answer {
  const answer = sim.call(method, fields);
  if (!answer.success) throw new Error(`${method}: ${JSON.stringify(answer)}`);
  return answer;
}
