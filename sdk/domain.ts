import * as pulumi from "@pulumi/pulumi";
import { Domain as GeneratedDomain } from "./generated/domain.js";

export class Domain extends GeneratedDomain {
  /**
   * An address in this domain that depends on the domain. The engine creates a resource with this address as `user` after the
   * domain, and deletes it before the domain.
   *
   * @param local the part before the @: 1 to 64 letters, digits, `.`, `_` or `-`.
   */
  address(local: pulumi.Input<string>): pulumi.Output<string> {
    return pulumi.interpolate`${local}@${this.domain}`;
  }
}
