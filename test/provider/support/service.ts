import {
  type Behaviours,
  type JsonObject,
  type LogEntry,
  type Simulator,
  startSimulator,
  type TenantSeed,
} from "../../../simulator/index.js";
import { closeAfterTest } from "./closing.js";

export const company = "Lakeside Demo Mail";
export const otherCompany = "Hillside Demo Mail";
/** Good enough for every level of the password policy, and easy to find where it must not be. */
export const secretText = "Canary*Kite-58";
export const admin = { user: "provisioner@lakeside-demo.adm", password: "Admin*Canary-77" };
/** Controls both companies. */
export const groupAdmin = { user: "both@hillside-demo.adm", password: "Admin*Canary-88" };
/** May change what costs nothing in the company, and create or delete nothing. */
export const viewer = { user: "viewer@lakeside-demo.adm", password: "Admin*Canary-99" };

const tenant: TenantSeed = [
  {
    name: company,
    osrs_id: "lakeside",
    admins: [
      { ...admin, role: "company" },
      { ...viewer, role: "company_view" },
    ],
    brands: ["Default Brand", "Blue"],
  },
  {
    name: otherCompany,
    admins: [{ ...groupAdmin, role: "company", objects: [otherCompany, company] }],
  },
];

/** A fresh service with two companies; the domain example.com is in the first. */
export async function startService(
  behaviours: Partial<Behaviours> = {},
  now: () => number = Date.now,
): Promise<Simulator> {
  const service = await startSimulator({ tenant, behaviours, now });
  closeAfterTest(() => service.close());
  given(service, "change_domain", { domain: "example.com", attributes: {} });
  return service;
}

/** Changes the service behind the provider's back. */
export function given(service: Simulator, method: string, fields: JsonObject): void {
  const answer = service.call(method, fields);
  if (!answer.success) throw new Error(`${method} was refused: ${JSON.stringify(answer)}`);
}

export function givenUser(service: Simulator, user: string, attributes: JsonObject = {}): void {
  given(service, "change_user", { user, create_only: true, attributes: { password: secretText, ...attributes } });
}

/** What the service holds of an object; undefined when it has none of that name. */
export function held(service: Simulator, kind: "user" | "domain" | "company", name: string): JsonObject | undefined {
  return service.call(`get_${kind}`, { [kind]: name }).attributes;
}

export function methodsCalled(service: Simulator): string[] {
  return service.requests.entries().map(({ method }) => method);
}

/** Refusals of a call since the object, or its name, exists: a guarded create that met it has changed nothing. */
const exists: readonly unknown[] = [7, 8, 23];

/** The calls that may have changed something. */
export function writes(service: Simulator): LogEntry[] {
  return service.requests.filter(
    ({ method, outcome }) => !/^_?(get|search)_|^authenticate$/.test(method) && !exists.includes(outcome),
  );
}

/** Whether somebody can log in with this password: the only way to see which one the service holds. */
export async function accepts(service: Simulator, user: string, password: string): Promise<boolean> {
  const response = await fetch(`${service.url}/authenticate`, {
    method: "POST",
    body: JSON.stringify({ credentials: { user, password } }),
  });
  return ((await response.json()) as { success: boolean }).success;
}
