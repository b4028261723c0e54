import type { JsonObject, Simulator } from "../../simulator/index.js";
import { admin, COMPANY, domain, done, GOOD, post, refused, start, user, type Who } from "./support.js";

/** KB: what a level suspended, only the same or a higher level turns on again. */

let sim: Simulator;
let lead: Who;
let desk: Who;

beforeEach(async () => {
  sim = await start();
  await domain(sim);
  await user(sim);
  lead = await admin(sim, "lead@example.com", "domain", "example.com");
  desk = await admin(sim, "desk@example.com", "workgroup", "example.com/staff");
});

const set = (attributes: JsonObject, who?: Who, name = "iris@example.com") =>
  post(sim, "change_user", { user: name, attributes }, who);
const state = (name = "iris@example.com") => sim.call("get_user", { user: name }).attributes?.service_pop3;

test("a lower level can neither enable nor disable it, and is told which service", async () => {
  await set({ service_pop3: "suspended" });
  for (const wanted of ["enabled", "disabled"]) {
    expect(await set({ service_pop3: wanted }, lead)).toMatchObject({
      error_number: 4,
      hints: { service_pop3: expect.any(String) },
    });
  }
  expect(state()).toBe("suspended");
  expect(await set({ name: "Iris", service_imap4: "disabled" }, lead)).toMatchObject({ success: true });
  expect(await set({ service_pop3: "enabled" })).toMatchObject({ success: true });
});

test("the same level can, and a higher one too", async () => {
  await set({ service_pop3: "suspended" }, desk);
  expect(await set({ service_pop3: "enabled" }, desk)).toMatchObject({ success: true });
  await set({ service_pop3: "suspended" }, desk);
  expect(await set({ service_pop3: "enabled" }, lead)).toMatchObject({ success: true });
});

test("suspending it again from below does not lower the level", async () => {
  await set({ service_pop3: "suspended" }, lead);
  await set({ service_pop3: "suspended" }, desk);
  expect(await set({ service_pop3: "enabled" }, desk)).toMatchObject({ error_number: 4 });
  await set({ service_pop3: "enabled" }, lead);
  expect(await set({ service_pop3: "disabled" }, desk)).toMatchObject({ success: true });
});

test("a domain's suspension holds against its own admin, and new users take it over", async () => {
  await done(sim, "change_domain", { domain: "example.com", attributes: { service_pop3: "suspended" } });
  const enable = { domain: "example.com", attributes: { service_pop3: "enabled" } };
  expect(await refused(sim, "change_domain", enable, lead)).toBe(4);
  const fresh = { user: "new@example.com", attributes: { password: GOOD, service_pop3: "enabled" } };
  expect(await refused(sim, "change_user", fresh, lead)).toBe(4);
  await done(sim, "change_user", { user: "new@example.com", attributes: { password: GOOD } }, lead);
  expect(state("new@example.com")).toBe("suspended");
  expect(await set({ service_pop3: "enabled" }, lead, "new@example.com")).toMatchObject({ error_number: 4 });
  await done(sim, "change_domain", enable);
  expect(await set({ service_pop3: "enabled" }, undefined, "new@example.com")).toMatchObject({ success: true });
});

test("new domains take it over from the company", async () => {
  await done(sim, "change_company", { company: COMPANY, attributes: { service_webmail: "suspended" } });
  await domain(sim, "second.example");
  expect(sim.call("get_domain", { domain: "second.example" }).attributes?.service_webmail).toBe("suspended");
});
