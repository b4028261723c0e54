import { createDeclared, newContext } from "../support/context.js";
import { startLossy } from "../support/lossy.js";
import { accepts, givenUser, held, methodsCalled, secretText, startService, writes } from "../support/service.js";

const ann = "ann@example.com";
const mailbox = { user: ann, password: "Other*Kite-99", name: "Anne" };

async function deletedMailbox() {
  const service = await startService();
  givenUser(service, ann, { name: "Ann", title: "Dr" });
  service.call("delete_user", { user: ann });
  return service;
}

test("a deleted mailbox is brought back with what it had, and then to what is declared", async () => {
  const service = await deletedMailbox();
  await createDeclared(newContext(service.url), "User", { ...mailbox, restoreDeleted: true });
  expect(held(service, "user", ann)).toMatchObject({ name: "Anne", title: "Dr" });
  expect(await accepts(service, ann, "Other*Kite-99")).toBe(true);
  expect(writes(service).map(({ method, createOnly }) => [method, createOnly])).toEqual([
    ["restore_user", false],
    ["change_user", false],
  ]);
});

test("of several deleted mailboxes of a name, the one deleted last is brought back", async () => {
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

test("a mailbox whose name only ends like that of one deleted later is the one that is brought back", async () => {
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

test("a mailbox that came back with an answer that got lost is not brought back twice", async () => {
  const service = await deletedMailbox();
  const lossy = await startLossy(service);
  lossy.loseNext("restore_user", "after it was carried out");
  await createDeclared(newContext(lossy.base), "User", { ...mailbox, restoreDeleted: true });
  expect(lossy.count("restore_user")).toBe(1);
  expect(held(service, "user", ann)).toMatchObject({ name: "Anne", title: "Dr" });
});

test("without a deleted one, the mailbox is made anew", async () => {
  const service = await startService();
  await createDeclared(newContext(service.url), "User", { ...mailbox, restoreDeleted: true });
  expect(writes(service)).toMatchObject([{ method: "change_user", createOnly: true }]);
});

test("nothing is looked for unless it was asked for", async () => {
  const service = await deletedMailbox();
  await createDeclared(newContext(service.url), "User", mailbox);
  expect(methodsCalled(service)).not.toContain("search_users");
  expect(held(service, "user", ann)?.title).toBeNull();
});
