import type { JsonObject, Simulator } from "../../simulator/index.js";
import { clock, domain, done, post, refused, start, user } from "./support.js";

const IRIS = { user: "iris@example.com" };
const time = clock();
let sim: Simulator;

beforeEach(async () => {
  sim = await start({ now: time.now, behaviours: { sampleMail: 4 } });
  await domain(sim);
  await user(sim);
});

const list = async (method: string, fields: JsonObject, member: string) =>
  (await done(sim, method, { ...IRIS, ...fields }))[member] as JsonObject[];
const ids = (rows: JsonObject[]) => rows.map(({ id }) => id ?? null);

test("a mailbox carries no mail unless it is asked for", async () => {
  const empty = await start();
  await domain(empty);
  await user(empty);
  expect(await done(empty, "get_user_messages", IRIS)).toEqual({ success: true, messages: [], count: 0 });
  expect(await done(empty, "get_user_folders", IRIS)).toMatchObject({
    folders: ["INBOX", ".Spam"],
    deleted_folders: [],
  });
  expect(await done(empty, "user_notify", IRIS)).toMatchObject({ unseen: 0 });
});

test("folders, present and deleted, with the spam folder in force", async () => {
  await done(sim, "change_user", { ...IRIS, attributes: { spamfolder: "Junk" } });
  expect(await done(sim, "get_user_folders", IRIS)).toMatchObject({
    folders: ["INBOX", "Junk"],
    deleted_folders: ["Old"],
  });
});

test("messages of a folder, newest first with recent and limit, unseen ones only", async () => {
  const subjects = async (fields: JsonObject) =>
    (await list("get_user_messages", fields, "messages")).map(({ headers }) => (headers as JsonObject).Subject);
  const all = [1, 2, 3, 4].map((n) => `Sample message ${n}`);
  expect(await subjects({})).toEqual(all);
  expect(await subjects({ recent: true })).toEqual(all);
  expect(await subjects({ recent: true, limit: 2 })).toEqual(["Sample message 4", "Sample message 3"]);
  expect(await subjects({ unseen: true })).toEqual(["Sample message 1", "Sample message 3"]);
  expect(await subjects({ folder: ".Spam" })).toEqual([]);
  expect(await done(sim, "user_notify", IRIS)).toMatchObject({ unseen: 2 });
  expect(await refused(sim, "get_user_messages", { ...IRIS, folder: "Old" })).toBe(26);
});

test("moving tells the outcome per message, and a folder that is not there refuses all", async () => {
  const [first = null] = ids(await list("get_user_messages", {}, "messages"));
  const move = { ...IRIS, ids: [first, "none"], folder: ".Spam" };
  expect((await done(sim, "move_user_messages", move)).ids).toEqual([
    { id: first, success: true },
    { id: "none", success: false, error_number: 2, error: expect.any(String) },
  ]);
  expect(await list("get_user_messages", { folder: ".Spam" }, "messages")).toHaveLength(1);
  expect(await refused(sim, "move_user_messages", { ...move, folder: "Nowhere" })).toBe(26);
});

test("deleted messages come back into their folder, once, and bring a deleted folder with them", async () => {
  const gone = await list("get_deleted_messages", {}, "messages");
  expect(gone.map(({ folder }) => folder)).toEqual(["INBOX", "INBOX", "INBOX", "Old"]);
  expect(await list("get_deleted_messages", { folder: "Old" }, "messages")).toHaveLength(1);
  const [row] = await list("get_deleted_messages", { headers: ["subject"] }, "messages");
  expect(Object.keys(row?.headers ?? {})).toEqual(["Subject"]);
  expect(await refused(sim, "get_deleted_messages", { ...IRIS, folder: "Nowhere" })).toBe(26);

  const before = await done(sim, "get_deleted_messages", IRIS);
  const wanted = [gone[3]?.id ?? null, "none", gone[3]?.id ?? null];
  expect((await done(sim, "restore_deleted_messages", { ...IRIS, ids: wanted })).ids).toMatchObject([
    { success: true },
    { success: false, error_number: 2 },
    { success: false, error_number: 2 },
  ]);
  expect(await done(sim, "get_deleted_messages", IRIS)).toMatchObject({ count: Number(before.count) - 1 });
  expect(await done(sim, "get_user_folders", IRIS)).toMatchObject({
    folders: ["INBOX", "Old", ".Spam"],
    deleted_folders: [],
  });
});

