import { type Method, methodNamed, methods } from "../../../provider/oma/methods/index.js";
import type { Rows } from "../../../provider/oma/methods/method.js";
import { reference } from "../support/reference.js";

interface Documented {
  name: string;
  request: { name: string; fields?: { name: string }[] }[];
  response: { name: string; meaning: string }[];
  lifecycle: string[];
}

const documented = reference<{ methods: Documented[] }>("methods.yaml").methods;
const declared = Object.entries<Method & { rows?: Rows; items?: string }>(methods);

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

test.each(declared)(
  "%s: queue, readBack and rows name fields that there are",
  (name, { queue, readBack, rows, items }) => {
    const fields = fieldsOf(name);
    if (queue !== undefined) expect(fields).toContain(queue);
    if (readBack !== undefined) {
      expect(methodNamed(readBack.method).effect).toBe("read");
      for (const field of readBack.fields) {
        expect(fields).toContain(field);
        expect(fieldsOf(readBack.method)).toContain(field);
      }
    }
    const answers = documented.find((one) => one.name === name)?.response.map((member) => member.name) ?? [];
    if (rows !== undefined) expect(answers).toContain(rows.member);
    if (items !== undefined) expect(answers).toContain(items);
    expect(rows !== undefined).toBe(name.startsWith("search_"));
    expect(items !== undefined).toBe(fields.includes("ids"));
  },
);

test("every write that names a domain or an address in one has a queue", () => {
  const withoutQueue = declared.filter(([name, { effect, queue }]) => {
    const fields = documented.find((one) => one.name === name)?.request.map((field) => field.name) ?? [];
    return effect === "write" && queue === undefined && (fields.includes("domain") || fields.includes("user"));
  });
  expect(withoutQueue.map(([name]) => name)).toEqual([]);
});
