import type { SimulatorOptions } from "../../../simulator/index.js";
import { admins } from "./soak.mts";

/** One company with an admin for each stack. */
export function tenantOf(): NonNullable<SimulatorOptions["tenant"]> {
  return [{ name: "Lakeside Demo Mail", admins: admins.map((admin) => ({ ...admin, role: "company" as const })) }];
}
