import type { Simulator } from "../../simulator/index.js";
import { COMPANY, domain, done, HILLSIDE, post, refused, start, TWO_COMPANIES, user } from "./support.js";

let sim: Simulator;

beforeEach(async () => {
  sim = await start(TWO_COMPANIES);
});

test("a new brand is a copy of the default brand with what was given on top", async () => {
  await done(sim, "_change_brand", { brand: "Default Brand", attributes: { page_title: "Lakeside" } });
  await done(sim, "_change_brand", { brand: "Blue", create_only: true, attributes: { recovery_sms: true } });
  await done(sim, "_change_brand", { brand: "Default Brand", attributes: { page_title: "Later" } });
  const { attributes } = await done(sim, "_get_brand", { brand: "Blue" });
  expect(attributes).toMatchObject({ page_title: "Lakeside", recovery_sms: true });
});

test("a missing brand tells what could be set on it", async () => {
  const answer = await post(sim, "_get_brand", { brand: "None" });
  expect(answer).toMatchObject({ success: false, error_number: 2 });
  expect(answer.settable_attributes).toContain("page_title");
});

test("unknown brand attributes are refused", async () => {
  expect(await refused(sim, "_change_brand", { brand: "Blue", attributes: { colour: "blue" } })).toBe(6);
  expect(await refused(sim, "_get_brand", { brand: "Blue" })).toBe(2);
});

test("counts and members are the domains and users that carry the brand, found in any case", async () => {
  await done(sim, "_change_brand", { company: COMPANY, brand: "Blue", attributes: {} });
  await domain(sim, "example.com", { brand: "Blue" });
  await user(sim, "iris@example.com", { brand: "Blue" });
  await user(sim, "lea@example.com");
  expect((await done(sim, "_get_brand", { brand: "blue" })).metadata).toEqual({
    counts: { domain: 1, user: 1, total: 2 },
  });
  expect((await done(sim, "search_brands", { criteria: {} })).brands).toEqual([
    { brand: "Blue", counts: { domain: 1, user: 1, total: 2 } },
    { brand: "Default Brand", counts: { domain: 0, user: 0, total: 0 } },
  ]);
  const members = await done(sim, "search_brand_members", { criteria: { brand: "blue", type: ["user"] } });
  expect(members).toMatchObject({ total_count: 1, brand_members: [{ type: "user", member: "iris@example.com" }] });
  expect(await refused(sim, "search_brand_members", { criteria: { brand: "None" } })).toBe(2);
});

test("a deleted brand is listed as deleted, and its name may be used again", async () => {
  await done(sim, "_change_brand", { brand: "Blue", attributes: {} });
  await done(sim, "_delete_brand", { brand: "Blue" });
  expect((await done(sim, "search_brands", { criteria: { match: "B*" } })).total_count).toBe(0);
  expect((await done(sim, "search_brands", { criteria: { deleted: true } })).brands).toMatchObject([{ brand: "Blue" }]);
  await done(sim, "_change_brand", { brand: "Blue", create_only: true, attributes: {} });
});

test("the default brand stays", async () => {
  expect(await refused(sim, "_delete_brand", { brand: "Default Brand" })).toBe(14);
});

test("brands belong to their company", async () => {
  expect(await refused(sim, "_get_brand", { company: COMPANY, brand: "Default Brand" }, HILLSIDE)).toBe(9);
  expect(await refused(sim, "_get_brand", { brand: "Default Brand" }, HILLSIDE)).toBe(2);
  await done(sim, "_get_brand", { brand: "Hill" }, HILLSIDE);
});
