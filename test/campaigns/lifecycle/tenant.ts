import type { SimulatorOptions } from "../../../simulator/index.js";

export const company = "Lakeside Demo Mail";
/** A domain that users of the programs live in and no program declares. */
export const keptDomain = "kept.example";
export const admin = { user: "provisioner@lakeside-demo.adm", password: "Admin*Canary-77" };
/** Strong enough for every level, and easy to find where they must not be. */
export const passwords = ["Canary*Kite-58", "Canary#Road-93"] as const;
/** Variables of the environment that the engine and the provider run in, which hold these. */
export const passwordVariables = ["MODEL_SECRET_0", "MODEL_SECRET_1"] as const;
export const environment: Readonly<Record<string, string>> = Object.fromEntries(
  passwordVariables.map((name, nth) => [name, passwords[nth] as string]),
);
/** What no text that the provider gives away may hold. */
export const canary = /Canary/;
/** What an App Password looks like: it may be given away as a secret only. */
export const madeUp = /\b[a-z]{4}-[a-z]{4}-[a-z]{4}\b/;

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
/** A user that no program declares, but parts of it. */
export const host = `host@${keptDomain}`;
