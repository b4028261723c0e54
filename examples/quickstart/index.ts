import * as pulumi from "@pulumi/pulumi";
import * as oma from "pulumi-oma";

const config = new pulumi.Config();

const company = new oma.Company("company", {
  company: config.require("company"),
  spamlevel: "High",
  notesExternal: "Managed by Pulumi: change it in the program.",
});

const brand = new oma.Brand("brand", {
  company: company.company,
  brand: "Lakeside Blue",
});

const domain = new oma.Domain("domain", {
  domain: config.require("domain"),
  brand: brand.brand,
  limitUsers: 25,
  language: "en",
});

const password = config.requireSecret("mailboxPassword");

const people = { "ann.moreau": "Ann Moreau", "ben.okafor": "Ben Okafor" };
const mailboxes = Object.entries(people).map(
  ([local, name]) =>
    new oma.User(local, {
      user: domain.address(local),
      password,
      name,
      quota: oma.gib(2),
      serviceImap4: "enabled",
    }),
);

new oma.User("sales", {
  user: domain.address("sales"),
  type: "forward",
  deliveryForward: true,
  forwardRecipients: mailboxes.map((mailbox) => mailbox.user),
});

export const addresses = mailboxes.map((mailbox) => mailbox.user);
