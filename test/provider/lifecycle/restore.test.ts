import { kinds } from "../../../provider/kinds/index.js";
import { remove } from "../../../provider/lifecycle/delete.js";
import type { RestoreDeleted } from "../../../provider/lifecycle/run/settings.js";
import type { Simulator } from "../../../simulator/index.js";
import { createDeclared, fakeClock, newContext } from "../support/context.js";
import { failureOf } from "../support/failure.js";
import { startLossy } from "../support/lossy.js";
import {
  accepts,
  admin,
  company,
  given,
  givenUser,
  held,
  methodsCalled,
  secretText,
  startService,
  writes,
} from "../support/service.js";

const ann = "ann@example.com";
const mailbox = { user: ann, password: "Other*Kite-99", name: "Anne" };

const contextWith = (service: Pick<Simulator, "url">, restoreDeleted: RestoreDeleted) =>
  newContext(service.url, fakeClock(), admin, { restoreDeleted });

async function deletedMailbox() {
  const service = await startService();
  givenUser(service, ann, { name: "Ann", title: "Dr" });
  service.call("delete_user", { user: ann });
  return service;
}

describe("a create at the address of a deleted mailbox", () => {
  test("is refused, with when it was deleted and both ways on, and nothing is written", async () => {
    const now = Date.parse("2026-03-01T08:30:00Z");
    const service = await startService({}, () => now);
    givenUser(service, ann);
    service.call("delete_user", { user: ann });
    const failure = await failureOf(createDeclared(newContext(service.url), "User", mailbox));
    expect(failure).toMatchObject({ code: "OMA_OBJECT_RESTORABLE", object: ann });
    expect(failure.message).toContain("deleted 2026-03-01 08:30 UTC, can be restored until 2026-03-31 08:30 UTC");
    expect(failure.remedy).toMatch(/restoreDeleted: true.*restoreDeleted: false/);
    expect(writes(service)).toEqual([]);
  });

  test("is refused with adopt: true as well: there is nothing to adopt", async () => {
    const service = await deletedMailbox();
    const failure = await failureOf(createDeclared(newContext(service.url), "User", { ...mailbox, adopt: true }));
    expect(failure).toMatchObject({ code: "OMA_OBJECT_RESTORABLE" });
  });

  test.each<[RestoreDeleted, boolean | undefined, "restored" | "new"]>([
    ["ask", true, "restored"],
    ["restore", undefined, "restored"],
    ["ignore", true, "restored"],
    ["ask", false, "new"],
    ["ignore", undefined, "new"],
    ["restore", false, "new"],
  ])("with oma:restoreDeleted %s and restoreDeleted %s is %s", async (run, restoreDeleted, outcome) => {
    const service = await deletedMailbox();
    const declared = restoreDeleted === undefined ? mailbox : { ...mailbox, restoreDeleted };
    await createDeclared(contextWith(service, run), "User", declared);
    expect(held(service, "user", ann)).toMatchObject({ name: "Anne", title: outcome === "restored" ? "Dr" : null });
    expect(await accepts(service, ann, "Other*Kite-99")).toBe(true);
    const made =
      outcome === "new"
        ? [["change_user", true]]
        : [
            ["restore_user", false],
            ["change_user", false],
          ];
    expect(writes(service).map(({ method, createOnly }) => [method, createOnly])).toEqual(made);
  });

  test("is an ordinary one after the 30 days", async () => {
    let now = 1_700_000_000_000;
    const service = await startService({}, () => now);
    givenUser(service, ann);
    service.call("delete_user", { user: ann });
    now += 31 * 86_400_000;
    await createDeclared(newContext(service.url), "User", mailbox);
    expect(writes(service)).toMatchObject([{ method: "change_user", createOnly: true }]);
  });

  test.each([{}, { restoreDeleted: true }])("finds the account that has the address by now: %j", async (option) => {
    const service = await deletedMailbox();
    givenUser(service, ann, { name: "Second" });
    const context = newContext(service.url);
    // From here on the run knows what may be set, so it does not read before each create.
    await createDeclared(context, "User", { user: "first@example.com", password: secretText });
    const failure = await failureOf(createDeclared(context, "User", { ...mailbox, ...option }));
    expect(failure).toMatchObject({ code: "OMA_OBJECT_EXISTS" });
    expect(held(service, "user", ann)).toMatchObject({ name: "Second" });
  });
});

