import * as pulumi from "@pulumi/pulumi";
import { setMockOptions } from "@pulumi/pulumi/runtime/settings";
import * as oma from "../../sdk/index.js";
import { json, refusal, startCanned } from "../provider/support/canned.js";
import { admin, given, givenUser, methodsCalled, secretText, startService } from "../provider/support/service.js";

for (const name of Object.keys(process.env).filter((name) => name.startsWith("OMA_"))) delete process.env[name];

/** Begins a run of a program, as the engine does for each: what was asked before it is forgotten. */
async function beginRun(): Promise<void> {
  await pulumi.runtime.setMocks({
    call: ({ inputs }) => inputs,
    newResource: ({ name, inputs }) => ({ id: name, state: inputs }),
  });
  const mocked = pulumi.runtime.getMonitor() as object;
  // Like the engine's monitor, it is none of the mocks.
  setMockOptions(new Proxy({}, { get: (_, name) => Reflect.get(mocked, name, mocked) }));
}

beforeEach(beginRun);

/** The account of one service: all that a look-up takes from a provider. */
const account = (endpoint: string): oma.LookupOptions => ({
  provider: {
    settings: pulumi.output({
      "oma:endpoint": endpoint,
      "oma:user": admin.user,
      "oma:password": pulumi.secret(admin.password),
    }),
  } as unknown as oma.Provider,
});

/** What an output comes to. */
const settled = <T>(output: pulumi.Output<T>): Promise<T> => (output as unknown as { promise(): Promise<T> }).promise();

/** The error that an output fails with. All its promises fail with it, and Node ends a process that leaves one unheard. */
async function failureOf(output: pulumi.Output<unknown>): Promise<unknown> {
  const { isKnown, isSecret, allResources } = output as unknown as Record<string, unknown> & {
    allResources(): Promise<unknown>;
  };
  const [outcome] = await Promise.allSettled([settled(output), isKnown, isSecret, allResources()]);
  return outcome.status === "rejected" ? outcome.reason : undefined;
}

test("the same question is asked once, however it is put", async () => {
  const service = await startService();
  givenUser(service, "ann@example.com", { name: "Ann" });
  service.requests.clear();
  const options = account(service.url);
  const users = ["ann@example.com", pulumi.output("ann@example.com"), Promise.resolve("ann@example.com")];
  const found = await Promise.all(users.map((user) => settled(oma.getUser({ user }, options))));
  expect(new Set(found.map(({ attributes }) => attributes.name))).toEqual(new Set(["Ann"]));
  expect(methodsCalled(service)).toEqual(["authenticate", "get_user"]);
});

test("two accounts are asked each for themselves", async () => {
  const services = [await startService(), await startService()];
  for (const [index, service] of services.entries()) givenUser(service, "ann@example.com", { name: `Ann ${index}` });
  const names = services.map(({ url }) =>
    settled(oma.getUser({ user: "ann@example.com" }, account(url)).attributes.name),
  );
  expect(await Promise.all(names)).toEqual(["Ann 0", "Ann 1"]);
});

test("the next run in the same process asks again", async () => {
  const service = await startService();
  givenUser(service, "ann@example.com", { name: "Ann" });
  const nameOfAnn = () => settled(oma.getUser({ user: "ann@example.com" }, account(service.url)).attributes.name);
  expect(await nameOfAnn()).toBe("Ann");
  given(service, "change_user", { user: "ann@example.com", attributes: { name: "Ann Lee" } });
  expect(await nameOfAnn()).toBe("Ann");
  await beginRun();
  expect(await nameOfAnn()).toBe("Ann Lee");
});

test("credentials that were refused are sent again by the next run, and not by the same one", async () => {
  const server = await startCanned(async ({ method }, nth) =>
    method === "authenticate" && nth === 1
      ? refusal(1)
      : method === "get_user"
        ? json({ success: true, type: "mailbox", attributes: { name: "Ann" } })
        : undefined,
  );
  const options = account(server.base);
  const refusals = [
    await failureOf(oma.getUser({ user: "ann@example.com" }, options)),
    await failureOf(oma.getUser({ user: "bob@example.com" }, options)),
  ];
  expect(refusals[0]).toMatchObject({ message: expect.stringContaining("OMA refused admin") });
  // The engine prints each error object once.
  expect(refusals[1]).toBe(refusals[0]);
  expect(server.received.map(({ method }) => method)).toEqual(["authenticate"]);
  await beginRun();
  expect(await settled(oma.getUser({ user: "ann@example.com" }, options).attributes.name)).toBe("Ann");
  expect(server.received.map(({ method }) => method)).toEqual(["authenticate", "authenticate", "get_user"]);
});

