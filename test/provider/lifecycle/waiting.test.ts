import { kinds } from "../../../provider/kinds/index.js";
import { remove } from "../../../provider/lifecycle/delete.js";
import type { Values } from "../../../provider/values.js";

import { createDeclared, fakeClock, newContext } from "../support/context.js";
import { failureOf } from "../support/failure.js";
import { company, given, givenUser, held, startService, writes } from "../support/service.js";

const domain = "new.example";

/** A domain with so many forwards in it. */
async function fullDomain(count: number, options: Values = {}) {
  const service = await startService();
  const state = await createDeclared(newContext(service.url), "Domain", { domain, ...options });
  const users = Array.from({ length: count }, (_, n) => `user${String(n).padStart(2, "0")}@${domain}`);
  for (const user of users) givenUser(service, user);
  service.requests.clear();
  return { service, state, users };
}

test("a domain whose users are on their way out is deleted once they are gone", async () => {
  const { service, state, users } = await fullDomain(5);
  const clock = fakeClock(() => {
    const user = users.pop();
    if (user) given(service, "delete_user", { user });
  });
  await remove(newContext(service.url, clock), kinds.Domain, state);
  expect(held(service, "domain", domain)).toBeUndefined();
  // A fall is hoped to be followed by the next one soon.
  expect(clock.slept).toEqual([500, 500, 500, 500, 500]);
});

test("a domain whose users stay is left alone, and the error names the first ten and how many there are", async () => {
  const { service, state, users } = await fullDomain(13);
  const failure = await failureOf(remove(newContext(service.url), kinds.Domain, state));
  expect(failure).toMatchObject({ name: "BlockedError", code: "OMA_OBJECT_NOT_EMPTY", number: 10, object: domain });
  for (const user of users.slice(0, 10)) expect(failure.message).toContain(user);
  for (const user of users.slice(10)) expect(failure.message).not.toContain(user);
  expect(failure.message).toMatch(/because of 13: .* and 3 more/);
  const [search] = service.requests.filter(({ method }) => method === "search_users");
  expect(search?.fields).toMatchObject({ range: { first: 0, limit: 10 } });
  expect(held(service, "domain", domain)).toBeDefined();
  for (const user of users) expect(held(service, "user", user)).toBeDefined();
});

test("a delete stops waiting soon when nothing moves, long before its time is over", async () => {
  const { service, state } = await fullDomain(1, { deleteTimeout: 3600 });
  const clock = fakeClock();
  await failureOf(remove(newContext(service.url, clock), kinds.Domain, state));
  expect(clock.slept).toEqual([500, 1000, 2000, 4000]);
});

test("a delete waits on while the number falls, however slowly", async () => {
  const { service, state, users } = await fullDomain(6, { deleteTimeout: 3600 });
  let sleeps = 0;
  const clock = fakeClock(() => {
    sleeps += 1;
    const user = sleeps % 3 === 0 ? users.pop() : undefined;
    if (user) given(service, "delete_user", { user });
  });
  await remove(newContext(service.url, clock), kinds.Domain, state);
  expect(held(service, "domain", domain)).toBeUndefined();
});

test("a delete never waits longer than its time, even while the number falls", async () => {
  const { service, state, users } = await fullDomain(20, { deleteTimeout: 3 });
  const clock = fakeClock(() => {
    const user = users.pop();
    if (user) given(service, "delete_user", { user });
  });
  expect(await failureOf(remove(newContext(service.url, clock), kinds.Domain, state))).toMatchObject({
    name: "BlockedError",
  });
  expect(clock.now()).toBe(3000);
});

test("with no time to wait, a delete says at once what is inside", async () => {
  const { service, state } = await fullDomain(1, { deleteTimeout: 0 });
  const clock = fakeClock();
  expect((await failureOf(remove(newContext(service.url, clock), kinds.Domain, state))).message).toContain(
    "user00@new.example",
  );
  expect(clock.slept).toEqual([]);
  expect(writes(service).map(({ method }) => method)).toEqual(["delete_domain"]);
});

test("a domain that somebody else deletes meanwhile is done", async () => {
  const { service, state, users } = await fullDomain(1);
  const clock = fakeClock(() => {
    given(service, "delete_user", { user: users[0] as string });
    given(service, "delete_domain", { domain });
  });
  await remove(newContext(service.url, clock), kinds.Domain, state);
});

test("a domain that is gone by the time its contents are looked at is done too", async () => {
  const { service, state } = await fullDomain(0);
  given(service, "delete_domain", { domain });
  service.faults.next({ error_number: 10, method: "delete_domain" });
  const clock = fakeClock();
  await remove(newContext(service.url, clock), kinds.Domain, state);
  expect(clock.slept).toEqual([]);
});

test("contents that the admin may not list end the delete with that error, and the domain stays", async () => {
  const { service, state } = await fullDomain(1);
  service.faults.next({ error_number: 11, method: "search_users" });
  expect(await failureOf(remove(newContext(service.url), kinds.Domain, state))).toMatchObject({ number: 11 });
  expect(held(service, "domain", domain)).toBeDefined();
});

test("users that were deleted and can be restored are not looked for in vain: the error comes in the end", async () => {
  const service = await startService({ deletedUsersBlockDomain: true });
  const state = await createDeclared(newContext(service.url), "Domain", { domain });
  givenUser(service, `ann@${domain}`);
  given(service, "delete_user", { user: `ann@${domain}` });
  expect(await failureOf(remove(newContext(service.url), kinds.Domain, state))).toMatchObject({
    name: "BlockedError",
    number: 10,
  });
});

describe("a brand that is in use", () => {
  const brand = { company, brand: "Green" };
  async function usedBrand() {
    const service = await startService();
    const state = await createDeclared(newContext(service.url), "Brand", brand);
    given(service, "change_domain", { domain: "example.com", attributes: { brand: "Green" } });
    return { service, state };
  }

  test("is deleted once nothing carries it", async () => {
    const { service, state } = await usedBrand();
    const clock = fakeClock(() =>
      given(service, "change_domain", { domain: "example.com", attributes: { brand: null } }),
    );
    await remove(newContext(service.url, clock), kinds.Brand, state);
    expect(service.call("_get_brand", brand)).toMatchObject({ error_number: 2 });
  });

  test("is left alone while something carries it, and the error says what", async () => {
    const { service, state } = await usedBrand();
    const failure = await failureOf(remove(newContext(service.url), kinds.Brand, state));
    expect(failure).toMatchObject({ name: "BlockedError", code: "OMA_BRAND_IN_USE", number: 14 });
    expect(failure.message).toContain("because of 1: domain example.com");
  });

  test("by the company alone is left alone, and the error says to look there", async () => {
    const service = await startService();
    const state = await createDeclared(newContext(service.url), "Brand", brand);
    given(service, "change_company", { company, attributes: { brand: "Green" } });
    expect((await failureOf(remove(newContext(service.url), kinds.Brand, state))).message).toMatch(
      /company that has it as its default/,
    );
  });
});