test("of several deleted mailboxes of a name, the one deleted last is restored", async () => {
  let now = 1_700_000_000_000;
  const service = await startService({}, () => now);
  for (const name of ["First", "Second"]) {
    givenUser(service, ann, { name });
    now += 60_000;
    service.call("delete_user", { user: ann });
  }
  await createDeclared(newContext(service.url), "User", { user: ann, password: secretText, restoreDeleted: true });
  expect(held(service, "user", ann)).toMatchObject({ name: "Second" });
});

test("a mailbox whose name only ends like that of one deleted later is the one that is restored", async () => {
  let now = 1_700_000_000_000;
  const service = await startService({}, () => now);
  for (const user of [ann, `jo${ann}`]) {
    givenUser(service, user, { name: user });
    now += 60_000;
    service.call("delete_user", { user });
  }
  await createDeclared(newContext(service.url), "User", { user: ann, password: secretText, restoreDeleted: true });
  expect(held(service, "user", ann)).toMatchObject({ name: ann });
});

test("a deleted mailbox is found among more than fit on a page", async () => {
  const service = await startService({ pageLimit: 2 });
  for (const user of [ann, "b@example.com", "c@example.com", "d@example.com", "e@example.com"]) {
    givenUser(service, user);
    service.call("delete_user", { user });
  }
  expect(await failureOf(createDeclared(newContext(service.url), "User", mailbox))).toMatchObject({
    code: "OMA_OBJECT_RESTORABLE",
  });
});

describe("a restored mailbox", () => {
  test("whose response got lost is not restored twice, though reads lag", async () => {
    const service = await deletedMailbox();
    const lossy = await startLossy(service);
    service.faults.next({ effect: "stale", reads: 3, method: "restore_user" });
    lossy.loseNext("restore_user", "after it was carried out");
    await createDeclared(newContext(lossy.base), "User", { ...mailbox, restoreDeleted: true });
    expect(lossy.count("restore_user")).toBe(1);
    expect(held(service, "user", ann)).toMatchObject({ name: "Anne", title: "Dr" });
  });

  test("whose change is refused is in state with what it holds, so that the next run writes the rest", async () => {
    const service = await deletedMailbox();
    const declared = { ...mailbox, password: "weak", restoreDeleted: true };
    const failure = await failureOf(createDeclared(newContext(service.url), "User", declared));
    expect(failure).toMatchObject({
      name: "PartialError",
      state: { identity: { user: ann }, attributes: { name: "Ann" }, fingerprints: {} },
      cause: { number: 40 },
    });
    expect(held(service, "user", ann)).toMatchObject({ name: "Ann", title: "Dr" });
  });

  test("in a full domain is refused with the numbers", async () => {
    const service = await deletedMailbox();
    givenUser(service, "eve@example.com");
    given(service, "change_domain", { domain: "example.com", attributes: { limit_users: 1 } });
    const failure = await failureOf(
      createDeclared(newContext(service.url), "User", { ...mailbox, restoreDeleted: true }),
    );
    expect(failure).toMatchObject({ name: "LimitError", number: 15 });
    expect(failure.message).toContain("1 of at most 1");
  });
});