test("a question that failed is asked again when it is put again, and is shared by all who wait for it", async () => {
  const service = await startService();
  givenUser(service, "ann@example.com", { name: "Ann" });
  service.requests.clear();
  service.faults.next({ error_number: 4, method: "get_user", times: 1 });
  const options = account(service.url);
  const ann = () => oma.getUser({ user: "ann@example.com" }, options);
  const [first, second] = await Promise.all([failureOf(ann()), failureOf(ann())]);
  expect(first).toMatchObject({ message: expect.stringContaining("OMA answered 4") });
  expect(second).toBe(first);
  expect(await settled(ann().attributes.name)).toBe("Ann");
  expect(service.requests.entries().map(({ method, outcome }) => [method, outcome])).toEqual([
    ["authenticate", "ok"],
    ["get_user", 4],
    ["get_user", "ok"],
  ]);
});

test("an answer is secret when its argument is, and not because the password is", async () => {
  const service = await startService();
  const isSecret = (output: unknown) => (output as { isSecret: Promise<boolean> }).isSecret;
  const options = account(service.url);
  expect(await isSecret(oma.getDomain({ domain: "example.com" }, options))).toBe(false);
  expect(await isSecret(oma.getDomain({ domain: pulumi.secret("example.com") }, options))).toBe(true);
});

test("no secret that an answer might hold is passed on, nor an attribute that nobody described", async () => {
  const server = await startCanned(async ({ method }) =>
    method === "get_user"
      ? json({
          success: true,
          type: "mailbox",
          settable_attributes: ["name", "password"],
          attributes: { name: "Ann", quota: "1024", password: secretText, recovery_code: secretText },
          metadata: {
            createtime: "1700000000",
            password: secretText,
            roles: { company_view: ["A"] },
            inherit: { smtp_sent_limit: 5 },
            app_passwords: [{ created: "1700000001", tag: "phone", password: secretText }],
          },
        })
      : undefined,
  );
  const found = await settled(oma.getUser({ user: "ann@example.com" }, account(server.base)));
  expect(JSON.stringify(found)).not.toContain(secretText);
  expect(found).toEqual({
    user: "ann@example.com",
    attributes: expect.objectContaining({ type: "mailbox", name: "Ann", quota: 1024, title: null }),
    metadata: {
      createtime: 1_700_000_000,
      roles: { company_view: ["A"] },
      inherit: { smtpSentLimit: 5 },
      appPasswords: [{ created: 1_700_000_001, tag: "phone" }],
    },
    settable: ["name", "password"],
  });
});

test("rows have the members of the reference, in right spelling and type", async () => {
  const row = {
    user: "ann@example.com",
    type: "mailbox",
    createtime: "1700000000",
    delete_time: 1_700_000_002,
    id: 7,
    forward_recepient: "x@example.org",
    forward_recepient_count: 1,
    password: secretText,
  };
  const server = await startCanned(async ({ method }) =>
    method === "search_users" ? json({ success: true, users: [row], count: 1, total_count: 1 }) : undefined,
  );
  expect(await settled(oma.searchUsers({ domain: "example.com" }, account(server.base)))).toEqual([
    {
      user: "ann@example.com",
      type: "mailbox",
      createtime: 1_700_000_000,
      deleteTime: 1_700_000_002,
      id: "7",
      forwardRecipient: "x@example.org",
      forwardRecipientCount: 1,
    },
  ]);
});

test.each([
  ["an unknown criterion", { domain: "example.com", domian: "example.org" }, "unknown criterion `domian`"],
  ["no domain", { match: "a*" }, "domain is required"],
])("a search with %s is not sent", async (_, criteria: object, words) => {
  const service = await startService();
  service.requests.clear();
  const asked = oma.searchUsers(criteria as oma.SearchUsersArgs, account(service.url));
  expect(await failureOf(asked)).toMatchObject({ message: expect.stringContaining(words) });
  expect(methodsCalled(service)).toEqual([]);
});
