import type * as pulumi from "@pulumi/pulumi";

interface Versioned {
  /**
   * Tells when the secret changes. The provider writes the secret when the version is new, and does not look for it while the
   * version stays the same. State then holds no trace of the secret. Default: state holds a salted fingerprint, which shows the
   * provider that the secret changed.
   */
  version?: pulumi.Input<string | number> | undefined;
}

/** The secret is in a variable of the environment that the engine runs in. */
interface FromEnvironment extends Versioned {
  /** Name of the variable. A line break at the end of its value is not part of the secret. */
  env: pulumi.Input<string>;
  file?: undefined;
}

/** The secret is in a file. */
interface FromFile extends Versioned {
  /** Path of the file. A relative path starts at the folder of the program. A line break at the end of the file is not part of the secret. */
  file: pulumi.Input<string>;
  env?: undefined;
}

/** Where the provider finds a secret. Neither the program nor the engine sees it. */
export type SecretSource = FromEnvironment | FromFile;