describe("what can be restored", () => {
  test("is searched once per domain and run, however many creates there are", async () => {
    const service = await deletedMailbox();
    given(service, "change_domain", { domain: "second.example", attributes: {} });
    const context = newContext(service.url);
    const users = ["a@example.com", "b@example.com", "c@example.com", "d@second.example", "e@second.example"];
    await Promise.all(users.map((user) => createDeclared(context, "User", { user, password: secretText })));
    expect(methodsCalled(service).filter((method) => method === "search_users")).toHaveLength(2);
  });

  test("is not searched where it does not matter", async () => {
    const service = await deletedMailbox();
    await createDeclared(contextWith(service, "ignore"), "User", mailbox);
    await createDeclared(contextWith(service, "restore"), "User", {
      ...mailbox,
      user: "b@example.com",
      restoreDeleted: false,
    });
    expect(methodsCalled(service)).not.toContain("search_users");
  });

  test.each([9, 4711])(
    "is not known when the service refuses the search with %i, and nothing is written",
    async (n) => {
      const service = await startService();
      service.faults.add({ error_number: n, method: "search_users" });
      const failure = await failureOf(createDeclared(newContext(service.url), "User", mailbox));
      expect(failure).toMatchObject({ code: "OMA_DELETED_UNKNOWN", number: n, object: ann });
      expect(writes(service)).toEqual([]);
      await createDeclared(newContext(service.url), "User", { ...mailbox, restoreDeleted: false });
      expect(held(service, "user", ann)).toBeDefined();
    },
  );

  test("is not known to any create that waited for the refused search, each of which names its own object", async () => {
    const service = await startService();
    service.faults.add({ error_number: 9, method: "search_users" });
    const context = newContext(service.url);
    const users = ["a@example.com", "b@example.com"];
    const failures = users.map((user) => failureOf(createDeclared(context, "User", { user, password: secretText })));
    expect((await Promise.all(failures)).map(({ object }) => object)).toEqual(users);
  });

  test("is asked again after a search that failed", async () => {
    const service = await startService();
    const context = newContext(service.url);
    service.faults.next({ error_number: 4711, method: "search_users" });
    await failureOf(createDeclared(context, "User", mailbox));
    await createDeclared(context, "User", mailbox);
    expect(held(service, "user", ann)).toBeDefined();
  });

  test("in a domain that does not exist is nothing: the domain is what is missing", async () => {
    const service = await startService();
    const lost = { user: "ann@nowhere.example", password: secretText };
    expect(await failureOf(createDeclared(newContext(service.url), "User", lost))).toMatchObject({
      code: "OMA_PARENT_MISSING",
    });
  });
});

describe("a mailbox that this very run deleted", () => {
  async function replaced(
    service: Simulator,
    declared: object = { restoreDeleted: true },
    meanwhile: () => void = () => {},
  ) {
    const context = newContext(service.url);
    const state = await createDeclared(context, "User", { ...mailbox, restoreDeleted: false });
    given(service, "change_user", { user: ann, attributes: { title: "Dr" } });
    service.requests.clear();
    await remove(context, kinds.User, state);
    meanwhile();
    return createDeclared(context, "User", { ...mailbox, ...declared });
  }

  test("comes back with its mail when asked for", async () => {
    const service = await startService();
    await replaced(service);
    expect(held(service, "user", ann)).toMatchObject({ name: "Anne", title: "Dr" });
    expect(writes(service).map(({ method }) => method)).toEqual(["delete_user", "restore_user", "change_user"]);
  });

  test("is neither restored nor made anew unasked: another resource may have had it", async () => {
    const service = await startService();
    expect(await failureOf(replaced(service, {}))).toMatchObject({ code: "OMA_OBJECT_RESTORABLE" });
    expect(writes(service).map(({ method }) => method)).toEqual(["delete_user"]);
  });

  test("is made anew where the program says so", async () => {
    const service = await startService();
    await replaced(service, { restoreDeleted: false });
    expect(held(service, "user", ann)).toMatchObject({ title: null });
  });

  test("comes back also when the searches lag behind the delete, and not as one that was deleted earlier", async () => {
    let now = 1_700_000_000_000;
    const service = await startService({}, () => now);
    givenUser(service, ann, { title: "Earlier" });
    service.call("delete_user", { user: ann });
    now += 60_000;
    service.faults.next({ effect: "stale", reads: 3, method: "delete_user" });
    await replaced(service);
    expect(held(service, "user", ann)).toMatchObject({ title: "Dr" });
  });

  test.each([{}, { restoreDeleted: true }])("is refused when no search lists it: %j", async (option) => {
    const service = await startService();
    service.faults.next({ effect: "stale", reads: 50, method: "delete_user" });
    expect(await failureOf(replaced(service, option))).toMatchObject({ code: "OMA_DELETED_UNKNOWN" });
    expect(writes(service).map(({ method }) => method)).toEqual(["delete_user"]);
  });

  test("is not restored over an account that somebody made meanwhile", async () => {
    const service = await startService();
    const failure = failureOf(
      replaced(service, { restoreDeleted: true }, () => givenUser(service, ann, { name: "Theirs" })),
    );
    expect(await failure).toMatchObject({ code: "OMA_OBJECT_EXISTS" });
  });
});