test("deleted contacts come back, once", async () => {
  const gone = await list("get_deleted_contacts", {}, "contacts");
  const book = () => sim.call("get_user", IRIS).metadata?.addressbook;
  expect(gone).toHaveLength(4);
  expect(book()).toMatchObject({ total: 4 });
  const restored = await done(sim, "restore_deleted_contacts", { ...IRIS, ids: [...ids(gone), "none"] });
  expect((restored.ids as JsonObject[]).map(({ success }) => success)).toEqual([true, true, true, true, false]);
  expect(await list("get_deleted_contacts", {}, "contacts")).toEqual([]);
  expect(book()).toMatchObject({ contacts: 8, total: 8 });
});

test("a rename costs everything that could be restored, and nothing else", async () => {
  await done(sim, "rename_user", { ...IRIS, new_name: "i@example.com" });
  const renamed = { user: "i@example.com" };
  expect(await done(sim, "get_deleted_messages", renamed)).toMatchObject({ count: 0 });
  expect(await done(sim, "get_deleted_contacts", renamed)).toMatchObject({ contacts: [] });
  expect(await done(sim, "get_user_messages", renamed)).toMatchObject({ count: 4 });
});

test("what is used shows in the metadata of the user", () => {
  expect(sim.call("get_user", IRIS).metadata?.quota).toMatchObject({ bytes_used: 4096, messages_used: 4 });
});

test("a reindex is queued, runs and ends by the clock, and is asked for by its id", async () => {
  const { id, status } = await done(sim, "reindex", { ...IRIS, folder: "INBOX" });
  const asked = async () => (await done(sim, "reindex", { ...IRIS, id: id ?? null })).status;
  expect([status, await asked()]).toEqual(["queued", "queued"]);
  time.pass(1000);
  expect(await asked()).toBe("running");
  time.pass(1000);
  expect(await asked()).toBe("done");
  expect(await refused(sim, "reindex", { ...IRIS, id: "none" })).toBe(2);
  expect(await refused(sim, "reindex", { ...IRIS, folder: "Nowhere" })).toBe(26);
  expect((await done(sim, "reindex", IRIS)).id).not.toBe((await done(sim, "reindex", IRIS)).id);
});

describe("sieve", () => {
  const DATA =
    'require ["fileinto"];\n# a { comment\nif header :contains "subject" "in\\"{voice" { fileinto "Bills"; }\n';
  const set = (fields: JsonObject) => post(sim, "set_sieve", { ...IRIS, ruleset: "managesieve", ...fields });

  test("a ruleset is written, activated, read back and deleted", async () => {
    expect(await done(sim, "get_sieve", IRIS)).toMatchObject({ rulesets: {}, active_rule: "managesieve" });
    expect(await set({ data: DATA, active_rule: "managesieve" })).toMatchObject({
      rulesets: { managesieve: "updated" },
      active_rule: "updated to managesieve",
      audit: expect.any(String),
    });
    expect(await set({ data: DATA, active_rule: "managesieve" })).toMatchObject({
      active_rule: "already set to managesieve",
    });
    await set({ ruleset: "holiday", data: "keep;", active_rule: "holiday" });
    expect(await done(sim, "get_sieve", IRIS)).toMatchObject({
      rulesets: { managesieve: DATA, holiday: "keep;" },
      active_rule: "holiday",
    });
    expect(await set({ data: null })).toMatchObject({ rulesets: { managesieve: "deleted" } });
    expect((await done(sim, "get_sieve", IRIS)).rulesets).toEqual({ holiday: "keep;" });
  });

  test.each([
    ["an open bracket", { data: "if { keep;" }],
    ["a wrong bracket", { data: "if ( keep; }" }],
    ["an open quote", { data: 'fileinto "Bills;' }],
    ["an open comment", { data: "/* keep;" }],
    ["a name that is not ASCII", { ruleset: "Ferien-ü", data: "keep;" }],
    ["an active ruleset that is not there", { data: "keep;", active_rule: "other" }],
    ["deleting what is not there", { data: null }],
  ])("%s is refused with a hint", async (_what, fields) => {
    expect(await set(fields)).toMatchObject({ error_number: 6, hints: expect.any(Object) });
    expect((await done(sim, "get_sieve", IRIS)).rulesets).toEqual({});
  });

  test("names that mean something elsewhere are names", async () => {
    expect(await set({ ruleset: "constructor", active_rule: "toString" })).toMatchObject({ error_number: 6 });
    await set({ ruleset: "constructor", data: "keep;" });
    expect((await done(sim, "get_sieve", IRIS)).rulesets).toEqual({ constructor: "keep;" });
  });
});
