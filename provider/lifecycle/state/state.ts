import type { Identity } from "../../kinds/kind.js";
import type { Values } from "../../values.js";
import type { Fingerprinted } from "../secrets/fingerprinted.js";
import type { Source } from "../secrets/source.js";

/** By the wire names of secret attributes. */
export type Sources = Readonly<Record<string, Source>>;

/** What a program declares of one object. */
export interface Desired {
  readonly identity: Identity;
  /** Under wire names, without secrets. */
  readonly attributes: Values;
  /** Fingerprint of each declared secret under its wire name, except those with a version. */
  readonly fingerprints: Readonly<Record<string, Fingerprinted>>;
  /** Where the provider finds a declared secret that the program does not give itself. */
  readonly sources: Sources;
  /** Options of the resource, under program names. */
  readonly options: Values;
}

/** What messages about an object need: its name, and the program names of its secrets. */
export type Named = Pick<Desired, "identity" | "sources">;

interface FormerName {
  readonly identity: Identity;
  readonly until: number;
}

/** The prior state of an object: the values last written or last read. */
export interface State extends Desired {
  /** Read-only values that become outputs, under wire names. */
  readonly computed: Values;
  /** Generated secrets, in clear text. */
  readonly generatedSecrets?: Values | undefined;
  /** The original values, under wire names. Only for kinds that OMA cannot create. */
  readonly originalValues?: Values | undefined;
  /** Base address of the service that was asked last. */
  readonly service?: string | undefined;
  /** When this provider last created or changed the object, in UNIX seconds of its machine. */
  readonly writtenAt?: number | undefined;
  /** The object's `createtime`, for kinds whose name another object may get, where a read returned it. */
  readonly creationStamp?: number | undefined;
  /** A rename of unknown outcome, and the creation stamp of the object. */
  readonly renaming?: { readonly to: Identity; readonly made: number } | undefined;
  /** Names that the object had before a rename, the last one last, and when it left them, in UNIX seconds of that machine. */
  readonly formerly?: readonly FormerName[] | undefined;
  /** The object was gone when another object of the state got its name. The object of this name is not this one. */
  readonly lost?: boolean | undefined;
}
