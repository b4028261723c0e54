import { kindOfType, specialSignature } from "../../engine-wire.js";

/** What `pulumi stack export` prints, as far as it is looked at here. All the rest is passed on as it is. */
export interface Export {
  readonly version: number;
  readonly deployment: Deployment;
}

export interface Deployment {
  /** `time` is when the engine wrote this state last, by the clock of its machine. */
  readonly manifest: { readonly time: string };
  readonly resources?: readonly StateResource[];
  readonly pending_operations?: readonly PendingOperation[];
}

export interface StateResource {
  readonly urn: string;
  readonly type: string;
  /** Absent while the resource is being created. */
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly parent?: string;
  /** The provider's URN, two colons and its id. */
  readonly provider?: string;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
  readonly deletedWith?: string;
  readonly replaceWith?: readonly string[];
  /** Replaced already, and waiting to be deleted. */
  readonly delete?: boolean;
  /** Deleted already, and waiting to be created anew. */
  readonly pendingReplacement?: boolean;
  readonly created?: string;
  readonly modified?: string;
}

/** What the engine had begun and never heard the end of. */
export interface PendingOperation {
  readonly resource: StateResource;
  readonly type: "creating" | "updating" | "deleting" | "reading" | "importing";
}

export function isOurs({ resource }: PendingOperation): boolean {
  return kindOfType(resource.type) !== undefined;
}

/** The resource as the program has it, not what remains of an earlier one of its name. */
export function currentOf(deployment: Deployment, urn: string): StateResource | undefined {
  return deployment.resources?.find((it) => it.urn === urn && !it.delete && !it.pendingReplacement);
}

/** Every URN that has to stand before the resource in a state. */
export function neededBy(resource: StateResource): string[] {
  const { parent, dependencies = [], propertyDependencies = {}, deletedWith, replaceWith = [] } = resource;
  const byProperty = Object.values(propertyDependencies).flatMap((urns) => urns ?? []);
  const provider = resource.provider?.replace(/::[^:]*$/, "");
  const all = [parent, provider, deletedWith, ...dependencies, ...byProperty, ...replaceWith];
  return all.filter((urn) => urn !== undefined && urn !== "") as string[];
}

/** The values in which nothing is encrypted. */
export function readable(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !holdsSecret(value)));
}

export function holdsSecret(value: unknown): boolean {
  if (value === null || typeof value !== "object") return false;
  return specialSignature in value || Object.values(value).some(holdsSecret);
}
