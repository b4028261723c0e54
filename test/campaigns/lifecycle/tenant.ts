import type { SimulatorOptions } from "../../../simulator/index.js";

export const company = "Lakeside Demo Mail";
/** A domain that users of the programs live in and no program declares. */
export const keptDomain = "kept.example";
export const admin = { user: "provisioner@lakeside-demo.adm", password: "Admin*Canary-77" };
/** Strong enough for every level, and easy to find where they must not be. */
export const passwords = ["Canary*Kite-58", "Canary#Road-93"] as const;
/** What no text that the provider gives away may hold. */
export const canary = /Canary/;

/** What was there before any program. */
export const tenant: NonNullable<SimulatorOptions["tenant"]> = [
  {
    name: company,
    osrs_id: "lakeside",
    admins: [{ ...admin, role: "company" }],
    brands: ["Default Brand", "Blue", "Green"],
  },
];
/** A user beside those of the programs, which nothing may touch. */
export const keeper = `keeper@${keptDomain}`;
