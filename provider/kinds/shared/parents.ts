import type { Parent } from "../kind.js";

/** Parents of subresources: calls address the subresource by the parent's name. */
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
