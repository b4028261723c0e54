import * as pulumi from "@pulumi/pulumi";
import * as oma from "pulumi-oma";

export interface TeamArgs {
  company: string;
  domain: string;
  /** Password by the local part of the address. */
  people: Readonly<Record<string, pulumi.Input<string>>>;
}

/** A domain with a mailbox for each person. */
export class Team extends pulumi.ComponentResource {
  readonly addresses: pulumi.Output<string[]>;
  /** Addresses in the domain that this program does not manage. */
  readonly others: pulumi.Output<string[]>;

  constructor(name: string, { company, domain, people }: TeamArgs, opts?: pulumi.ComponentResourceOptions) {
    super("example:mail:Team", name, {}, opts);
    const parent = { parent: this };
    const { attributes } = oma.getCompany({ company });
    const home = new oma.Domain(name, { domain, company }, parent);
    const mailboxes = Object.entries(people).map(([local, password]) => {
      // The company has its quota in MB, a user in bytes.
      const quota = attributes.quota.apply((megabytes) => oma.mib(megabytes ?? 1024));
      return new oma.User(`${name}-${local}`, { user: home.address(local), password, quota }, parent);
    });
    this.addresses = pulumi.all(mailboxes.map(({ user }) => user));
    const rows = oma.searchUsers({ domain: home.domain }, { dependsOn: home });
    this.others = pulumi
      .all([rows, this.addresses])
      .apply(([all, own]) => all.map(({ user }) => user).filter((user) => !own.includes(user)));
  }
}
