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

test("rows that moved forward are looked for one window back, and no further than they moved", async () => {
  const { call, windows } = listing(names(60), (users, window) => {
    if (window === 4) users.splice(0, 3);
  });
  expect(await read(call, 10)).toEqual(names(60));
  expect(windows).toEqual([0, 9, 18, 27, 36, 27, 36, 45, 54]);
});

test("a list that is exchanged for another is read from its new beginning", async () => {
  const { call, windows } = listing(names(30), (users, window) => {
    if (window === 1) users.splice(0, 12, "a0");
  });
  expect((await read(call, 10)).sort()).toEqual([...names(10), "a0", ...names(30).slice(12)].sort());
  expect(windows).toEqual([0, 9, 0, 9]);
});

test("a page is asked for with room for its overlap, in the order that the method knows", async () => {
  const asked: unknown[] = [];
  const call = async (fields: unknown) => {
    asked.push(fields);
    return { success: true, users: [], brand_members: [], total_count: 0 };
  };
  for await (const _ of rowsOf("search_users", call, 1));
  for await (const _ of rowsOf("search_brand_members", call));
  expect(asked).toEqual([
    { range: { first: 0, limit: 2 }, sort: { by: "user", direction: "ascending" } },
    { range: { first: 0, limit: 200 } },
  ]);
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
  const failure = await failureOf(read(call, 2));
  expect(failure).toMatchObject({ code: "OMA_SEARCH_UNSTABLE", method: "search_users" });
  expect(failure.message).toMatch(/the rows moved faster than they could be read.*Run again when fewer changes/s);
  expect(n / 2).toBe(12);
});

test("an empty page before the end is an error, not an endless search", async () => {
  let pages = 0;
  const call = async () => {
    pages += 1;
    return { success: true, users: [], total_count: 10 };
  };
  expect(await failureOf(read(call, 2))).toMatchObject({ code: "OMA_SEARCH_UNSTABLE" });
  expect(pages).toBe(4);
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
