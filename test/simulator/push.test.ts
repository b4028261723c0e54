import type { Simulator } from "../../simulator/index.js";
import { admin, COMPANY, domain, done, HILLSIDE, refused, start, TWO_COMPANIES, user } from "./support.js";

/** The ids companies have in the order they are seeded. */
const [OURS, THEIRS] = ["1001", "1002"];
let sim: Simulator;

beforeEach(async () => {
  sim = await start(TWO_COMPANIES);
  await domain(sim);
  await user(sim);
});

const allow = () =>
  done(sim, "change_company", { company: "Hillside Demo Mail", attributes: { domain_push_allowed: [OURS] } }, HILLSIDE);
const push = { domain: "example.com", new_company: THEIRS };

test("a push needs the consent of the receiver", async () => {
  expect(await refused(sim, "push_domain", push)).toBe(49);
  expect(await refused(sim, "push_domain", { ...push, new_company: "40417" })).toBe(2);
  expect(await refused(sim, "push_domain", { ...push, new_company: OURS })).toBe(49);
  await allow();
  await done(sim, "push_domain", push);
});

test("afterwards the domain and its users are the receiver's, without brands and company roles of the giver", async () => {
  await allow();
  await done(sim, "_change_brand", { brand: "Blue", attributes: {} });
  await done(sim, "change_user", { user: "iris@example.com", attributes: { brand: "Blue", name: "Iris" } });
  const view = await admin(sim, "view@example.com", "company_view", COMPANY);
  await done(sim, "push_domain", push);
  expect(await refused(sim, "get_domain", { domain: "example.com" })).toBe(9);
  expect(await refused(sim, "get_user", { user: "iris@example.com" })).toBe(9);
  const { attributes } = await done(sim, "get_user", { user: "iris@example.com" }, HILLSIDE);
  expect(attributes).toMatchObject({ name: "Iris", brand: null });
  expect(await refused(sim, "get_company", { company: COMPANY }, view)).toBe(9);
  expect(await refused(sim, "push_domain", push)).toBe(9);
});

test("admins of other domains stand in the way", async () => {
  await allow();
  await domain(sim, "second.example");
  await user(sim, "lead@second.example");
  const objects = ["example.com", "second.example"];
  await done(sim, "set_role", { user: "lead@second.example", role: "domain", objects });
  expect(await refused(sim, "push_domain", push)).toBe(24);
});
