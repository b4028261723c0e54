const oma = require("pulumi-oma");

const domain = new oma.Domain("domain", { domain: "commonjs.example.com", limitUsers: 5 });
const ann = new oma.User("ann", { user: domain.address("ann"), password: "Quartz*Kite-58", quota: oma.gib(2) });

exports.address = ann.user;
