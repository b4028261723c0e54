// Generated from provider/kinds/sieve-ruleset.ts by "npm run generate". Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import { OmaResource } from "../resource.js";

/** Arguments of {@link SieveRuleset}. An argument that is left out is neither written nor compared. */
export interface SieveRulesetArgs {
  /**
   * Full address of the user. A change replaces the ruleset.
   *
   * Must be an address local@domain whose local part is 1 to 64 letters, digits, '.', '_' or '-', starting with a letter or digit, without two dots in a row.
   */
  user: pulumi.Input<string>;
  /**
   * Name of the ruleset. A change replaces the ruleset.
   *
   * Must be a name of 1 to 128 printable ASCII characters.
   */
  ruleset: pulumi.Input<string>;
  /**
   * The rules. Compared exactly.
   *
   * Must be a string that is not empty.
   */
  data: pulumi.Input<string>;
  /**
   * Whether this ruleset is in force. Declare it for at most one ruleset of a user. OMA can only put another one in its place, so `false` cannot be declared. The first ruleset of a mailbox needs it once.
   *
   * Must be true, or left out.
   *
   * Read back after a write: it decides which rules say where mail goes.
   *
   * When removed from the program: the value stays, no longer managed.
   */
  activeRule?: pulumi.Input<true> | undefined;
  /** Whether the create may adopt a ruleset that already exists, and write what differs. Without it, an existing one is an error. */
  adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * A sieve ruleset of a user. A user can have several, unlike the attribute `sieve` of a User. OMA calls these methods experimental and checks rules loosely. Webmail may not be able to show them.
 */
export class SieveRuleset extends OmaResource {
  /** Full address of the user. A change replaces the ruleset. */
  declare readonly user: pulumi.Output<string>;
  /** Name of the ruleset. A change replaces the ruleset. */
  declare readonly ruleset: pulumi.Output<string>;
  /** The rules. Compared exactly. */
  declare readonly data: pulumi.Output<string>;
  /** Whether this ruleset is in force. Declare it for at most one ruleset of a user. OMA can only put another one in its place, so `false` cannot be declared. The first ruleset of a mailbox needs it once. */
  declare readonly activeRule: pulumi.Output<true | undefined>;

  constructor(name: string, args: SieveRulesetArgs, opts?: pulumi.CustomResourceOptions) {
    super("SieveRuleset", name, args, opts, ["user", "ruleset", "data", "activeRule"], []);
  }

  /**
   * Reads an existing sieve ruleset without managing it. Fails when it does not exist.
   *
   * @param id user/ruleset
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): SieveRuleset {
    return new SieveRuleset(name, undefined as never, { ...opts, id });
  }
}
