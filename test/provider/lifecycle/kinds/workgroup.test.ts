import { kinds } from "../../../../provider/kinds/index.js";
import { remove } from "../../../../provider/lifecycle/delete.js";
import type { Context } from "../../../../provider/lifecycle/run/context.js";
import { startCanned } from "../../support/canned.js";
import { createDeclared, fakeClock, newContext } from "../../support/context.js";
import { failureOf } from "../../support/failure.js";
import { given, givenUser, startService, writes } from "../../support/service.js";

const domain = "example.com";
const helpdesk = { domain, workgroup: "helpdesk" };
const ann = "ann@example.com";

async function staffed(...users: string[]) {
  const service = await startService();
  const state = await createDeclared(newContext(service.url), "Workgroup", helpdesk);
  for (const user of users) givenUser(service, user, { workgroup: "helpdesk" });
  service.requests.clear();
  const destroy = (onSleep?: () => void, prepare: (context: Context) => void = () => {}) => {
    const context = newContext(service.url, fakeClock(onSleep));
    prepare(context);
    return remove(context, kinds.Workgroup, state);
  };
  const names = () =>
    (service.call("search_workgroups", { criteria: { domain } }).workgroups as { workgroup: string }[]).map(
      ({ workgroup }) => workgroup,
    );
  return { service, destroy, names };
}

test("a workgroup whose users are on their way out is deleted once they are gone", async () => {
  const users = [ann, "eve@example.com"];
  const { service, destroy, names } = await staffed(...users);
  await destroy(() => {
    const user = users.pop();
    if (user) given(service, "change_user", { user, attributes: { workgroup: "staff" } });
  });
  expect(names()).toEqual(["staff"]);
});

test("a workgroup whose users stay is left alone, and the error names them alone", async () => {
  const { service, destroy, names } = await staffed(ann);
  givenUser(service, "other@example.com");
  const failure = await failureOf(destroy());
  expect(failure).toMatchObject({ name: "BlockedError", number: 10, object: "example.com/helpdesk" });
  expect(failure.message).toContain("because of 1: mailbox ann@example.com");
  expect(names()).toContain("helpdesk");
});

const waited = () => {
  throw new Error("it waited for what never comes");
};

test.each([
  ["keeps", (context: Context) => context.claims.claim(kinds.Domain, { identity: { domain }, attributes: {} })],
  ["has created", (context: Context) => context.claims.recordCreation(kinds.Domain, { identity: { domain } }, 1)],
] as const)(
  "the default workgroup of a domain that the run %s is left alone, and the error says what to do, at once",
  async (_, prepare) => {
    const { service, destroy, names } = await staffed();
    given(service, "change_domain", { domain, attributes: { workgroup: "helpdesk" } });
    const failure = await failureOf(destroy(waited, prepare));
    expect(failure).toMatchObject({ name: "BlockedError", code: "OMA_WORKGROUP_IS_DEFAULT", number: 18 });
    expect(failure.message).toMatch(/default workgroup of example\.com\.\s+Declare the workgroup again, or give/);
    expect(writes(service)).toHaveLength(1);
    expect(names()).toContain("helpdesk");
  },
);

test("the default workgroup of a domain that the run does not keep is let go of: it goes with the domain", async () => {
  const { service, destroy, names } = await staffed();
  given(service, "change_domain", { domain, attributes: { workgroup: "helpdesk" } });
  await destroy(waited);
  expect(names()).toContain("helpdesk");
});

describe("a workgroup that an admin controls", () => {
  async function controlled() {
    const all = await staffed(ann);
    given(all.service, "set_role", { user: ann, role: "workgroup", object: "example.com/helpdesk" });
    given(all.service, "change_user", { user: ann, attributes: { workgroup: "staff" } });
    return all;
  }

  test("is left alone while that lasts, and the error names the admin", async () => {
    const { destroy, names } = await controlled();
    const failure = await failureOf(destroy());
    expect(failure).toMatchObject({ name: "BlockedError", number: 24 });
    expect(failure.message).toContain("workgroup admin ann@example.com");
    expect(names()).toContain("helpdesk");
  });

  test("by many is left alone, and the error names the first ten and how many there are, but none of another workgroup", async () => {
    const { service, destroy } = await staffed();
    given(service, "create_workgroup", { domain, workgroup: "nights" });
    const admins = Array.from({ length: 12 }, (_, nth) => `a${String(nth).padStart(2, "0")}@${domain}`);
    for (const user of [...admins, "a-night@example.com"]) {
      const workgroup = admins.includes(user) ? "helpdesk" : "nights";
      givenUser(service, user, { workgroup });
      given(service, "set_role", { user, role: "workgroup", object: `${domain}/${workgroup}` });
      given(service, "change_user", { user, attributes: { workgroup: "staff" } });
    }
    const { message } = await failureOf(destroy());
    const named = admins.slice(0, 10).map((one) => `workgroup admin ${one}`);
    expect(message).toContain(`because of 12: ${named.join(", ")} and 2 more`);
  });

  test("is deleted once the role is gone: it may go in the same run", async () => {
    const { service, destroy, names } = await controlled();
    await destroy(() => given(service, "set_role", { user: ann, role: "" }));
    expect(names()).toEqual(["staff"]);
  });
});

test("a workgroup is not made beside one whose name differs in case alone", async () => {
  const service = await startService();
  given(service, "create_workgroup", { domain, workgroup: "HelpDesk" });
  expect(await failureOf(createDeclared(newContext(service.url), "Workgroup", helpdesk))).toMatchObject({
    name: "ExistsError",
  });
  expect(writes(service)).toEqual([]);
});

test.each([7, 8] as const)("a workgroup that somebody makes meanwhile is not taken over (%i)", async (createClash) => {
  const service = await startService({ createClash });
  const between = await startCanned(async ({ method, body }) => {
    if (method === "create_workgroup") given(service, method, helpdesk);
    return {
      text: await (await fetch(`${service.url}/${method}`, { method: "POST", body: JSON.stringify(body) })).text(),
    };
  });
  const failure = await failureOf(createDeclared(newContext(between.base), "Workgroup", helpdesk));
  expect(failure).toMatchObject({ name: "ExistsError", number: createClash });
  expect(between.count("create_workgroup")).toBe(1);
});

test("a domain that an admin controls by a role of the same run is deleted once the role is gone", async () => {
  const service = await startService();
  const state = await createDeclared(newContext(service.url), "Domain", { domain: "new.example" });
  givenUser(service, ann);
  given(service, "set_role", { user: ann, role: "domain", objects: [domain, "new.example"] });
  const clock = fakeClock(() => given(service, "set_role", { user: ann, role: "" }));
  await remove(newContext(service.url, clock), kinds.Domain, state);
  expect(service.call("get_domain", { domain: "new.example" })).toMatchObject({ error_number: 2 });
});
