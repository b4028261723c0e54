import { Agent, type IncomingHttpHeaders, request } from "node:http";
import { brotliCompressSync, deflateSync, gunzipSync, gzipSync } from "node:zlib";
import { acceptsGzip } from "../../simulator/http/send.js";
import type { Simulator } from "../../simulator/index.js";
import { COMPANY, domain, done, raw, start } from "./support.js";

interface Sent {
  body: Buffer;
  headers?: Record<string, string>;
  agent?: Agent;
}

/** As it is on the wire: `fetch` unpacks answers by itself. */
function send(sim: Simulator, method: string, { body, headers = {}, agent }: Sent) {
  return new Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>((settle, fail) => {
    const sent = request(
      `${sim.url}/${method}`,
      { method: "POST", headers, ...(agent ? { agent } : {}) },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          settle({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
        );
      },
    );
    sent.on("error", fail);
    sent.end(body);
  });
}

function asking(sim: Simulator, fields: object = {}): Buffer {
  return Buffer.from(JSON.stringify({ credentials: sim.admin, company: COMPANY, ...fields }));
}

test.each([
  ["gzip", gzipSync],
  ["x-gzip", gzipSync],
  ["deflate", deflateSync],
  ["br", brotliCompressSync],
  ["GZIP", gzipSync],
])("a body packed with %s is unpacked", async (encoding, pack) => {
  const sim = await start();
  const answer = await send(sim, "get_company", { body: pack(asking(sim)), headers: { "content-encoding": encoding } });
  expect(JSON.parse(answer.body.toString())).toMatchObject({ success: true });
});

test("a body that cannot be unpacked, and one that nobody could hold", async () => {
  const sim = await start();
  const status = async (body: Buffer, encoding: string) =>
    (await send(sim, "get_company", { body, headers: { "content-encoding": encoding } })).status;
  expect(await status(asking(sim), "gzip")).toBe(400);
  expect(await status(asking(sim), "zip")).toBe(415);
  expect(await status(gzipSync(Buffer.alloc(64 * 1024 * 1024, " ")), "gzip")).toBe(413);
  expect(await status(Buffer.alloc(9 * 1024 * 1024, " "), "identity")).toBe(413);
  await done(sim, "get_company", { company: COMPANY });
});

test("an answer is packed for who accepts that, and when it is worth it", async () => {
  const sim = await start();
  const ask = (accept: string, method = "get_company") =>
    send(sim, method, { body: asking(sim), headers: { "accept-encoding": accept } });
  const packed = await ask("deflate, gzip;q=0.5");
  expect(packed.headers).toMatchObject({ "content-encoding": "gzip", vary: "accept-encoding" });
  expect(JSON.parse(gunzipSync(packed.body).toString())).toMatchObject({ success: true });
  expect((await ask("gzip;q=0, deflate")).headers["content-encoding"]).toBeUndefined();
  expect((await ask("gzip", "authenticate")).headers["content-encoding"]).toBeUndefined();
});

test.each([
  [undefined, false],
  ["", false],
  ["gzip", true],
  ["br, GZIP", true],
  ["gzip;q=0", false],
  ["gzip; q=0.0", false],
  ["gzip; q=0.01", true],
  ["notgzip", false],
])("Accept-Encoding %s", (header, expected) => {
  expect(acceptsGzip(header)).toBe(expected);
});

test("text is UTF-8, both ways; other bytes are no request", async () => {
  const sim = await start();
  await domain(sim);
  const name = "Ïris Åström 日本語 😀";
  const attributes = { password: "Quartz*Kite-58", name };
  await done(sim, "change_user", { user: "iris@example.com", attributes });
  const answer = await send(sim, "get_user", { body: asking(sim, { user: "iris@example.com" }) });
  expect(answer.headers["content-type"]).toBe("application/json; charset=utf-8");
  expect(Number(answer.headers["content-length"])).toBe(answer.body.length);
  expect(JSON.parse(answer.body.toString("utf8"))).toMatchObject({ attributes: { name } });

  const marked = Buffer.concat([Buffer.from("\uFEFF"), asking(sim)]);
  expect((await send(sim, "get_company", { body: marked })).status).toBe(200);
  const latin = Buffer.from(asking(sim, { pad: "é" }).toString("utf8"), "latin1");
  expect((await send(sim, "get_company", { body: latin })).status).toBe(400);
});

test("HEAD on a method is 405 without a body, on nothing 404", async () => {
  const sim = await start();
  const head = await fetch(`${sim.url}/get_user`, { method: "HEAD" });
  expect([head.status, head.headers.get("allow"), await head.text()]).toEqual([405, "POST", ""]);
  expect((await fetch(`${sim.url}/nothing`, { method: "HEAD" })).status).toBe(404);
});

test("a connection is kept for the next call, after a refusal and a bad request too", async () => {
  const sim = await start();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const sockets = new Set<unknown>();
  agent.on("free", (socket: unknown) => sockets.add(socket));
  for (const body of [asking(sim), Buffer.from("{"), asking(sim, { company: "None" }), asking(sim)]) {
    const { headers } = await send(sim, "get_company", { body, agent });
    expect(headers.connection).toBe("keep-alive");
  }
  expect(sockets.size).toBe(1);
  agent.destroy();
});

test("calls that come at the same time are all carried out", async () => {
  const sim = await start();
  await domain(sim);
  const users = Array.from({ length: 20 }, (_, n) => `u${n}@example.com`);
  const attributes = { password: "Quartz*Kite-58" };
  const answers = await Promise.all(
    users.map(async (user) => (await raw(sim, "change_user", asking(sim, { user, attributes }).toString())).status),
  );
  expect(new Set(answers)).toEqual(new Set([200]));
  const found = await done(sim, "search_users", { criteria: { domain: "example.com" } });
  expect(found.total_count).toBe(20);
});
