import { connect } from "node:net";
import type { JsonObject, Simulator } from "../../simulator/index.js";
import { COMPANY, domain, done, GOOD, start, user } from "./support.js";

/**
 * What clients that are in use send and expect (open questions 48, 59, 65, 68 to 73), as they send it: byte by byte.
 */

/** The whole text of the response to a request. */
function exchanged(sim: Simulator, request: string): Promise<string> {
  const { port } = new URL(sim.url);
  return new Promise((settle, fail) => {
    const chunks: string[] = [];
    const socket = connect(Number(port), "127.0.0.1", () => socket.write(request));
    socket.setEncoding("utf8").on("data", (chunk: string) => chunks.push(chunk));
    socket.on("end", () => settle(chunks.join(""))).on("error", fail);
  });
}

function exchange(sim: Simulator, path: string, fields: JsonObject, credentials: object = sim.admin): Promise<string> {
  const text = JSON.stringify({ credentials, ...fields });
  return exchanged(
    sim,
    `POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  );
}

const headersOf = (response: string) =>
  (response.split("\r\n\r\n")[0] ?? "")
    .split("\r\n")
    .slice(1)
    .map((line) => line.slice(0, line.indexOf(":")));

/** The text after the headers. */
const bodyOf = (response: string) => response.slice(response.indexOf("\r\n\r\n") + 4);

/** The text of the answer to a call, which has to be HTTP 200. */
async function answered(sim: Simulator, method: string, fields: JsonObject): Promise<string> {
  const response = await exchange(sim, `/api/${method}`, fields);
  expect(response).toMatch(/^HTTP\/1\.1 200 /);
  return bodyOf(response);
}

const SUCCESS = /^\{"success":true[,}]/;
const refusal = (number: number) => new RegExp(`^\\{"success":false,"error_number":${number},`);

test.each([
  ["an answer", "/api/authenticate"],
  ["an unknown method", "/api/no_such_method"],
  ["an unknown path", "/elsewhere"],
])("the names of all headers of %s are in title case", async (_, path) => {
  const names = headersOf(await exchange(await start(), path, {}));
  expect(names).toEqual(expect.arrayContaining(["Content-Type", "Content-Length", "Date"]));
  for (const name of names) expect(name).toMatch(/^([A-Z][a-z0-9]*)(-[A-Z][a-z0-9]*)*$/);
});

test("a delayed answer and one that arrives in pieces spell them so too", async () => {
  const sim = await start();
  sim.faults.add({ effect: "slow", bytes: 20, every_ms: 1, times: 1 });
  expect(headersOf(await exchange(sim, "/api/authenticate", {}))).toContain("Content-Type");
});

test.each(["/api//authenticate", "//api/authenticate", "/api///authenticate"])(
  "runs of slashes count as one: %s",
  async (path) => {
    const response = await exchange(await start(), path, {});
    expect(response).toMatch(/^HTTP\/1\.1 200 /);
    expect(bodyOf(response)).toMatch(SUCCESS);
  },
);

test("null in an optional field is as if it were left out, also inside criteria; in a required one it is refused", async () => {
  const sim = await start();
  await domain(sim);
  await user(sim);
  const criteria = { domain: "example.com", match: null };
  expect(await answered(sim, "search_users", { criteria, range: null, sort: null })).toMatch(SUCCESS);
  expect(await answered(sim, "get_deleted_messages", { user: "iris@example.com", folder: null })).toMatch(SUCCESS);
  expect(await answered(sim, "get_deleted_messages", { user: "none@example.com", folder: null })).toMatch(refusal(2));
  expect(await answered(sim, "search_users", { criteria: { domain: null } })).toMatch(refusal(5));
  expect(await answered(sim, "get_domain", { domain: null })).toMatch(refusal(5));
});

test("a field that the method does not know is ignored", async () => {
  const sim = await start();
  await domain(sim);
  await user(sim);
  expect(await answered(sim, "get_user", { user: "iris@example.com", attribute: "quota" })).toMatch(SUCCESS);
});

test("digits as a string place the window of a search, and other texts do not", async () => {
  const sim = await start();
  for (const name of ["a.example", "b.example", "c.example"]) await domain(sim, name);
  const search = (first: string) => answered(sim, "search_domains", { criteria: {}, range: { first, limit: "1" } });
  expect(await search("1")).toMatch(/"domain":"b\.example".*"count":1\b/);
  for (const first of ["-1", "1.5", "one", ""]) expect(await search(first)).toMatch(refusal(5));
});

test("an id may be sent as the number that it is made of", async () => {
  const sim = await start();
  await domain(sim);
  await done(sim, "delete_domain", { domain: "example.com" });
  const found = await answered(sim, "search_domains", { criteria: { deleted: true } });
  const id = Number(/"id":"(\d+)"/.exec(found)?.[1]);
  expect(Number.isSafeInteger(id)).toBe(true);
  expect(await answered(sim, "restore_domain", { domain: "example.com", id, new_name: "example.com" })).toMatch(
    SUCCESS,
  );
  await done(sim, "get_domain", { domain: "example.com" });
});

test.each(["test_email_rcpt", "testEmailRcpt", "test_email"])("%s names the recipients of a test", async (spelling) => {
  const fields = { brand: "Default Brand", [spelling]: "iris@example.com" };
  expect(await answered(await start(), "reset_email_test", fields)).toMatch(SUCCESS);
});

test("1, 0 and their texts are no flags inside attributes unless a switch says so", async () => {
  const sim = await start();
  const tolerant = await start({ behaviours: { flagDigits: "accepted" } });
  await domain(sim);
  await domain(tolerant);
  for (const disabled of [1, 0, "1", "0"]) {
    const fields = { domain: "example.com", attributes: { disabled } };
    expect(await answered(sim, "change_domain", fields)).toMatch(refusal(6));
    expect(await answered(tolerant, "change_domain", fields)).toMatch(SUCCESS);
  }
});

test("the attributes of DKIM are taken, and the key is not given back", async () => {
  const sim = await start();
  const attributes = { dkim_selector: "mail", dkim_key: GOOD };
  expect(await answered(sim, "change_domain", { domain: "example.com", attributes })).toMatch(SUCCESS);
  expect(await answered(sim, "get_domain", { domain: "example.com" })).not.toContain(GOOD);
});

describe("the audit id is text at the end, after a comma and a blank", () => {
  const AUDIT = ', "audit":"[a-z]+\\d\\d_[0-9a-f]+"\\}$';

  test("of a change", async () => {
    const sim = await start();
    expect(await answered(sim, "change_domain", { domain: "example.com", attributes: {} })).toMatch(
      new RegExp(`^\\{"success":true${AUDIT}`),
    );
  });

  test("of a new token, whose members come in the order that a client reads", async () => {
    const fields = { user: "provisioner@lakeside-demo.adm", reason: "test", type: "sso" };
    expect(await answered(await start(), "generate_token", fields)).toMatch(
      new RegExp(`^\\{"success":true,"duration":24,"token":"[^"]+"${AUDIT}`),
    );
  });

  test("of a refused token, whose error is the last member before it", async () => {
    const fields = { user: "none@lakeside-demo.adm", reason: "test" };
    expect(await answered(await start(), "generate_token", fields)).toMatch(
      new RegExp(`^\\{"success":false,"error_number":2,.*"error":"[^"]+"${AUDIT}`),
    );
  });

  test("of a refused change, also one with hints", async () => {
    const attributes = { quota: "much" };
    expect(await answered(await start(), "change_domain", { domain: "example.com", attributes })).toMatch(
      new RegExp(`^\\{"success":false,"error_number":6,"hints":\\{[^}]+\\},"error":"[^"]+"${AUDIT}`),
    );
  });

  test("and its length is counted: the response ends where its header says", async () => {
    const response = await exchange(await start(), "/api/change_domain", { domain: "example.com", attributes: {} });
    const length = Number(/^Content-Length: (\d+)\r$/m.exec(response)?.[1]);
    expect(Buffer.byteLength(bodyOf(response))).toBe(length);
  });

  test.each([
    ["a read", "get_company", { company: COMPANY }],
    ["a refused read", "get_company", { company: "None" }],
    ["a log-in", "authenticate", {}],
  ])("%s has none", async (_, method, fields) => {
    expect(await answered(await start(), method, fields)).not.toContain("audit");
  });

  test("a caller who was not let in has none", async () => {
    const sim = await start();
    const fields = { domain: "example.com", attributes: {} };
    const response = await exchange(sim, "/api/change_domain", fields, { ...sim.admin, password: "wrong" });
    expect(bodyOf(response)).toMatch(refusal(1));
    expect(response).not.toContain("audit");
  });

  test("an echo of a request with such a member is JSON all the same", async () => {
    const sim = await start({ behaviours: { echoSuccess: false } });
    expect(JSON.parse(await answered(sim, "echo", { audit: "x" }))).toEqual({ audit: "x" });
    expect(JSON.parse(await answered(sim, "echo", { audit: "x", b: 1 }))).toEqual({ audit: "x", b: 1 });
  });
});

