// Generated from provider/kinds/workgroup.ts by "npm run generate". Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import { OmaResource } from "../resource.js";

/** Arguments of {@link Workgroup}. An argument that is left out is neither written nor compared. */
export interface WorkgroupArgs {
  /**
   * Domain of the workgroup. A change replaces the workgroup.
   *
   * Must be a domain name (two or more labels of letters, digits and inner hyphens, 3 to 160 characters).
   */
  domain: pulumi.Input<string>;
  /**
   * Name of the workgroup. OMA cannot rename one, so a change replaces it. Two names that differ only in case cannot both exist.
   *
   * Must be a workgroup name of 1 to 64 characters without slash.
   */
  workgroup: pulumi.Input<string>;
  /** Whether the create may adopt a workgroup that already exists, and write what differs. Without it, an existing one is an error. */
  adopt?: pulumi.Input<boolean> | undefined;
  /** How long a delete waits until the workgroup's users are gone, in seconds. Default 300. */
  deleteTimeout?: pulumi.Input<number> | undefined;
}

/**
 * A workgroup of a domain. It holds users, and an admin can have a role over it. Only an empty workgroup can be deleted, and that cannot be undone.
 */
export class Workgroup extends OmaResource {
  /** Domain of the workgroup. A change replaces the workgroup. */
  declare readonly domain: pulumi.Output<string>;
  /** Name of the workgroup. OMA cannot rename one, so a change replaces it. Two names that differ only in case cannot both exist. */
  declare readonly workgroup: pulumi.Output<string>;

  constructor(name: string, args: WorkgroupArgs, opts?: pulumi.CustomResourceOptions) {
    super("Workgroup", name, args, opts, ["domain", "workgroup"], []);
  }

  /**
   * Reads an existing workgroup without managing it. Fails when it does not exist.
   *
   * @param id domain/workgroup
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Workgroup {
    return new Workgroup(name, undefined as never, { ...opts, id });
  }
}
