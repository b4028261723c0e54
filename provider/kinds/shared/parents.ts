import type { Parent } from "../kind.js";

/** What several kinds are a part of: calls about them go by its name. */
export const ofUser: Parent = { kind: "User", of: ({ user = "" }) => ({ user }), names: true };
export const ofDomain: Parent = {
  kind: "Domain",
  of: ({ domain = "" }) => ({ domain }),
  names: true,
};
export const ofCompany: Parent = {
  kind: "Company",
  of: ({ company = "" }) => ({ company }),
  names: true,
};
