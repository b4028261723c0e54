import fc from "fast-check";
import { OmaClient } from "../../../../provider/oma/index.js";
import type { Fault, Simulator } from "../../../../simulator/index.js";
import { quick } from "../../support/context.js";
import { admin, startService } from "../../support/service.js";
import { hastyClock } from "../support/virtual-clock.js";

const method = "create_workgroup";
const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.integer({ min: 0, max: 49 }).map((error_number): Fault => ({ error_number })),
  fc.constantFrom<Fault>(
    { effect: "reset", when: "before" },
    { effect: "reset", when: "after" },
    { effect: "half" },
    { effect: "broken_json" },
    { effect: "content_type" },
    { effect: "slow", bytes: 20, every_ms: 1 },
    { effect: "latency", ms: 3 },
    { effect: "expire_tokens" },
    { effect: "rate", parallel: 1 },
  ),
  fc
    .record({ status: fc.constantFrom(500, 502, 503, 504), when: fc.constantFrom("before", "after") })
    .map((fields) => ({ effect: "status", ...fields }) as Fault),
);

/** Calls of the method that the service carried out, whatever the client got to see of that. */
const committed = (service: Simulator, workgroup: string) =>
  service.requests.filter(
    (entry) => entry.method === method && entry.outcome === "ok" && entry.fields.workgroup === workgroup,
  ).length;

let nth = 0;

test("whatever goes wrong, and however often: no write is carried out twice, and success means once", async () => {
  const service = await startService();
  await fc.assert(
    fc.asyncProperty(fc.array(fault, { maxLength: 8 }), fc.array(fault, { maxLength: 2 }), async (faults, logins) => {
      service.faults.clear();
      for (const one of faults) service.faults.next({ ...one, method });
      for (const one of logins) service.faults.next({ ...one, method: "authenticate" });
      const oma = new OmaClient({ base: service.url, ...admin }, quick, { clock: hastyClock() });
      const names = Array.from({ length: 3 }, () => `group${nth++}`);
      const outcomes = await Promise.allSettled(
        names.map((workgroup) => oma.call(method, { domain: "example.com", workgroup })),
      );
      oma.close();
      for (const [at, { status }] of outcomes.entries()) {
        const times = committed(service, names[at] as string);
        expect(times).toBeLessThanOrEqual(1);
        if (status === "fulfilled") expect(times).toBe(1);
      }
    }),
    { numRuns: 150 },
  );
});
