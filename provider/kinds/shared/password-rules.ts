import type { AttributeTable } from "../attribute.js";
import type { Inherit } from "./attributes.js";

export function passwordRules(inherit: (attribute: string) => Inherit) {
  const security = "it decides how strong passwords are";
  const common = (name: string) =>
    ({ access: "read-write", nullable: true, security, inherit: inherit(name) }) as const;
  return {
    defaultPasswordEncoding: {
      value: {
        shape: "choice",
        values: ["MD5", "SSHA224", "SSHA256", "SSHA384", "SSHA512", "BCRYPT-6", "BCRYPT-8", "BCRYPT-10", "BCRYPT-12"],
        open: true,
      },
      listed: true,
      doc: "How the service stores passwords that it receives in clear text. BCRYPT is the recommended family.",
      source: "SEED-GC, PHP1, KB",
      ...common("defaultPasswordEncoding"),
    },
    passwordStrength: {
      value: { shape: "choice", values: ["weak", "medium", "good", "strong"] },
      doc: "Lowest strength that a new password must reach.",
      source: "SEED-GC, PHP1",
      ...common("passwordStrength"),
    },
    regenPasswords: {
      value: { shape: "flag" },
      doc: "Whether the next log-in stores a password again when its encoding differs from `defaultPasswordEncoding`.",
      source: "SEED-GC, PHP1, GUIDE",
      ...common("regenPasswords"),
    },
  } as const satisfies AttributeTable;
}
