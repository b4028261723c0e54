import { types } from "node:util";
import * as pulumi from "@pulumi/pulumi";

/**
 * A point of time as the provider gets it: UNIX seconds in place of a Date, whose value Pulumi would lose. What is no Date stays.
 *
 * @param name of the argument, with that of the resource.
 * @throws RunError for an invalid Date.
 */
export function inSeconds(name: string, value: unknown): unknown {
  if (types.isDate(value)) {
    const seconds = Math.floor(value.getTime() / 1000);
    if (Number.isNaN(seconds)) throw new pulumi.RunError(`${name} is an invalid Date`);
    return seconds;
  }
  if (types.isPromise(value)) return value.then((later) => inSeconds(name, later));
  return pulumi.Output.isInstance(value) ? value.apply((later) => inSeconds(name, later)) : value;
}
