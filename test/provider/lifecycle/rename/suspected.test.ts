import { handlerEngine, sharedTime, startModelService } from "../../../campaigns/lifecycle/handlers.js";
import type { Declaration } from "../../../campaigns/lifecycle/program.js";
import { keptDomain, passwords } from "../../../campaigns/lifecycle/tenant.js";
import { closeAfterTest } from "../../support/closing.js";

// A program whose resources are named after addresses: with a new address, the engine sees a new resource and an old one.

function mailbox(local: string, args: Declaration["args"], domain = keptDomain): Declaration {
  const declared = { user: `${local}@${domain}`, restoreDeleted: false, ...args };
  return { slot: local, kind: "User", name: local, args: declared, dependsOn: [], ignoreChanges: [] };
}

const ann = { name: "Ann Moreau", password: passwords[0] };
const ben = mailbox("ben", { name: "Ben Okafor", password: passwords[1] });
const week = 7 * 86_400_000;

async function start() {
  const time = sharedTime();
  const service = await startModelService({ now: time.unixMs });
  const { engine, close } = handlerEngine(service, time);
  closeAfterTest(async () => {
    close();
    await service.close();
  });
  service.call("change_domain", { domain: "other.example", attributes: {} });
  return {
    engine,
    time,
    /** No two runs begin in one second. */
    up: async (...program: Declaration[]) => {
      await time.sleep(1_000);
      return engine.up(program);
    },
    /** An attribute that no program declares stays with the account, as mail does. */
    mark: (local: string) =>
      service.call("change_user", { user: `${local}@${keptDomain}`, attributes: { title: `Mail of ${local}` } }),
    mailAt: (local: string) => service.call("get_user", { user: `${local}@${keptDomain}` }).attributes?.title,
    deleted: () => service.requests.filter(({ method }) => method === "delete_user").map(({ object }) => object),
  };
}

test("an address and a resource name that change together delete no mail, in this run or the next ones", async () => {
  const { up, time, mark, mailAt, deleted } = await start();
  await up(mailbox("ann", ann), ben);
  mark("ann");
  for (let day = 0; day < 3; day++) {
    expect((await up(mailbox("anne", ann), ben)).failures).toMatchObject([
      {
        verb: "delete",
        name: "ann",
        message: expect.stringContaining(`declares a new anne@${keptDomain} with the same name`),
      },
    ]);
    await time.sleep(86_400_000);
  }
  expect(mailAt("ann")).toBe("Mail of ann");
  expect(deleted()).toEqual([]);
});

test("the remedy works: take the edit back, then change the address alone", async () => {
  const { up, mark, mailAt, deleted } = await start();
  await up(mailbox("ann", ann), ben);
  mark("ann");
  await up(mailbox("anne", ann), ben);
  expect((await up(mailbox("ann", ann), ben)).failures).toEqual([]);
  expect(deleted()).toEqual([`anne@${keptDomain}`]);
  expect((await up(mailbox("ann", { ...ann, user: `anne@${keptDomain}` }), ben)).failures).toEqual([]);
  expect(mailAt("anne")).toBe("Mail of ann");
});

test.each<[string, Declaration["args"], boolean]>([
  ["the same name and another password", { name: ann.name, password: passwords[1] }, true],
  ["another name and a password that nobody else has", { name: "Ann Keller", password: ann.password }, true],
  ["no name and a password that nobody else has", { password: ann.password }, true],
  ["another name and another password", { name: "Carl Lund", password: passwords[1] }, false],
])("a new account with %s", async (_, args, isKept) => {
  const { up, deleted } = await start();
  await up(mailbox("ann", ann));
  const { failures } = await up(mailbox("new", args));
  expect(failures.map(({ verb, name }) => `${verb} ${name}`)).toEqual(isKept ? ["delete ann"] : []);
  expect(deleted()).toEqual(isKept ? [] : [`ann@${keptDomain}`]);
});

test("a password that others have too tells nothing", async () => {
  const { up, deleted } = await start();
  const others = mailbox("dan", { name: "Dan", password: ann.password });
  await up(mailbox("ann", ann), others);
  expect((await up(mailbox("new", { name: "Carl", password: ann.password }), others)).failures).toEqual([]);
  expect(deleted()).toEqual([`ann@${keptDomain}`]);
});

test("a password from the same place is the same password", async () => {
  const { up } = await start();
  const from = { passwordFrom: { env: "MODEL_PASSWORD_0", version: 1 } };
  process.env.MODEL_PASSWORD_0 = passwords[0];
  await up(mailbox("ann", from));
  expect((await up(mailbox("anne", from))).failures).toMatchObject([{ verb: "delete", name: "ann" }]);
});

test("an account that moves to another domain is deleted in the old one: no rename could have moved it", async () => {
  const { up, deleted } = await start();
  await up(mailbox("ann", ann));
  expect((await up(mailbox("ann2", ann, "other.example"))).failures).toEqual([]);
  expect(deleted()).toEqual([`ann@${keptDomain}`]);
});

test("an account is deleted when the like one was declared beside it, or created longer than a week ago", async () => {
  const { up, time, deleted } = await start();
  const like = mailbox("anne", ann);
  await up(mailbox("ann", ann), like);
  expect((await up(like)).failures).toEqual([]);

  await up(mailbox("ann", ann), like);
  const later = mailbox("anna", ann);
  await up(mailbox("ann", ann), like, later);
  await time.sleep(week);
  expect((await up(like, later)).failures).toEqual([]);
  expect(deleted()).toEqual([`ann@${keptDomain}`, `ann@${keptDomain}`]);
});

test("a program that declares nothing any more deletes everything", async () => {
  const { up, engine } = await start();
  await up(mailbox("ann", ann));
  await up(mailbox("anne", ann));
  expect((await up()).failures).toEqual([]);
  expect(engine.state).toEqual([]);
});
