// Generated from provider/kinds/company-bulletin.ts by "npm run generate". Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import { OmaResource } from "../resource.js";

/** Arguments of {@link CompanyBulletin}. An argument that is left out is neither written nor compared. */
export interface CompanyBulletinArgs {
  /**
   * Company that sends the bulletin. A change replaces the bulletin.
   *
   * Must be a string on one line that is not empty.
   */
  company: pulumi.Input<string>;
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
   * The whole mail, headers included. The service adds a Date header when there is none. Placeholders: `{'account'}`, `{'domain'}`, `{'name'}`. Compared exactly.
   *
   * Must be a whole mail that begins with its headers, such as "Subject: News".
   */
  bulletinText: pulumi.Input<string>;
  /** Whether the create may adopt a bulletin that already exists, and write what differs. Without it, an existing one is an error. */
  adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * A bulletin: mail that a company sends to its users. The service sends an `auto` one to each new user. A `manual` one is sent only when somebody posts it, which this resource never does.
 */
export class CompanyBulletin extends OmaResource {
  /** Company that sends the bulletin. A change replaces the bulletin. */
  declare readonly company: pulumi.Output<string>;
  /** `auto` or `manual`. A change replaces the bulletin. */
  declare readonly type: pulumi.Output<"auto" | "manual">;
  /** Name of the bulletin, unique together with `type`. A change replaces the bulletin. */
  declare readonly bulletin: pulumi.Output<string>;
  /** The whole mail, headers included. The service adds a Date header when there is none. Placeholders: `{'account'}`, `{'domain'}`, `{'name'}`. Compared exactly. */
  declare readonly bulletinText: pulumi.Output<string>;

  constructor(name: string, args: CompanyBulletinArgs, opts?: pulumi.CustomResourceOptions) {
    super("CompanyBulletin", name, args, opts, ["company", "type", "bulletin", "bulletinText"], []);
  }

  /**
   * Reads an existing company bulletin without managing it. Fails when it does not exist.
   *
   * @param id company/type/bulletin
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): CompanyBulletin {
    return new CompanyBulletin(name, undefined as never, { ...opts, id });
  }
}
