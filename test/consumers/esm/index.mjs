import * as oma from "pulumi-oma";

const domain = new oma.Domain("domain", { domain: "esm.example.com", limitUsers: 5 });
const ann = new oma.User("ann", { user: domain.address("ann"), password: "Quartz*Kite-58", quota: 2 * 1024 ** 3 });

export const address = ann.user;
