// Generated from provider/kinds/brand.ts by "npm run generate". Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import { OmaResource } from "../resource.js";

/** Arguments of {@link Brand}. An argument that is left out is neither written nor compared. */
export interface BrandArgs {
  /**
   * Company that holds the brand. A change replaces the brand.
   *
   * Must be a string on one line that is not empty.
   */
  company: pulumi.Input<string>;
  /**
   * Name of the brand. A change replaces the brand.
   *
   * Must be a string on one line that is not empty.
   */
  brand: pulumi.Input<string>;
  /**
   * Settings of the brand under the service's own names. Only the names given are written and compared.
   *
   * Must be an object of names and values.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  attributes?: pulumi.Input<Record<string, pulumi.Input<unknown>>> | undefined;
  /** Whether the create may adopt a brand that already exists, and write what differs. Without it, an existing one is an error. */
  adopt?: pulumi.Input<boolean> | undefined;
  /** How long a delete waits until no domain or user has the brand, in seconds. Default 300. */
  deleteTimeout?: pulumi.Input<number> | undefined;
}

/**
 * A Webmail brand of a company. OMA does not document the brand calls: their shape is assumed by analogy with domains.
 */
export class Brand extends OmaResource {
  /** Company that holds the brand. A change replaces the brand. */
  declare readonly company: pulumi.Output<string>;
  /** Name of the brand. A change replaces the brand. */
  declare readonly brand: pulumi.Output<string>;
  /** Settings of the brand under the service's own names. Only the names given are written and compared. */
  declare readonly attributes: pulumi.Output<Record<string, unknown> | undefined>;

  constructor(name: string, args: BrandArgs, opts?: pulumi.CustomResourceOptions) {
    super("Brand", name, args, opts, ["company", "brand", "attributes"], []);
  }

  /**
   * Reads an existing brand without managing it. Fails when it does not exist.
   *
   * @param id company/brand
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Brand {
    return new Brand(name, undefined as never, { ...opts, id });
  }
}
