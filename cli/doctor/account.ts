import { defaultRetryPolicy, OmaApiError, OmaClient, type OmaConfig, OmaError } from "../../provider/oma/index.js";
import { isRecord } from "../../provider/values.js";

import { type Finding, fail, ok, warn } from "./finding.js";

/** The role that reads and changes everything that the provider manages. */
const fullRole = "company";
/** Where the provider compares times, both are the service's. This much only says that one of the two clocks is wrong. */
const skewMs = 60_000;

/** The objects that each role of the admin is over. */
type Roles = ReadonlyMap<string, readonly string[]>;

/** Asks the service what the admin is and what it may change. Changes nothing. */
export async function checkAccount(config: OmaConfig, now: () => number): Promise<Finding[]> {
  // Somebody waits for the answer, and the connection was checked a moment ago.
  const client = new OmaClient(config, { ...defaultRetryPolicy, outageMs: 0 });
  try {
    const account = await client.call("get_user", { user: config.user }).catch((error: unknown) => {
      // Any number but those about credentials means that the log-in worked.
      if (error instanceof OmaApiError && error.class !== "credentials") return undefined;
      throw error;
    });
    const roles = rolesIn(account?.metadata?.roles);
    return [
      ok("login", config.user),
      checkClock(client, now()),
      checkRole(roles),
      ...(await checkSettable(client, roles?.get(fullRole) ?? [])),
    ];
  } catch (error) {
    if (!(error instanceof OmaError)) throw error;
    const [message = ""] = error.message.split("\n");
    return [fail("login", message, error.remedy ?? "")];
  } finally {
    client.close();
  }
}

function rolesIn(value: unknown): Roles | undefined {
  if (!isRecord(value)) return undefined;
  return new Map(Object.entries(value).map(([role, objects]) => [role, Array.isArray(objects) ? objects : []]));
}

function checkClock(client: OmaClient, now: number): Finding {
  const service = client.serverTime();
  if (service === undefined) {
    return warn(
      "clock",
      "the service does not tell its time",
      "Nothing to do, but the provider cannot tell an object that a lost create made from one that existed before.",
    );
  }
  const ahead =
    now < service.earliest * 1000 ? now - service.earliest * 1000 : Math.max(0, now - service.latest * 1000);
  if (Math.abs(ahead) <= skewMs) return ok("clock", "agrees with the service");
  const by = `${Math.round(Math.abs(ahead) / 1000)} s ${ahead > 0 ? "ahead of" : "behind"}`;
  return warn("clock", `this machine is ${by} the service`, "Set the clock of this machine.");
}

function checkRole(roles: Roles | undefined): Finding {
  if (roles === undefined) {
    return warn("role", "the admin may not read its own account", "Use an admin with the role company.");
  }
  const named = [...roles].map(([role, objects]) => `${role} of ${objects.join(", ")}`).join("; ");
  if (roles.size === 0) return fail("role", "the admin has no role", "Ask OpenSRS to give it the role company.");
  if (roles.has(fullRole)) return ok("role", named);
  return warn("role", named, "Use an admin with the role company: no other creates and deletes domains and users.");
}

async function checkSettable(client: OmaClient, companies: readonly string[]): Promise<Finding[]> {
  return Promise.all(
    companies.map(async (company) => {
      const found = await client.call("get_company", { company });
      const settable = found.settable_attributes ?? found.settable_attribute ?? [];
      return settable.length === 0
        ? warn("settable", `the admin may set no attribute of ${company}`, "Use an admin with a higher role.")
        : ok("settable", `${settable.length} attributes of ${company}`);
    }),
  );
}
