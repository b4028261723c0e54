import { kinds } from "../../../../provider/kinds/index.js";
import { change } from "../../../../provider/lifecycle/writes/write.js";
import { json, refusal, startCanned } from "../../support/canned.js";
import { createDeclared, newContext } from "../../support/context.js";
import { failureOf } from "../../support/failure.js";
import { company, given, givenUser, methodsCalled, secretText, startService, writes } from "../../support/service.js";

const ann = "ann@example.com";
const mailbox = {
  user: "ann@example.com",
  password: secretText,
  name: "Ann",
  deliveryForward: false,
  forwardOptionReplyTo: "a@b.co",
};

/** A service that refuses the create of a mailbox in this way. */
async function refusedWith(number: number, hints?: unknown, inputs: object = mailbox) {
  const service = await startCanned(({ method }) => {
    if (method === "get_user") return json({ success: false, error: "", error_number: 2 });
    return method === "change_user" ? refusal(number, "No.", hints === undefined ? {} : { hints }) : undefined;
  });
  return failureOf(createDeclared(newContext(service.base), "User", { ...inputs }));
}

test.each([
  [27, "type"],
  [31, "type"],
  [37, "aliases"],
  [38, "forwardRecipients"],
  [40, "password"],
  [41, "password"],
  [48, "password"],
])("%i is about %s", async (number, attribute) => {
  const failure = await refusedWith(number);
  expect(failure).toMatchObject({
    name: "AttributeError",
    number,
    attribute,
    object: "ann@example.com",
    method: "change_user",
  });
});

test("16 is a limit, and about aliases", async () => {
  expect(await refusedWith(16)).toMatchObject({ name: "LimitError", number: 16, attribute: "aliases" });
});

test.each([4, 5, 6])("%i is about the attributes of its hints, in the names of programs", async (number) => {
  const failure = await refusedWith(number, { forward_option_reply_to: "no such address" });
  expect(failure).toMatchObject({ name: "AttributeError", number, attribute: "forwardOptionReplyTo" });
  expect(failure.message).toContain("forwardOptionReplyTo: no such address");
});

test.each([4, 6])("%i without hints may be about any attribute that was written", async (number) => {
  expect(await refusedWith(number)).toMatchObject({
    attribute: expect.stringMatching(/(?=.*\bname\b)(?=.*\bforwardOptionReplyTo\b)/),
  });
});

test("5 without a hint about what was written stays what it is", async () => {
  expect(await refusedWith(5)).toMatchObject({ name: "OmaApiError", number: 5 });
  expect(await refusedWith(5, { request: "not an object" })).toMatchObject({ name: "OmaApiError", number: 5 });
});

test("several attributes at fault are listed one by one", async () => {
  const failure = await refusedWith(6, { name: "too long", forward_option_reply_to: "no such address" });
  expect(failure.attribute).toBe("name, forwardOptionReplyTo");
});

test.each([
  ["a list", ["forward_option_reply_to: no such address"]],
  ["a text", "forward_option_reply_to: no such address"],
])("hints that are %s are repeated, and not mistaken for the name of an attribute", async (_, hints) => {
  const failure = await refusedWith(6, hints);
  expect(failure.message).toContain("no such address");
  expect(failure.attribute).toMatch(/(?=.*\bname\b)(?=.*\bforwardOptionReplyTo\b)/);
});

test("a hint never shows the password", async () => {
  const failure = await refusedWith(40, { password: `${secretText} is weak` });
  expect(failure.message).toContain("password: [secret] is weak");
  expect(JSON.stringify(failure) + failure.stack).not.toContain(secretText);
});

test("a hint about a setting of a brand has the name of that setting", async () => {
  const service = await startService();
  const failure = await failureOf(
    createDeclared(newContext(service.url), "Brand", {
      company,
      brand: "Green",
      attributes: { mailbox_admin: "maybe" },
    }),
  );
  expect(failure).toMatchObject({ name: "AttributeError", number: 6, attribute: "attributes.mailbox_admin" });
});

