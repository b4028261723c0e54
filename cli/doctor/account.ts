import { OmaApiError, OmaClient, type OmaConfig, OmaError } from "../../provider/oma/index.js";
import { type Finding, fail, ok, warn } from "./finding.js";

/** Roles that see and change all that the provider manages. */
const fullRole = "company";
/** Where times are compared, both clocks are the service's; this much only says that one of them is wrong. */
const skewMs = 60_000;

type Roles = Readonly<Record<string, readonly string[]>>;

/** What the admin is, and what it may change, by asking the service. Changes nothing. */
export async function lookAtAccount(config: OmaConfig, now: () => number): Promise<Finding[]> {
  const client = new OmaClient(config);
  try {
    const answer = await client.call("get_user", { user: config.user }).catch((error: unknown) => {
      // Any number but those about credentials means that the log-in worked.
      if (error instanceof OmaApiError && error.class !== "credentials") return undefined;
      throw error;
    });
    const roles = (answer?.metadata?.roles ?? undefined) as Roles | undefined;
    return [ok("login", config.user), ...clock(client, now()), ...role(roles), ...(await settable(client, roles))];
  } catch (error) {
    if (!(error instanceof OmaError)) throw error;
    const [says = ""] = error.message.split("\n");
    return [fail("login", says, error.remedy ?? "")];
  } finally {
    client.close();
  }
}

function clock(client: OmaClient, now: number): Finding[] {
  const service = client.serverTime();
  if (service === undefined)
    return [
      warn(
        "clock",
        "the service does not tell its time",
        "Nothing: creates that got lost cannot be told from what was there.",
      ),
    ];
  const ahead =
    now < service.earliest * 1000 ? now - service.earliest * 1000 : Math.max(0, now - service.latest * 1000);
  if (Math.abs(ahead) <= skewMs) return [ok("clock", "agrees with the service")];
  const by = `${Math.round(Math.abs(ahead) / 1000)} s ${ahead > 0 ? "ahead of" : "behind"}`;
  return [warn("clock", `this machine is ${by} the service`, "Set the clock of this machine.")];
}

function role(roles: Roles | undefined): Finding[] {
  if (roles === undefined) {
    return [warn("role", "the admin may not read its own account", "Use an admin with the role company.")];
  }
  const named = Object.entries(roles).map(([name, objects]) => `${name} of ${objects.join(", ")}`);
  if (named.length === 0) return [fail("role", "the account has no role", "Have OpenSRS give it the role company.")];
  if (fullRole in roles) return [ok("role", named.join("; "))];
  return [warn("role", named.join("; "), "Creating and deleting domains and users needs the role company.")];
}

async function settable(client: OmaClient, roles: Roles | undefined): Promise<Finding[]> {
  const companies = roles?.[fullRole] ?? [];
  return Promise.all(
    companies.map(async (company) => {
      const answer = await client.call("get_company", { company });
      const list = answer.settable_attributes ?? answer.settable_attribute;
      if (list === undefined || list.length === 0) {
        return warn("settable", `nothing of ${company} can be set`, "Use an admin with a higher role.");
      }
      return ok("settable", `${list.length} attributes of ${company}`);
    }),
  );
}
