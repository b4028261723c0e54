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

// Resources have names that stay, here staff numbers. A person who gets another name keeps the resource, and so the mailbox: the
// provider renames it. With the address for a resource name, the engine would create an empty mailbox and delete the old one.
const people = {
  "staff-1001": { address: "ann.moreau", name: "Ann Moreau" },
  "staff-1002": { address: "ben.okafor", name: "Ben Okafor" },
};
const mailboxes = Object.entries(people).map(
  ([staffNumber, { address, name }]) =>
    new oma.User(staffNumber, {
      user: domain.address(address),
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
