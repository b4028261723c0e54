import type { Simulator } from "../../simulator/index.js";
import { accountOf, runInlinePrograms } from "./support/inline-programs.js";
import { startService } from "./support/service.js";
import { callsTo } from "./support/tenant.js";

const password = "Quartz*Kite-58";

/** A service on which ann@example.com is called after it. */
async function serviceWith(name: string): Promise<Simulator> {
  const service = await startService();
  service.call("change_domain", { domain: "example.com", attributes: {} });
  service.call("change_user", { user: "ann@example.com", attributes: { password, name } });
  expect(service.call("get_user", { user: "ann@example.com" }).success).toBe(true);
  return service;
}

const program = `async () => ({
  name: oma.getUser({ user: "ann@example.com" }).attributes.name,
  users: oma.searchUsers({ domain: "example.com", match: "bob*" }).apply((rows) => rows.length),
  again: oma.getDomain({ domain: "example.com" }).apply(() => oma.getUser({ user: "ann@example.com" }).attributes.name),
})`;
const questions = ["authenticate", "get_domain example.com", "get_user ann@example.com", "search_users example.com"];

test("of two inline programs in one process, one after the other, each is answered by its own account", async () => {
  const [a, b] = [await serviceWith("Ann of A"), await serviceWith("Ann of B")];
  const found = await runInlinePrograms(`
const a = await stackOf("a", ${accountOf(a)}, ${program});
const b = await stackOf("b", ${accountOf(b)}, ${program});
return [await up(a), await up(b)];`);
  expect(found).toEqual([
    { name: "Ann of A", users: 0, again: "Ann of A" },
    { name: "Ann of B", users: 0, again: "Ann of B" },
  ]);
  expect([callsTo(a).sort(), callsTo(b).sort()]).toEqual([questions, questions]);
});

test("of two inline programs in one process at the same time, each is answered by its own account", async () => {
  const [a, b] = [await serviceWith("Ann of A"), await serviceWith("Ann of B")];
  const found = await runInlinePrograms(`
const waiting = [];
const bothAreRunning = () => new Promise((go) => {
  if (waiting.push(go) === 2) for (const each of waiting) each();
});
const program = async () => {
  await bothAreRunning();
  return (${program})();
};
const a = await stackOf("a", ${accountOf(a)}, program);
const b = await stackOf("b", ${accountOf(b)}, program);
return Promise.all([up(a), up(b)]);`);
  expect(found).toEqual([
    { name: "Ann of A", users: 0, again: "Ann of A" },
    { name: "Ann of B", users: 0, again: "Ann of B" },
  ]);
  expect([callsTo(a).sort(), callsTo(b).sort()]).toEqual([questions, questions]);
});

test("a second run in the same process sees what was made since the first", async () => {
  const service = await serviceWith("Ann");
  const found = await runInlinePrograms(`
const account = ${accountOf(service)};
const stack = await stackOf("dev", account, ${program});
const before = await up(stack);
const { user, password } = account;
await fetch(account.endpoint + "/change_user", {
  method: "POST",
  body: JSON.stringify({ credentials: { user, password }, user: "bob@example.com", attributes: { password: "${password}" } }),
});
return [before.users, (await up(stack)).users];`);
  expect(found).toEqual([0, 1]);
  expect(callsTo(service).filter((call) => call.startsWith("search_users"))).toHaveLength(2);
});

test("a refused password is sent once in its run, and a corrected one works in the next run of the process", async () => {
  const service = await serviceWith("Ann");
  const found = await runInlinePrograms(`
const stack = await stackOf("dev", ${accountOf(service, "wrong")}, ${program});
const refusal = await up(stack).catch(({ message }) => message);
await stack.setConfig("oma:password", { value: "${service.admin.password}", secret: true });
return [refusal, await up(stack)];`);
  expect(found).toEqual([expect.stringContaining("OMA refused admin"), { name: "Ann", users: 0, again: "Ann" }]);
  expect(
    service.requests
      .entries()
      .map(({ method, outcome }) => [method, outcome])
      .slice(0, 2),
  ).toEqual([
    ["authenticate", 1],
    ["authenticate", "ok"],
  ]);
  expect(callsTo(service).slice(1).sort()).toEqual(questions);
});
