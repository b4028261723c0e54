import * as pulumi from "@pulumi/pulumi";
import * as oma from "../../sdk/index.js";
import { json, startCanned } from "../provider/support/canned.js";
import { admin, givenUser, methodsCalled, secretText, startService } from "../provider/support/service.js";

for (const name of Object.keys(process.env).filter((name) => name.startsWith("OMA_"))) delete process.env[name];

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

/** What an output comes to, or the error that it fails with. */
const settled = <T>(output: pulumi.Output<T>): Promise<T> => (output as unknown as { promise(): Promise<T> }).promise();

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
