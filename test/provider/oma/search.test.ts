import fc from "fast-check";
import { OmaClient } from "../../../provider/oma/index.js";
import { rowsOf } from "../../../provider/oma/search.js";
import { quick } from "../support/context.js";
import { failureOf } from "../support/failure.js";
import { admin, given, givenUser, startService } from "../support/service.js";

/** A sorted list that is read by windows, and changed between them. */
function listing(users: string[], change: (users: string[], window: number) => void = () => {}, most = 1000) {
  const windows: number[] = [];
  const call = async ({ range }: { range?: { first: number; limit: number } }) => {
    change(users, windows.length);
    users.sort();
    const { first, limit } = range as { first: number; limit: number };
    windows.push(first);
    const rows = users.slice(first, first + Math.min(limit, most)).map((user) => ({ user }));
    return { success: true, users: rows, count: rows.length, total_count: users.length };
  };
  return { call: call as Parameters<typeof rowsOf>[1], windows };
}

async function read(call: Parameters<typeof rowsOf>[1], pageSize: number): Promise<string[]> {
  const found: string[] = [];
  for await (const row of rowsOf("search_users", call, pageSize)) found.push(String(row.user));
  return found;
}

const names = (count: number) => Array.from({ length: count }, (_, n) => `u${String(n).padStart(3, "0")}`);

test.each([0, 1, 2, 9, 10, 11, 25])("a list of %i is given whole, in order", async (count) => {
  expect(await read(listing(names(count)).call, 10)).toEqual(names(count));
});

test("a service that gives smaller pages than asked for is read to its end, even one row at a time", async () => {
  for (const most of [1, 2, 3]) {
    expect(await read(listing(names(7), undefined, most).call, 10)).toEqual(names(7));
  }
});

test("rows that are deleted before the window do not hide others", async () => {
  const { call } = listing(names(30), (users, window) => {
    if (window === 2) users.splice(0, 12);
  });
  expect(await read(call, 10)).toEqual(names(30));
});

test("rows that are created before the window make no row come twice", async () => {
  const { call } = listing(names(30), (users, window) => {
    if (window === 1) users.push("a1", "a2", "a3");
  });
  const found = await read(call, 10);
  expect(new Set(found).size).toBe(found.length);
  expect(found).toEqual(expect.arrayContaining(names(30)));
});

test("whatever is created and deleted meanwhile: rows that stay are given exactly once", async () => {
  const stays = names(40).map((name) => `${name}-stays`);
  const action = fc.record({ window: fc.nat(8), name: fc.integer({ min: 0, max: 39 }), create: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(
      fc.array(action, { maxLength: 30 }),
      fc.integer({ min: 2, max: 15 }),
      async (actions, pageSize) => {
        const others = names(40).filter((_, n) => n % 2 === 0);
        const { call } = listing([...stays, ...others], (users, window) => {
          for (const { name, create } of actions.filter((one) => one.window === window)) {
            const user = names(40)[name] as string;
            const at = users.indexOf(user);
            if (create && at < 0) users.push(user);
            if (!create && at >= 0) users.splice(at, 1);
          }
        });
        const found = await read(call, pageSize);
        expect(found.filter((user) => user.endsWith("stays")).sort()).toEqual(stays);
        expect(new Set(found).size).toBe(found.length);
      },
    ),
    { numRuns: 200 },
  );
});

test("rows that never stand still are an error, not an endless search", async () => {
  let n = 0;
  const call = async () => ({
    success: true,
    users: [{ user: `u${n++}` }, { user: `u${n++}` }],
    total_count: 1_000_000,
  });
  expect(await failureOf(read(call, 2))).toMatchObject({ code: "OMA_SEARCH_UNSTABLE", method: "search_users" });
});

test("an empty page before the end is an error, not an endless search", async () => {
  const call = async () => ({ success: true, users: [], total_count: 10 });
  expect(await failureOf(read(call, 2))).toMatchObject({ code: "OMA_SEARCH_UNSTABLE" });
});

test("without a total, the search ends with the first page that brings nothing new", async () => {
  const { call } = listing(names(25));
  const blind: typeof call = async (window) => ({ ...(await call(window)), total_count: undefined });
  expect(await read(blind, 10)).toEqual(names(25));
});

test("deleted accounts of one name are told apart by their ids", async () => {
  const call = async () => ({
    success: true,
    users: [
      { user: "a", id: "1" },
      { user: "a", id: 2 },
    ],
    total_count: 2,
  });
  expect((await read(call, 10)).length).toBe(2);
});

test.each([null, 3])("against the service with a page limit of %j", async (pageLimit) => {
  const service = await startService({ pageLimit });
  for (const user of names(11)) givenUser(service, `${user}@example.com`);
  const oma = new OmaClient({ base: service.url, ...admin }, quick);
  const found: string[] = [];
  for await (const row of oma.search("search_users", { criteria: { domain: "example.com" } }, 4)) found.push(row.user);
  expect(found.length).toBe(11);
  const domains: string[] = [];
  for await (const { domain } of oma.search("search_domains", {})) domains.push(domain);
  expect(domains).toContain("example.com");
  given(service, "create_workgroup", { domain: "example.com", workgroup: "sales" });
  const workgroups: string[] = [];
  for await (const row of oma.search("search_workgroups", { criteria: { domain: "example.com" } })) {
    workgroups.push(row.workgroup);
  }
  expect(workgroups).toEqual(expect.arrayContaining(["sales", "staff"]));
});
