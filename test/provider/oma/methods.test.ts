import { OmaClient } from "../../../provider/oma/index.js";
import { itemResults } from "../../../provider/oma/items.js";
import { type Method, methodNamed, methods } from "../../../provider/oma/methods/index.js";
import { operation } from "../../../provider/oma/operation.js";
import { json, startCanned } from "../support/canned.js";
import { quick } from "../support/context.js";
import { reference } from "../support/reference.js";

interface Documented {
  name: string;
  request: { name: string; fields?: { name: string }[] }[];
  response: { name: string; meaning: string }[];
  lifecycle: string[];
}

const documented = reference<{ methods: Documented[] }>("methods.yaml").methods;
const declared = Object.entries(methods as unknown as Record<string, Method>);

test("exactly the methods of the reference are declared", () => {
  expect(declared.map(([name]) => name).sort()).toEqual(documented.map(({ name }) => name).sort());
});

/** _get_brand is known by its name alone. */
const described = documented.filter(({ name }) => name !== "_get_brand");

test.each(described)("$name is a read exactly when the reference calls it one", ({ name, lifecycle }) => {
  const isRead = /\bRead only\b|^No effect\.|^No state besides the token\./m.test(lifecycle.join("\n"));
  expect(methodNamed(name).effect).toBe(isRead ? "read" : "write");
});

test("a method that sends mail, makes a thing or works only once is not idempotent", () => {
  for (const name of ["post_domain_bulletin", "generate_token", "app_password", "create_workgroup", "rename_user"]) {
    expect(methodNamed(name).idempotent).toBe(false);
  }
  for (const name of ["change_user", "set_role", "logout_user", "get_user"])
    expect(methodNamed(name).idempotent).toBe(true);
});

const fieldsOf = (name: string) => {
  const request = documented.find((one) => one.name === name)?.request ?? [];
  return request.flatMap(({ name, fields }) => [name, ...(fields ?? []).map((field) => field.name)]);
};

test.each(declared)("%s: lane, look and rows name fields that there are", (name, { lane, look, rows, items }) => {
  const fields = fieldsOf(name);
  if (lane !== undefined) expect(fields).toContain(lane);
  if (look !== undefined) {
    expect(methodNamed(look.method).effect).toBe("read");
    for (const field of look.fields) {
      expect(fields).toContain(field);
      expect(fieldsOf(look.method)).toContain(field);
    }
  }
  const answers = documented.find((one) => one.name === name)?.response.map((member) => member.name) ?? [];
  if (rows !== undefined) expect(answers).toContain(rows.member);
  if (items !== undefined) expect(answers).toContain(items);
  expect(rows !== undefined).toBe(name.startsWith("search_"));
  expect(items !== undefined).toBe(fields.includes("ids"));
});

test("every write that names a domain or an address in one has a lane", () => {
  for (const [name, { effect, lane }] of declared) {
    const fields = documented.find((one) => one.name === name)?.request.map((field) => field.name) ?? [];
    if (effect === "write" && (fields.includes("domain") || fields.includes("user")))
      expect({ name, lane }).toHaveProperty("lane");
  }
});

test.each([
  ["change_user", { user: "Ann@Example.COM" }, "example.com", "Ann@Example.COM"],
  ["change_domain", { domain: "Example.com" }, "example.com", "Example.com"],
  ["search_users", { criteria: { domain: "example.com" } }, "example.com", "example.com"],
  ["create_workgroup", { domain: "example.com", workgroup: "sales" }, "example.com", "sales"],
  ["change_company", { company: "Lakeside" }, "", "Lakeside"],
  ["migration_jobs", {}, "", undefined],
  ["change_user", {}, "", undefined],
])("%s is about the right domain and object", (method, fields, domain, object) => {
  expect(operation("1", method, fields)).toMatchObject({ domain, details: { method, object } });
});

test("a write says which read shows whether it was carried out; a read does not", () => {
  const look = (method: string, fields: object) =>
    operation("1", method, fields as Record<string, unknown>).details.look;
  expect(look("change_user", { user: "a@b.c", attributes: {} })).toEqual({
    method: "get_user",
    fields: { user: "a@b.c" },
  });
  expect(look("create_workgroup", { domain: "b.c", workgroup: "w" })).toEqual({
    method: "search_workgroups",
    fields: { criteria: { domain: "b.c" } },
  });
  expect(look("_change_brand", { brand: "x", attributes: {} })).toEqual({
    method: "_get_brand",
    fields: { brand: "x" },
  });
  expect(look("get_user", { user: "a@b.c" })).toBeUndefined();
  expect(look("a_method_of_tomorrow", {})).toBeUndefined();
});

describe("a call on many items", () => {
  const asked = { user: "ann@example.com", ids: ["1", "2", "3"] };
  const answer = {
    success: true,
    ids: [
      { id: "2", success: false, error: "The requested object does not exist.", error_number: 2 },
      { id: "1", success: true },
    ],
  };

  test("has an outcome for each, in the order that was asked for", () => {
    const [one, two, three] = itemResults("restore_deleted_messages", asked, answer);
    expect(one).toEqual({ id: "1", ok: true });
    expect(two).toMatchObject({ id: "2", ok: false, error: { number: 2, class: "missing" } });
    expect((two as { error: Error }).error.message).toContain("ann@example.com item 2: restore_deleted_messages");
    expect(three).toMatchObject({
      id: "3",
      ok: false,
      error: { class: "other", text: "the answer does not mention it" },
    });
  });

  test("without any outcomes has failed for all", () => {
    const results = itemResults("restore_deleted_messages", asked, { success: true });
    expect(results.map(({ ok }) => ok)).toEqual([false, false, false]);
  });

  test("is made with the client's `each`", async () => {
    const service = await startCanned(({ method }) => (method === "authenticate" ? undefined : json(answer)));
    const oma = new OmaClient({ base: service.base, user: "a@b.adm", password: "Canary" }, quick);
    const results = await oma.each("restore_deleted_messages", asked);
    expect(results.map(({ ok }) => ok)).toEqual([true, false, false]);
    expect(service.received.at(-1)?.body).toMatchObject(asked);
  });
});
