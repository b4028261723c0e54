import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";

/** Whether the program runs in a unit test, with `pulumi.runtime.setMocks` in place of the engine and the service. */
export function isMocked(): boolean {
  return pulumi.runtime.getMonitor() instanceof MockMonitor;
}

/** The name under which `mocks.call` gets a look-up, such as `oma:index:getUser`. */
export function mockToken(lookup: string): string {
  return `oma:index:${lookup}`;
}