describe("a deleted domain", () => {
  const domain = "quay.example";

  async function deletedDomain() {
    const service = await startService();
    given(service, "change_domain", { domain, attributes: { limit_users: 7, language: "de" } });
    given(service, "change_user", { user: `ann@${domain}`, attributes: { password: secretText, title: "Dr" } });
    given(service, "delete_user", { user: `ann@${domain}` });
    given(service, "delete_domain", { domain });
    return service;
  }

  test.each([{ domain }, { domain, company }])("keeps a create of its name from being sent: %j", async (declared) => {
    const service = await deletedDomain();
    const failure = await failureOf(createDeclared(newContext(service.url), "Domain", declared));
    expect(failure).toMatchObject({ code: "OMA_OBJECT_RESTORABLE", object: domain });
    expect(failure.message).not.toContain("until");
    expect(writes(service)).toEqual([]);
  });

  test("comes back with its settings when asked for, and its accounts can be restored then", async () => {
    const service = await deletedDomain();
    const context = newContext(service.url);
    await createDeclared(context, "Domain", { domain, language: "en", restoreDeleted: true });
    expect(held(service, "domain", domain)).toMatchObject({ limit_users: 7, language: "en" });
    const user = { user: `ann@${domain}`, password: secretText };
    expect(await failureOf(createDeclared(context, "User", user))).toMatchObject({ code: "OMA_OBJECT_RESTORABLE" });
    await createDeclared(context, "User", { ...user, restoreDeleted: true });
    expect(held(service, "user", user.user)).toMatchObject({ title: "Dr" });
  });

  test("is made anew when asked for, without what was in it", async () => {
    const service = await deletedDomain();
    const context = newContext(service.url);
    await createDeclared(context, "Domain", { domain, restoreDeleted: false });
    await createDeclared(context, "User", { user: `ann@${domain}`, password: secretText });
    expect(held(service, "user", `ann@${domain}`)).toMatchObject({ title: null });
  });

  test("that this run deletes and restores has its accounts to restore", async () => {
    const service = await startService();
    const context = newContext(service.url);
    const home = await createDeclared(context, "Domain", { domain, limitUsers: 7 });
    const user = { user: `ann@${domain}`, password: secretText, title: "Dr" };
    const account = await createDeclared(context, "User", user);
    await remove(context, kinds.User, account);
    await remove(context, kinds.Domain, home);
    await createDeclared(context, "Domain", { domain, restoreDeleted: true });
    await createDeclared(context, "User", { ...user, title: "Prof", restoreDeleted: true });
    expect(held(service, "domain", domain)).toMatchObject({ limit_users: 7 });
    expect(writes(service).map(({ method }) => method)).toEqual([
      "change_domain",
      "change_user",
      "delete_user",
      "delete_domain",
      "restore_domain",
      "restore_user",
      "change_user",
    ]);
  });

  test("that this run deletes and makes anew takes what was in it along", async () => {
    const service = await startService();
    const context = newContext(service.url);
    const home = await createDeclared(context, "Domain", { domain });
    const user = { user: `ann@${domain}`, password: secretText };
    await remove(context, kinds.User, await createDeclared(context, "User", user));
    await remove(context, kinds.Domain, home);
    await createDeclared(context, "Domain", { domain, restoreDeleted: false });
    await createDeclared(context, "User", user);
    expect(held(service, "user", user.user)).toBeDefined();
  });

  test("of a company that does not exist is nothing: the company is what is wrong", async () => {
    const service = await startService();
    const failure = await failureOf(createDeclared(newContext(service.url), "Domain", { domain, company: "Nobody" }));
    expect(failure).toMatchObject({ number: 11 });
  });
});
