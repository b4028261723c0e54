import { connect } from "node:net";
import { buildServer } from "../../simulator/http/server.js";
import { COMPANY, clock, domain, raw, start } from "./support.js";

test("the base ends without a slash, and other paths are not there", async () => {
  const sim = await start();
  expect(sim.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api$/);
  for (const path of ["", "/", "/get_company/more", "/../get_company"]) {
    expect((await fetch(sim.url + path, { method: "POST", body: "{}" })).status).toBe(404);
  }
});

test.each([
  ["broken JSON", "{"],
  ["an empty body", ""],
  ["a list", "[]"],
  ["null", "null"],
  ["a text", '"x"'],
  ["no credentials", '{"company":"x"}'],
  ["credentials that are a text", '{"credentials":"x"}'],
  ["credentials without a user", '{"credentials":{"password":"x"}}'],
  ["credentials without a secret", '{"credentials":{"user":"x"}}'],
  ["both secrets", '{"credentials":{"user":"x","password":"x","token":"x"}}'],
  ["a password that is a number", '{"credentials":{"user":"x","password":1}}'],
])("400 for %s", async (_, body) => {
  const sim = await start();
  const response = await raw(sim, "get_company", body);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ success: false });
});

test("404 for a method that is not there, names on the object prototype included", async () => {
  const sim = await start();
  for (const method of [
    "no_such_method",
    "notify_user",
    "get_valid_languages",
    "constructor",
    "__proto__",
    "GET_USER",
  ]) {
    const response = await raw(sim, method, JSON.stringify({ credentials: sim.admin }));
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ success: false });
  }
});

test("other verbs get 405 on a method and 404 elsewhere", async () => {
  const sim = await start();
  const get = await fetch(`${sim.url}/get_user`);
  expect(get.status).toBe(405);
  expect(get.headers.get("allow")).toBe("POST");
  expect((await fetch(`${sim.url}/get_user`, { method: "PUT", body: "{}" })).status).toBe(405);
  expect((await fetch(`${sim.url}/no_such_method`)).status).toBe(404);
});

test("200 with success false for a refusal", async () => {
  const sim = await start();
  const response = await raw(
    sim,
    "get_company",
    JSON.stringify({ credentials: { ...sim.admin, password: "no" }, company: COMPANY }),
  );
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toMatch(/^application\/json/);
  expect(await response.json()).toMatchObject({ success: false, error_number: 1 });
});

test("500 with a small body when a handler breaks", async () => {
  const server = buildServer({
    failureBody: "json",
    has: () => true,
    now: () => 0,
    answer: () => {
      throw new Error("secret detail");
    },
    unanswered: (_, answer) => answer,
  });
  const url = await server.listen({ port: 0, host: "127.0.0.1" });
  const response = await fetch(`${url}/api/get_user`, { method: "POST", body: "{}" });
  const body: unknown = await response.json();
  await server.close();
  expect(response.status).toBe(500);
  expect(body).toEqual({ success: false, error: "Internal Server Error" });
});

test("the Date header follows the injected clock", async () => {
  const time = clock();
  const sim = await start({ now: time.now });
  time.pass(1000);
  const response = await raw(sim, "nothing", "{}");
  expect(response.headers.get("date")).toBe(new Date(time.now()).toUTCString());
});

test("the content type of a request does not matter, and large bodies pass", async () => {
  const sim = await start();
  await domain(sim);
  const allow = Array.from({ length: 1000 }, (_, n) => `sender-${n}@${"long-name.".repeat(10)}example.org`);
  const body = JSON.stringify({
    credentials: sim.admin,
    domain: "example.com",
    attributes: { allow },
    pad: "x".repeat(3_000_000),
  });
  const response = await raw(sim, "change_domain", body, { headers: { "content-type": "text/plain" } });
  expect(await response.json()).toMatchObject({ success: true });
});

test("close ends promptly while a client keeps its connection open", async () => {
  const sim = await start();
  const socket = connect(Number(new URL(sim.url).port), "127.0.0.1");
  socket.on("error", () => undefined);
  await new Promise((resolve) => socket.once("connect", resolve));
  socket.write("POST /api/x HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}");
  await new Promise((resolve) => socket.once("data", resolve));
  const begin = performance.now();
  await sim.close();
  expect(performance.now() - begin).toBeLessThan(500);
  socket.destroy();
});
