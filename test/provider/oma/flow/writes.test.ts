import { OmaClient } from "../../../../provider/oma/index.js";
import type { Simulator } from "../../../../simulator/index.js";
import { quick } from "../../support/context.js";
import { admin, startService } from "../../support/service.js";

const method = "create_workgroup";
/** Calls of the method that the service carried out, whatever the client got to see of that. */
const committed = (service: Simulator, workgroup: string) =>
  service.requests.filter(
    (entry) => entry.method === method && entry.outcome === "ok" && entry.fields.workgroup === workgroup,
  ).length;

test.each([
  ["before", 0],
  ["after", 1],
] as const)(
  "a connection that is reset %s the change was kept leaves %i change, and an unknown outcome",
  async (when, times) => {
    const service = await startService();
    service.faults.next({ effect: "reset", when, method });
    const oma = new OmaClient({ base: service.url, ...admin }, quick);
    const failure = await oma.call(method, { domain: "example.com", workgroup: "sales" }).catch((error) => error);
    expect(failure).toMatchObject({
      name: "OmaOutcomeUnknownError",
      readBack: { method: "search_workgroups", fields: { criteria: { domain: "example.com" } } },
    });
    expect(committed(service, "sales")).toBe(times);
  },
);

test("what a lost write made can be told from what was there before, by the service's own clock", async () => {
  // A service whose clock is a day ahead.
  const ahead = 86_400_000;
  const service = await startService();
  service.clock.advance(ahead);
  const oma = new OmaClient({ base: service.url, ...admin }, quick);
  await oma.call("get_domain", { domain: "example.com" });
  const before = Date.now() + ahead;
  service.faults.next({ effect: "reset", when: "after", method: "change_domain" });
  const failure = await oma
    .call("change_domain", { domain: "new.example", attributes: {}, create_only: true })
    .catch((error) => error);
  const { beganAt, beganBefore } = failure as { beganAt: number; beganBefore: number };
  expect(beganAt * 1000).toBeLessThanOrEqual(before + 100);
  expect(beganBefore * 1000).toBeGreaterThanOrEqual(before);
  expect(beganBefore - beganAt).toBeLessThan(2);
  const made = Number(service.call("get_domain", { domain: "new.example" }).metadata?.createtime);
  expect(made).toBeGreaterThanOrEqual(Math.floor(beganAt));
  expect(made).toBeLessThanOrEqual(Math.ceil(beganBefore) + 1);
});

test("one domain's writes go one at a time, so the service's own lock is never met", async () => {
  const service = await startService();
  service.faults.add({ effect: "lock", hold_ms: 5 });
  const oma = new OmaClient({ base: service.url, ...admin }, quick);
  await Promise.all(
    Array.from({ length: 12 }, (_, n) => oma.call(method, { domain: "example.com", workgroup: `w${n}` })),
  );
  expect(service.requests.filter(({ outcome }) => outcome === 25)).toEqual([]);
});

test("two clients that know nothing of each other both get their writes through by repeating 25", async () => {
  const service = await startService();
  service.faults.add({ effect: "lock", hold_ms: 3 });
  const clients = [0, 1].map(() => new OmaClient({ base: service.url, ...admin }, { ...quick, longestPauseMs: 20 }));
  await Promise.all(
    clients.flatMap((oma, which) =>
      Array.from({ length: 8 }, (_, n) => oma.call(method, { domain: "example.com", workgroup: `w${which}-${n}` })),
    ),
  );
  for (let n = 0; n < 8; n++) expect(committed(service, `w0-${n}`) + committed(service, `w1-${n}`)).toBe(2);
});

test("without domain queues and limiter, calls go out as they come", async () => {
  const service = await startService();
  service.faults.add({ effect: "lock", hold_ms: 20 });
  const oma = new OmaClient({ base: service.url, ...admin, pace: "off" }, { ...quick, longestPauseMs: 50 });
  await Promise.all(
    Array.from({ length: 4 }, (_, n) => oma.call(method, { domain: "example.com", workgroup: `w${n}` })),
  );
  expect(service.requests.filter(({ outcome }) => outcome === 25).length).toBeGreaterThan(0);
});
