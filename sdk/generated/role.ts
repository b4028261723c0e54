// Generated from provider/kinds/role.ts by "npm run generate". Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import { OmaResource } from "../resource.js";

/** Arguments of {@link Role}. An argument that is left out is neither written nor compared. */
export interface RoleArgs {
  /**
   * Full address of the user who gets the role. A change replaces the role.
   *
   * Must be an address local@domain whose local part is 1 to 64 letters, digits, '.', '_' or '-', starting with a letter or digit, without two dots in a row.
   */
  user: pulumi.Input<string>;
  /**
   * What the user may do. `domain` and `workgroup` manage those and what is in them. `mail` manages mailboxes of a domain, but nothing that costs money. `company_view`, `company_mail`, `company_ro` and `company_token_only` see a company, and each may change less of it than the one before. Only OpenSRS support gives `company`. An admin can only give roles below their own (error 9).
   *
   * Must be one of "company", "company_mail", "company_ro", "company_token_only", "company_view", "domain", "mail", "workgroup".
   *
   * Read back after a write: it decides what the user may administer.
   */
  role: pulumi.Input<
    "company" | "company_mail" | "company_ro" | "company_token_only" | "company_view" | "domain" | "mail" | "workgroup"
  >;
  /**
   * What the role applies to: the name of the company for company roles, one or more domains for `domain` and `mail`, one "domain/workgroup" (the `id` of a Workgroup) for `workgroup`. The user must belong to it (error 17).
   *
   * Must be a list of 1 or more, each the name of a company or domain, or domain/workgroup.
   *
   * Read back after a write: it decides what the user may administer.
   */
  objects: pulumi.Input<pulumi.Input<string>[]>;
  /** Whether the create may adopt a role that already exists, and write what differs. Without it, an existing one is an error. */
  adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * The admin role of a user. A user has at most one, so a role of another name or over other objects counts as existing.
 */
export class Role extends OmaResource {
  /** Full address of the user who gets the role. A change replaces the role. */
  declare readonly user: pulumi.Output<string>;
  /** What the user may do. `domain` and `workgroup` manage those and what is in them. `mail` manages mailboxes of a domain, but nothing that costs money. `company_view`, `company_mail`, `company_ro` and `company_token_only` see a company, and each may change less of it than the one before. Only OpenSRS support gives `company`. An admin can only give roles below their own (error 9). */
  declare readonly role: pulumi.Output<
    "company" | "company_mail" | "company_ro" | "company_token_only" | "company_view" | "domain" | "mail" | "workgroup"
  >;
  /** What the role applies to: the name of the company for company roles, one or more domains for `domain` and `mail`, one "domain/workgroup" (the `id` of a Workgroup) for `workgroup`. The user must belong to it (error 17). */
  declare readonly objects: pulumi.Output<string[]>;

  constructor(name: string, args: RoleArgs, opts?: pulumi.CustomResourceOptions) {
    super("Role", name, args, opts, ["user", "role", "objects"], []);
  }

  /**
   * Reads an existing role without managing it. Fails when it does not exist.
   *
   * @param id user
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Role {
    return new Role(name, undefined as never, { ...opts, id });
  }
}
