import { operation } from "../../../provider/oma/operation.js";

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
  const readBackOf = (method: string, fields: object) =>
    operation("1", method, fields as Record<string, unknown>).details.readBack;
  expect(readBackOf("change_user", { user: "a@b.c", attributes: {} })).toEqual({
    method: "get_user",
    fields: { user: "a@b.c" },
  });
  expect(readBackOf("create_workgroup", { domain: "b.c", workgroup: "w" })).toEqual({
    method: "search_workgroups",
    fields: { criteria: { domain: "b.c" } },
  });
  expect(readBackOf("_change_brand", { brand: "x", attributes: {} })).toEqual({
    method: "_get_brand",
    fields: { brand: "x" },
  });
  expect(readBackOf("get_user", { user: "a@b.c" })).toBeUndefined();
  expect(readBackOf("a_method_of_tomorrow", {})).toBeUndefined();
});
