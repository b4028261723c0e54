import { createServer as createHttp } from "node:http";
import { createServer } from "node:net";
import {
  OmaApiError,
  OmaClient,
  OmaConnectionError,
  OmaHttpError,
  OmaOutcomeUnknownError,
} from "../../../../provider/oma/index.js";
import { type Canned, json, refusal, startCanned } from "../../support/canned.js";
import { closeAfterTest } from "../../support/closing.js";
import { quick } from "../../support/context.js";
import { failureOf } from "../../support/failure.js";

const client = (base: string, policy = quick) => new OmaClient({ base, user: "a@b.adm", token: "t0ken" }, policy);
const read = (oma: OmaClient) => oma.call("get_user", { user: "ann@example.com" });
const write = (oma: OmaClient) => oma.call("change_user", { user: "ann@example.com", attributes: { name: "Ann" } });

/** A service that answers the first calls in this way and the rest well. */
const failing = (times: number, how: Canned) =>
  startCanned((_, nth) => (nth <= times ? how : json({ success: true, nth })));

describe.each([20, 22, 25])("%i, with which the service says that it did nothing,", (number) => {
  test.each([
    ["read", read],
    ["write", write],
  ])("is repeated on a %s", async (_, call) => {
    const service = await failing(4, refusal(number));
    expect(await call(client(service.base))).toMatchObject({ nth: 5 });
  });

  test("is reported once the budget is spent", async () => {
    const service = await failing(Number.POSITIVE_INFINITY, refusal(number));
    const failure = await failureOf(write(client(service.base, { ...quick, busyBudgetMs: 0 })));
    expect(failure).toBeInstanceOf(OmaApiError);
    expect(failure).toMatchObject({ number, class: "busy" });
    expect(service.received.length).toBe(1);
  });
});

const outages: [string, Canned][] = [
  ["a connection that broke after the request", "reset"],
  ["HTTP 502", { status: 502, text: "" }],
  ["HTTP 503", { status: 503, text: "busy" }],
  ["HTTP 504", { status: 504, text: "" }],
];
const faults: [string, Canned][] = [
  ["HTTP 500", { status: 500, text: "<html>" }],
  ["half of a JSON text", { text: '{"success": tr' }],
  ["no text at all", { text: "" }],
  ["a page in place of JSON", { text: "<html>all is well</html>" }],
  ["JSON that is no object", { text: "[true]" }],
  ["JSON without success", { text: "{}" }],
  ["a failure without a number", { text: '{"success": false, "error": "hm"}' }],
  ...[0, 28, 29, 30].map((number): [string, Canned] => [`error ${number}`, refusal(number)]),
];

describe.each([...outages, ...faults])("after %s", (_, how) => {
  test("a write is never sent again, and its outcome is called unknown", async () => {
    const service = await failing(1, how);
    const failure = await failureOf(write(client(service.base)));
    expect(failure).toBeInstanceOf(OmaOutcomeUnknownError);
    expect(failure.message).toContain("ann@example.com: change_user");
    expect(service.received.length).toBe(1);
  });

  test("a read is repeated", async () => {
    const service = await failing(2, how);
    expect(await read(client(service.base))).toMatchObject({ nth: 3 });
  });

  test("a read is given up at last, with a word about running again alone", async () => {
    const service = await failing(Number.POSITIVE_INFINITY, how);
    const failure = await failureOf(read(client(service.base)));
    expect(failure).toMatchObject({ name: "OmaNoAnswerError", code: "OMA_NO_ANSWER" });
    expect(failure.message).toMatch(/\n {2}Run again\./);
    expect(failure.message).not.toMatch(/carried the call out|Look at the object/);
  });
});

test.each(faults)("after %s, a read is repeated a few times", async (_, how) => {
  const service = await failing(Number.POSITIVE_INFINITY, how);
  await failureOf(read(client(service.base)));
  expect(service.received.length).toBe(quick.faultAttempts);
});

test.each(outages)("after %s, a read is repeated as long as it takes the service to come back", async (_, how) => {
  const times = 4 * quick.faultAttempts;
  const service = await failing(times, how);
  expect(await read(client(service.base, { ...quick, outageMs: 60_000 }))).toMatchObject({ nth: times + 1 });
});

test.each([
  ["get_company", "read"],
  ["search_users", "read"],
  ["_get_brand", "read"],
  ["search_brand_members", "read"],
  ["echo", "read"],
  ["change_company", "write"],
  ["_change_brand", "write"],
  ["_delete_brand", "write"],
  ["create_workgroup", "write"],
  ["rename_user", "write"],
  ["restore_user", "write"],
  ["set_role", "write"],
  ["app_password", "write"],
  ["a_method_of_tomorrow", "write"],
  ["get_a_thing_of_tomorrow", "read"],
  ["forget_user", "write"],
])("%s counts as a %s", async (method, effect) => {
  const service = await failing(1, "reset");
  const outcome = await client(service.base)
    .call(method)
    .then(
      () => "read",
      () => "write",
    );
  expect(outcome).toBe(effect);
});

test.each([
  [400, "bug"],
  [401, "endpoint"],
  [404, "/api"],
  [302, "endpoint"],
])("HTTP %i is reported at once, since the service did nothing", async (status, remedy) => {
  const service = await failing(1, { status, text: "{}" });
  for (const call of [read, write]) {
    service.received.length = 0;
    const failure = await failureOf(call(client(service.base)));
    expect(failure).toBeInstanceOf(OmaHttpError);
    expect(failure).toMatchObject({ status });
    expect(failure.message).toContain(remedy);
    expect(service.received.length).toBe(1);
  }
});

test("any other refusal is reported at once", async () => {
  const service = await failing(1, refusal(4711, "New."));
  const failure = await failureOf(read(client(service.base)));
  expect(failure).toMatchObject({ name: "OmaApiError", number: 4711, class: "other", text: "New." });
  expect(service.received.length).toBe(1);
});

test("an error number that arrives as text is that number", async () => {
  const service = await startCanned(() => json({ success: false, error: "x", error_number: "23" }));
  expect(await failureOf(write(client(service.base)))).toMatchObject({ number: 23, class: "exists" });
});

/** A port where nobody listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test.each(["127.0.0.1", "localhost"])(
  "no connection to %s is reported as that, for a write too: nothing was sent",
  async (host) => {
    const failure = await failureOf(write(client(`http://${host}:${await freePort()}/api`)));
    expect(failure).toBeInstanceOf(OmaConnectionError);
    expect(failure).toMatchObject({ reason: "ECONNREFUSED", code: "OMA_NO_CONNECTION" });
  },
);

test("a write whose connection was refused is sent once there is a connection", async () => {
  const port = await freePort();
  const writing = write(
    client(`http://127.0.0.1:${port}/api`, { ...quick, firstPauseMs: 40, longestPauseMs: 80, outageMs: 60_000 }),
  );
  const received: string[] = [];
  const server = createHttp((request, response) => {
    received.push(String(request.url));
    response.end('{"success":true}');
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  closeAfterTest(async () => {
    server.closeAllConnections();
    server.close();
  });
  await writing;
  expect(received).toEqual(["/api/change_user"]);
});

test("a failed TLS handshake is no connection: the request was never sent", async () => {
  const service = await startCanned(() => undefined);
  const failure = await failureOf(write(client(service.base.replace("http:", "https:"))));
  expect(failure).toBeInstanceOf(OmaConnectionError);
  expect(service.received).toEqual([]);
});