describe("a value that the service does not offer", () => {
  test.each([
    ["timezone", "Europe/Berln", /^ {2}For timezone the service offers: Europe\/\w+, .* and 67 more\.$/m],
    ["language", "pt-br", /For language the service offers: pt_BR, .*\bsv\b/],
    ["brand", "Bleu", /For brand the service offers: Blue, Default Brand\.$/],
    ["defaultPasswordEncoding", "BCRYPT", /For defaultPasswordEncoding the service offers: BCRYPT-6, /],
  ])("is refused with what it offers, the nearest first: %s %s", async (attribute, value, words) => {
    const service = await startService();
    given(service, "_change_brand", { company, brand: "Blue", attributes: {} });
    const [kind, named] =
      attribute === "defaultPasswordEncoding" || attribute === "brand"
        ? (["Domain", { domain: "new.example" }] as const)
        : (["User", { user: ann, password: secretText }] as const);
    const context = newContext(service.url);
    const failure = await failureOf(createDeclared(context, kind, { ...named, [attribute]: value }));
    expect(failure).toMatchObject({ name: "AttributeError", number: 6, attribute });
    expect(failure.message).toMatch(words);
    expect(writes(service).filter(({ outcome }) => outcome === "ok")).toEqual([]);
  });

  test("is what is at fault among several that the service does not tell apart", async () => {
    const service = await startCanned(({ method }) => {
      const metadata = {
        options: { language: ["en", "fr"], timezone: ["Europe/London"], brand: [null], quota: [0, 5] },
      };
      if (method === "get_user") return json({ success: false, error: "", error_number: 2, metadata });
      return method === "change_user" ? refusal(6, "No.") : undefined;
    });
    const declared = { ...mailbox, language: "en", timezone: "Europe/Londn", brand: "Blue", spamlevel: "High" };
    const failure = await failureOf(createDeclared(newContext(service.base), "User", declared));
    expect(failure.attribute).toBe("brand, timezone");
    expect(failure.remedy).toBe("For brand the service offers: none. For timezone the service offers: Europe/London.");
  });

  test.each<[string, unknown]>([
    ["fails", { success: false, error: "", error_number: 0 }],
    ["tells nothing of it", { success: true, attributes: {} }],
  ])("is refused as ever where the read for it %s", async (_, answer) => {
    const service = await startCanned(({ method }) => {
      if (method === "get_user") return json(answer);
      return method === "change_user" ? refusal(6, "No.", { hints: { timezone: "unknown" } }) : undefined;
    });
    const named = { identity: { user: ann }, sources: {} };
    const failure = await failureOf(change(newContext(service.base), kinds.User, named, { timezone: "Europe/Londn" }));
    expect(failure).toMatchObject({ name: "AttributeError", attribute: "timezone", remedy: "Correct the attribute." });
  });

  test("is looked for only where the service lists what it offers", async () => {
    const service = await startService();
    const context = newContext(service.url);
    await createDeclared(context, "User", { user: ann, password: secretText });
    service.requests.clear();
    service.faults.next({ method: "change_user", error_number: 6 });
    await failureOf(createDeclared(context, "User", { user: "bob@example.com", password: secretText, name: "Bob" }));
    expect(methodsCalled(service)).toEqual(["change_user"]);
  });
});

test("a refusal that is not about an attribute stays what it is", async () => {
  expect(await refusedWith(15)).toMatchObject({ number: 15, code: "OMA_USERS_FULL" });
  expect(await refusedWith(45)).toMatchObject({ name: "OmaApiError", number: 45 });
});

test("every refusal says what the operator can do", async () => {
  for (const number of [4, 6, 16, 40]) expect((await refusedWith(number)).remedy).toMatch(/\w+.*\.$/);
});

describe("a full domain", () => {
  const full = async () => {
    const service = await startService();
    given(service, "change_domain", { domain: "other.example", attributes: {} });
    for (const user of ["eve@example.com", "zoe@other.example", "zia@other.example"]) givenUser(service, user);
    given(service, "change_domain", { domain: "example.com", attributes: { limit_users: 1 } });
    return service;
  };

  test("is reported with the limit and the present number", async () => {
    const service = await full();
    const failure = await failureOf(
      createDeclared(newContext(service.url), "User", { user: ann, password: secretText }),
    );
    expect(failure).toMatchObject({ name: "LimitError", number: 15, code: "OMA_USERS_FULL", object: ann });
    expect(failure.message).toContain("): 1 of at most 1");
    const [, count] = service.requests.filter(({ method }) => method === "search_users");
    expect(count?.fields).toMatchObject({ range: { limit: 1 } });
  });

  test.each(["get_domain", "search_users"])("is reported without the numbers that %s does not tell", async (method) => {
    const service = await full();
    const context = newContext(service.url);
    await failureOf(createDeclared(context, "User", { user: ann, password: secretText }));
    service.faults.next({ method, error_number: 4711 });
    const failure = await failureOf(createDeclared(context, "User", { user: ann, password: secretText }));
    expect(failure).toMatchObject({ name: "LimitError", number: 15, object: ann });
    expect(failure.message).not.toContain("of at most");
  });
});
