// Generated from provider/kinds/app-password.ts by "npm run generate". Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import { OmaResource } from "../resource.js";

/** Arguments of {@link AppPassword}. An argument that is left out is neither written nor compared. */
export interface AppPasswordArgs {
  /**
   * Full address of the user. A change replaces the App Password.
   *
   * Must be an address local@domain whose local part is 1 to 64 letters, digits, '.', '_' or '-', starting with a letter or digit, without two dots in a row.
   */
  user: pulumi.Input<string>;
  /**
   * Name of the App Password, unique for the user. A change replaces the App Password, so a new tag gives a new password.
   *
   * Must be a name of 1 to 128 printable ASCII characters.
   */
  tag: pulumi.Input<string>;
}

/**
 * An App Password of a user, for mail programs without two-factor log-in. A user has at most four. While a user has one, POP3, IMAP4, SMTP, CalDAV and CardDAV refuse the main password. Removing the last one reverses that.
 */
export class AppPassword extends OmaResource {
  /** Full address of the user. A change replaces the App Password. */
  declare readonly user: pulumi.Output<string>;
  /** Name of the App Password, unique for the user. A change replaces the App Password, so a new tag gives a new password. */
  declare readonly tag: pulumi.Output<string>;
  /** The password. The service generates it and returns it once, in its response to the create, so state keeps it, encrypted. Undefined for an App Password that was read with get. */
  declare readonly password: pulumi.Output<string | undefined>;

  constructor(name: string, args: AppPasswordArgs, opts?: pulumi.CustomResourceOptions) {
    super("AppPassword", name, args, opts, ["user", "tag", "password"], []);
  }

  /**
   * Reads an existing app password without managing it. Fails when it does not exist.
   *
   * @param id user/tag
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): AppPassword {
    return new AppPassword(name, undefined as never, { ...opts, id });
  }
}
