// Generated from provider/kinds/domain-bulletin.ts by "npm run generate". Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import { OmaResource } from "../resource.js";

/** Arguments of {@link DomainBulletin}. An argument that is left out is neither written nor compared. */
export interface DomainBulletinArgs {
  /**
   * Domain that sends the bulletin. A change replaces the bulletin.
   *
   * Must be a domain name (two or more labels of letters, digits and inner hyphens, 3 to 160 characters).
   */
  domain: pulumi.Input<string>;
  /**
   * `auto` or `manual`. A change replaces the bulletin.
   *
   * Must be "auto" or "manual".
   */
  type: pulumi.Input<"auto" | "manual">;
  /**
   * Name of the bulletin, unique together with `type`. A change replaces the bulletin.
   *
   * Must be a string on one line that is not empty.
   */
  bulletin: pulumi.Input<string>;
  /**
   * The whole mail, headers included. The service adds a Date header when there is none. Placeholders: `{'account'}`, `{'domain'}`, `{'name'}`, `{'title'}`. Compared exactly.
   *
   * Must be a whole mail that begins with its headers, such as "Subject: News".
   */
  bulletinText: pulumi.Input<string>;
  /** Whether the create may adopt a bulletin that already exists, and write what differs. Without it, an existing one is an error. */
  adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * A bulletin: mail that a domain sends to its users. The service sends an `auto` one to each new user. A `manual` one is sent only when somebody posts it, which this resource never does.
 */
export class DomainBulletin extends OmaResource {
  /** Domain that sends the bulletin. A change replaces the bulletin. */
  declare readonly domain: pulumi.Output<string>;
  /** `auto` or `manual`. A change replaces the bulletin. */
  declare readonly type: pulumi.Output<"auto" | "manual">;
  /** Name of the bulletin, unique together with `type`. A change replaces the bulletin. */
  declare readonly bulletin: pulumi.Output<string>;
  /** The whole mail, headers included. The service adds a Date header when there is none. Placeholders: `{'account'}`, `{'domain'}`, `{'name'}`, `{'title'}`. Compared exactly. */
  declare readonly bulletinText: pulumi.Output<string>;

  constructor(name: string, args: DomainBulletinArgs, opts?: pulumi.CustomResourceOptions) {
    super("DomainBulletin", name, args, opts, ["domain", "type", "bulletin", "bulletinText"], []);
  }

  /**
   * Reads an existing domain bulletin without managing it. Fails when it does not exist.
   *
   * @param id domain/type/bulletin
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): DomainBulletin {
    return new DomainBulletin(name, undefined as never, { ...opts, id });
  }
}
