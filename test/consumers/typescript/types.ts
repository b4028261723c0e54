// Compiled, never run: what the package's types refuse. Were they lost, everything would pass.
import * as oma from "pulumi-oma";

// @ts-expect-error: a quota is a number of bytes
export const quota: oma.UserArgs = { user: "ann@example.com", quota: "2 GB" };

// @ts-expect-error: a domain needs its name
export const domain = () => new oma.Domain("domain", { limitUsers: 5 });

// @ts-expect-error: no such attribute
export const typo: oma.UserArgs = { user: "ann@example.com", nmae: "Ann" };
