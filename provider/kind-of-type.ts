const ofThisPackage = /^pulumi-nodejs:dynamic\/oma:(\w+)$/;

/** The name of the kind that the engine knows by this resource type; undefined for types of other packages. */
export function kindOfType(type: string): string | undefined {
  return ofThisPackage.exec(type)?.[1];
}
