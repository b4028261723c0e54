import type { Identity } from "../../kinds/kind.js";
import type { Values } from "../../values.js";
import type { Source } from "../secrets/source.js";

/** By the wire names of secret attributes. */
export type Sources = Readonly<Record<string, Source>>;

/** What a program declares of one object, sorted by what it is for. */
export interface Desired {
  readonly identity: Identity;
  /** Under wire names; secrets are not among them. */
  readonly attributes: Values;
  /** Fingerprint of each declared secret under its wire name, but for those whose version says when they change. */
  readonly fingerprints: Readonly<Record<string, string>>;
  /** Where the provider finds a declared secret that the program does not give itself. */
  readonly sources: Sources;
  /** Options of the resource, under their names in programs. */
  readonly options: Values;
}

/** What messages about an object need: its name, and what the program calls its secrets. */
export type Named = Pick<Desired, "identity" | "sources">;

/** The prior state of an object: what was declared when it was last written, or what was last read of it. */
export interface State extends Desired {
  /** Read-only values that become outputs, under wire names. */
  readonly computed: Values;
  /** Secrets that only the response to the create holds, in clear text. */
  readonly generatedSecrets?: Values | undefined;
  /** Values that attributes had before this resource managed them, under wire names; only for kinds that OMA cannot create. */
  readonly originalValues?: Values | undefined;
  /** Base address of the service that was asked last. */
  readonly service?: string | undefined;
  /** When this provider last created or changed the object, in UNIX seconds of this machine. */
  readonly writtenAt?: number | undefined;
  /** The object's `createtime`, where its name may come to be another object's and a read has shown it. */
  readonly creationStamp?: number | undefined;
  /** A rename whose outcome never became known, and the creation stamp that tells the object apart. */
  readonly renaming?: { readonly to: Identity; readonly made: number } | undefined;
  /** The object was gone when another object of the state came to its name: what has that name now is not this one. */
  readonly lost?: boolean | undefined;
}
