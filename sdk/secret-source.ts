import type * as pulumi from "@pulumi/pulumi";

interface Versioned {
  /**
   * Says when the secret changes: a new version writes it, and while the version stays the same the secret is not even
   * looked for. State then holds no trace of it. Left out: state holds a salted fingerprint, by which a changed secret is noticed.
   */
  version?: pulumi.Input<string | number> | undefined;
}

/** In a variable of the environment that the engine runs in. */
interface FromEnvironment extends Versioned {
  /** Name of the variable. */
  env: pulumi.Input<string>;
  file?: undefined;
}

/** In a file. */
interface FromFile extends Versioned {
  /** Path of the file; a relative one starts at the folder of the program. One line break at its end is not part of the secret. */
  file: pulumi.Input<string>;
  env?: undefined;
}

/** Where the provider finds a secret. Neither the program nor the engine ever has it. */
export type SecretSource = FromEnvironment | FromFile;
