import {
  type Answer,
  type JsonObject,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "../../simulator/index.js";
import { METHODS } from "../../simulator/methods/index.js";

export const COMPANY = "Lakeside Demo Mail";
export const GOOD = "Quartz*Kite-58";

const open: Simulator[] = [];

/** Starts a simulator that is closed after the test. */
export async function start(options?: SimulatorOptions): Promise<Simulator> {
  const sim = await startSimulator(options);
  open.push(sim);
  return sim;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((sim) => sim.close()));
});

export interface Who {
  user: string;
  password?: string;
  token?: string;
  client?: string;
  "2fa_code"?: string;
}

/** Calls a method over HTTP and expects HTTP 200. */
export async function post(sim: Simulator, method: string, fields: JsonObject, as: Who = sim.admin): Promise<Answer> {
  const response = await raw(sim, method, JSON.stringify({ credentials: { ...as }, ...fields }));
  expect(response.status).toBe(200);
  const answer = (await response.json()) as Answer;
  if (answer.success === false && answer.error_number !== undefined) expectDeclared(method, answer.error_number);
  return answer;
}

/** Numbers any call can be answered with (methods.yaml of the reference), the provisioning lock, and wrong codes. */
const EVERYWHERE = [0, 1, 5, 9, 20, 21, 22, 25, 28, 29, 30, 32, 33, 35, 39, 42, 43];

/** Every refusal in any test has to be one that the method declares; 8 stands for 7 where a behaviour says so. */
function expectDeclared(method: string, number: number): void {
  const declared = METHODS.get(method)?.errors ?? [];
  expect({ method, declared: [...EVERYWHERE, ...declared] }).toEqual({
    method,
    declared: expect.arrayContaining([number === 8 ? 7 : number]),
  });
}

export function raw(sim: Simulator, method: string, body: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${sim.url}/${method}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
    ...init,
  });
}

/** Calls a method and expects a success. */
export async function done(sim: Simulator, method: string, fields: JsonObject, as?: Who): Promise<Answer> {
  const answer = await post(sim, method, fields, as);
  expect(answer).toMatchObject({ success: true });
  return answer;
}

/** The error number of a call that has to fail. */
export async function refused(
  sim: Simulator,
  method: string,
  fields: JsonObject,
  as?: Who,
): Promise<number | undefined> {
  const answer = await post(sim, method, fields, as);
  expect(answer.success).toBe(false);
  return answer.error_number;
}

export function domain(sim: Simulator, name = "example.com", attributes: JsonObject = {}): Promise<Answer> {
  return done(sim, "change_domain", { domain: name, create_only: true, attributes });
}

export function user(sim: Simulator, address = "iris@example.com", attributes: JsonObject = {}): Promise<Answer> {
  return done(sim, "change_user", { user: address, create_only: true, attributes: { password: GOOD, ...attributes } });
}

/** A user with a role, made by the seeded admin; its credentials. */
export async function admin(
  sim: Simulator,
  address: string,
  role: string,
  object: string,
  attributes?: JsonObject,
): Promise<Who> {
  await user(sim, address, attributes);
  await done(sim, "set_role", { user: address, role, object });
  return { user: address, password: GOOD };
}

export const TWO_COMPANIES: SimulatorOptions = {
  tenant: [
    { name: COMPANY, admins: [{ user: "provisioner@lakeside-demo.adm", password: GOOD, role: "company" }] },
    {
      name: "Hillside Demo Mail",
      osrs_id: "hillside",
      admins: [
        { user: "boss@hillside-demo.adm", password: GOOD, role: "company" },
        {
          user: "both@hillside-demo.adm",
          password: GOOD,
          role: "company",
          objects: ["Hillside Demo Mail", COMPANY],
        },
      ],
      brands: ["Hill"],
    },
  ],
};

export const HILLSIDE: Who = { user: "boss@hillside-demo.adm", password: GOOD };
export const BOTH: Who = { user: "both@hillside-demo.adm", password: GOOD };

/** A clock that stands until it is moved. */
export function clock(start = 1_765_000_000_000): { now: () => number; pass: (ms: number) => void } {
  let time = start;
  return {
    now: () => time,
    pass: (ms) => {
      time += ms;
    },
  };
}

export const DAY = 86_400_000;
