import { connect } from "node:net";
import { domain, done, refused, start } from "./support.js";

/** What clients that are in use send and expect (open questions 68 to 71), as they send it: byte by byte where HTTP is concerned. */

type Simulator = Awaited<ReturnType<typeof start>>;

/** The whole text of the response to a call. */
function exchange(sim: Simulator, path: string, body: object): Promise<string> {
  const { port } = new URL(sim.url);
  const text = JSON.stringify({ credentials: sim.admin, ...body });
  const request = `POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
  return new Promise((settle, fail) => {
    const chunks: string[] = [];
    const socket = connect(Number(port), "127.0.0.1", () => socket.write(request));
    socket.setEncoding("utf8").on("data", (chunk: string) => chunks.push(chunk));
    socket.on("end", () => settle(chunks.join(""))).on("error", fail);
  });
}

const headersOf = (response: string) =>
  (response.split("\r\n\r\n")[0] ?? "")
    .split("\r\n")
    .slice(1)
    .map((line) => line.slice(0, line.indexOf(":")));

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
    expect(response).toContain('"success":true');
  },
);

test("null in an optional field is as if it were left out, also inside criteria; in a required one it is refused", async () => {
  const sim = await start();
  await domain(sim);
  await done(sim, "search_users", { criteria: { domain: "example.com", match: null }, range: null, sort: null });
  expect(await refused(sim, "search_users", { criteria: { domain: null } })).toBe(5);
  expect(await refused(sim, "get_domain", { domain: null })).toBe(5);
});

test("digits as a string place the window of a search, and other texts do not", async () => {
  const sim = await start();
  for (const name of ["a.example", "b.example", "c.example"]) await domain(sim, name);
  const range = { first: "1", limit: "1" };
  const { domains } = await done(sim, "search_domains", { criteria: {}, range });
  expect(domains).toEqual([expect.objectContaining({ domain: "b.example" })]);
  for (const first of ["-1", "1.5", "one", ""]) {
    expect(await refused(sim, "search_domains", { criteria: {}, range: { first } })).toBe(5);
  }
});

test("an id may be sent as the number that it is made of", async () => {
  const sim = await start();
  await domain(sim);
  await done(sim, "delete_domain", { domain: "example.com" });
  const { domains } = await done(sim, "search_domains", { criteria: { deleted: true } });
  const id = Number(/"id":"(\d+)"/.exec(JSON.stringify(domains))?.[1]);
  expect(Number.isSafeInteger(id)).toBe(true);
  await done(sim, "restore_domain", { domain: "example.com", id, new_name: "example.com" });
  await done(sim, "get_domain", { domain: "example.com" });
});

test("1, 0 and their texts are no flags inside attributes unless a switch says so", async () => {
  const sim = await start();
  await domain(sim);
  for (const disabled of [1, 0, "1", "0"]) {
    expect(await refused(sim, "change_domain", { domain: "example.com", attributes: { disabled } })).toBe(6);
  }
});
