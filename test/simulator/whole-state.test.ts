import type { JsonObject, Simulator } from "../../simulator/index.js";
import { COMPANY, clock, domain, done, start, user } from "./support.js";

const time = clock();
const IRIS = { user: "iris@example.com" };

/** Something of every kind of data that a call can leave behind. */
async function fill(sim: Simulator): Promise<void> {
  await domain(sim, "example.com", { aliases: ["example.net"], service_pop3: "suspended" });
  await user(sim, "iris@example.com", { aliases: ["i@example.net"], name: "Iris" });
  await user(sim, "gone@example.com");
  await domain(sim, "gone.example");
  const text = { bulletin: "News", type: "manual", bulletin_text: "Subject: x\n\nx" };
  await done(sim, "change_company_bulletin", { company: COMPANY, ...text });
  await done(sim, "change_domain_bulletin", { domain: "example.com", ...text });
  await done(sim, "post_domain_bulletin", { domain: "example.com", bulletin: "News", type: "manual" });
  await done(sim, "create_workgroup", { domain: "example.com", workgroup: "desk" });
  await done(sim, "_change_brand", { brand: "Blue", attributes: { page_title: "Blue mail" } });
  await done(sim, "_change_brand", { brand: "Old", attributes: {} });
  await done(sim, "_delete_brand", { brand: "Old" });
  await done(sim, "change_user", { ...IRIS, attributes: { name: "Iris Moreau", brand: "Blue" } });
  await done(sim, "set_role", { ...IRIS, role: "domain", object: "example.com" });
  await done(sim, "app_password", { ...IRIS, mode: "add", tag: "phone" });
  await done(sim, "set_sieve", { ...IRIS, ruleset: "mine", data: "keep;", active_rule: "mine" });
  const { messages } = await done(sim, "get_deleted_messages", IRIS);
  await done(sim, "restore_deleted_messages", { ...IRIS, ids: [(messages as JsonObject[])[0]?.id ?? null] });
  await done(sim, "reindex", IRIS);
  const account = { local: IRIS.user, remote: "iris", password: "x", server: "old.example:993", method: "imap4s" };
  await done(sim, "migration_add", { job: "first", users: [account] });
  await done(sim, "delete_user", { user: "gone@example.com" });
  await done(sim, "delete_domain", { domain: "gone.example" });
}

const READS: Array<[string, JsonObject]> = [
  ["get_company", { company: COMPANY }],
  ["get_company_changes", { company: COMPANY }],
  ["get_company_bulletin", { company: COMPANY, bulletin: "News", type: "manual" }],
  ["get_domain", { domain: "example.com" }],
  ["get_domain_changes", { domain: "example.com" }],
  ["search_domains", {}],
  ["search_domains", { criteria: { deleted: true } }],
  ["search_users", { criteria: { domain: "example.com" } }],
  ["search_users", { criteria: { domain: "example.com", deleted: true } }],
  ["search_workgroups", { criteria: { domain: "example.com" } }],
  ["search_admins", {}],
  ["search_brands", {}],
  ["search_brands", { criteria: { deleted: true } }],
  ["_get_brand", { brand: "Blue" }],
  ["get_user", IRIS],
  ["get_user_changes", IRIS],
  ["get_user_attribute_history", { ...IRIS, attribute: "name" }],
  ["get_user_messages", IRIS],
  ["get_deleted_messages", IRIS],
  ["get_deleted_contacts", IRIS],
  ["get_sieve", IRIS],
  ["migration_jobs", {}],
  ["stats_summary", {}],
];

/** Rows as values, because members of a row may be written in another order. */
const rows = (sim: Simulator) => sim.snapshot().rows.map((row) => ({ ...row, data: JSON.parse(row.data) }));

test("everything that any call left behind is in a snapshot and comes back with it", async () => {
  const options = { now: time.now, behaviours: { sampleMail: 2 } };
  const sim = await start(options);
  await fill(sim);
  const other = await start(options);
  other.restore(JSON.parse(JSON.stringify(sim.snapshot())));
  expect(rows(other)).toEqual(rows(sim));
  for (const [method, fields] of READS) {
    const shown = sim.call(method, fields);
    expect(shown).toMatchObject({ success: true });
    expect({ method, shown: other.call(method, fields) }).toEqual({ method, shown });
  }
  // Who suspended a service is state that no call shows.
  const lead = IRIS.user;
  const enable = { domain: "example.com", attributes: { service_pop3: "enabled" } };
  expect(other.call("change_domain", enable, lead)).toMatchObject({ error_number: 4 });
});