describe("a 404 says where methods live", () => {
  test.each(["/get_user", "/", "/api", "/api/", "/api/get_user/more", "/v1/api/get_user"])("POST %s", async (path) => {
    const response = await exchange(await start(), path, {});
    expect(response).toMatch(/^HTTP\/1\.1 404 /);
    expect(JSON.parse(bodyOf(response))).toEqual({
      success: false,
      error: "Not Found. Methods live under /api/: send POST /api/get_user to call get_user.",
    });
  });

  test("GET of a path that is not there says it too", async () => {
    const response = await exchanged(await start(), "GET /get_user HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    expect(response).toMatch(/^HTTP\/1\.1 404 /);
    expect(response).toContain("Methods live under /api/");
  });

  test("a name that no method has says where the list is", async () => {
    const response = await exchange(await start(), "/api/get_users", {});
    expect(response).toMatch(/^HTTP\/1\.1 404 /);
    expect(bodyOf(response)).toContain(
      "No method under /api/ has this name. GET /fidelity lists those that there are.",
    );
  });

  test("a method that is called with another verb says which it wants", async () => {
    const response = await exchanged(
      await start(),
      "GET /api/get_user HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    );
    expect(response).toMatch(/^HTTP\/1\.1 405 /);
    expect(response).toContain("Methods are called with POST.");
  });
});

test("the settings that contradict a recorded live test are marked in the fidelity list, and no others", async () => {
  const response = await exchanged(await start(), "GET /fidelity HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const { switches } = JSON.parse(bodyOf(response)) as { switches: { name: string; refuted?: unknown[] }[] };
  expect(
    Object.fromEntries(switches.filter(({ refuted }) => refuted).map(({ name, refuted }) => [name, refuted])),
  ).toEqual({
    missingCompany: [2],
    missingUserDomain: [2],
    unknownFields: [5],
    audit: ["never"],
    dkimAttributes: ["refused"],
  });
});

test.each([
  ["lists", "[", "]"],
  ["objects", '{"a":', "}"],
])("%s nested without end are no request, and the service goes on", async (_, open, shut) => {
  const sim = await start();
  for (const depth of [2_000, 200_000]) {
    const nested = `${open.repeat(depth)}1${shut.repeat(depth)}`;
    for (const text of [nested, `{"credentials":${JSON.stringify(sim.admin)},"attributes":{"x":${nested}}}`]) {
      const head = `POST /api/change_domain HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${text.length}`;
      expect(await exchanged(sim, `${head}\r\n\r\n${text}`)).toMatch(/^HTTP\/1\.1 400 /);
    }
  }
  expect(await answered(sim, "authenticate", {})).toMatch(SUCCESS);
});
