import type { KindName } from "../../../provider/kinds/kind.js";

/** One resource of a generated program. */
export interface Declaration {
  readonly kind: KindName;
  /** Name of the resource in the program. */
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly opts?: Readonly<Record<string, unknown>>;
}

/** A program that declares the resources and nothing else. */
export function programOf(resources: readonly Declaration[]): string {
  return resources
    .map(
      ({ kind, name, args, opts }) =>
        `new oma.${kind}(${JSON.stringify(name)}, ${JSON.stringify(args)}, ${JSON.stringify(opts ?? {})});`,
    )
    .join("\n");
}
