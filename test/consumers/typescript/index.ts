import type * as pulumi from "@pulumi/pulumi";
import type { UserArgs } from "pulumi-oma";
import * as oma from "pulumi-oma";

const domain = new oma.Domain("domain", { domain: "typescript.example.com", limitUsers: 5 });

const account: UserArgs = { user: domain.address("ann"), password: "Quartz*Kite-58", quota: oma.gib(2) };
const ann = new oma.User("ann", account);

export const address: pulumi.Output<string> = ann.user;
