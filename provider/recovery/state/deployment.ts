import { kindOfType, specialSignature } from "../../engine-wire.js";

/** What `pulumi stack export` prints, as far as this program reads it. The rest is passed on unchanged. */
export interface Export {
  readonly version: number;
  readonly deployment: Deployment;
}

export interface Deployment {
  /** `time` is when the engine last wrote this state, by the clock of its machine. */
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
  /** Already replaced, and waiting to be deleted. */
  readonly delete?: boolean;
  /** Already deleted, and waiting to be created again. */
  readonly pendingReplacement?: boolean;
  readonly created?: string;
  readonly modified?: string;
}

/** An operation that the engine began and whose end it never saw. */
export interface PendingOperation {
  readonly resource: StateResource;
  readonly type: "creating" | "updating" | "deleting" | "reading" | "importing";
}

export function isOurs({ resource }: PendingOperation): boolean {
  return kindOfType(resource.type) !== undefined;
}

/** The current resource of this URN, not the rest of one that was replaced. */
export function currentOf(deployment: Deployment, urn: string): StateResource | undefined {
  return deployment.resources?.find((it) => it.urn === urn && !it.delete && !it.pendingReplacement);
}

/** Every URN that must precede the resource in a state. */
export function neededBy(resource: StateResource): string[] {
  const { parent, dependencies = [], propertyDependencies = {}, deletedWith, replaceWith = [] } = resource;
  const byProperty = Object.values(propertyDependencies).flatMap((urns) => urns ?? []);
  const provider = resource.provider?.replace(/::[^:]*$/, "");
  const all = [parent, provider, deletedWith, ...dependencies, ...byProperty, ...replaceWith];
  return all.filter((urn) => urn !== undefined && urn !== "") as string[];
}

/** The values without any encrypted part. */
export function readable(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !holdsSecret(value)));
}

export function holdsSecret(value: unknown): boolean {
  if (value === null || typeof value !== "object") return false;
  return specialSignature in value || Object.values(value).some(holdsSecret);
}
