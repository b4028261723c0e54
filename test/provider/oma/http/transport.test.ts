import { readFileSync } from "node:fs";
import { createServer as createHttp, type RequestListener, request, type Server } from "node:http";
import { createServer as createHttps } from "node:https";
import { type AddressInfo, connect, createServer as createTcp } from "node:net";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { Sockets } from "../../../../provider/oma/http/sockets.js";
import { OmaClient, type OmaConfig } from "../../../../provider/oma/index.js";
import { type Canned, refusal, startCanned } from "../../support/canned.js";
import { closeAfterTest } from "../../support/closing.js";
import { quick } from "../../support/context.js";
import { failureOf } from "../../support/failure.js";
import { hastyClock } from "../support/virtual-clock.js";

const tls = path.join(__dirname, "../support/tls");
const pem = (name: string) => readFileSync(path.join(tls, name), "utf8");
const plain = { maxSockets: 2, connectTimeoutMs: 1000, rejectUnauthorized: true };
const once = { ...quick, outageMs: 0, faultAttempts: 1 };
const client = (base: string, config: Partial<OmaConfig> = {}) => {
  const oma = new OmaClient({ base, user: "a@b.adm", token: "t", ...config }, once);
  closeAfterTest(async () => oma.close());
  return oma;
};
const read = (oma: OmaClient) => oma.call("get_user", { user: "ann@example.com" });
const write = (oma: OmaClient) => oma.call("change_user", { user: "ann@example.com", attributes: {} });

async function listening(server: Server | ReturnType<typeof createTcp>, host = "127.0.0.1"): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  closeAfterTest(async () => {
    if ("closeAllConnections" in server) server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** Reads the request, then answers. */
const answering =
  (answer: RequestListener): RequestListener =>
  (request, response) =>
    void request.resume().on("end", () => answer(request, response));
const fine = answering((_, response) => response.end('{"success":true}'));

describe("TLS", () => {
  const secure = async (host?: string) =>
    listening(createHttps({ key: pem("server.key"), cert: pem("server.pem") }, fine), host);

  test("a certificate that nobody vouches for is refused before anything is sent", async () => {
    const failure = await failureOf(write(client(`https://localhost:${await secure()}/api`)));
    expect(failure).toMatchObject({ name: "OmaConnectionError", reason: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" });
    expect(failure.message).toContain("let the `caFile` setting name the authority that signed it");
  });

  test("an authority of the user's own is trusted, without a word", async () => {
    const said = jest.spyOn(process.stderr, "write").mockReturnValue(true);
    try {
      await write(client(`https://localhost:${await secure()}/api`, { caFile: path.join(tls, "ca.pem") }));
      expect(said.mock.calls).toEqual([]);
    } finally {
      said.mockRestore();
    }
  });

  test("a certificate for another name is refused", async () => {
    const server = createHttps({ key: pem("server.key"), cert: pem("server.pem") }, fine);
    const oma = client(`https://127.0.0.2:${await listening(server, "127.0.0.2")}/api`, {
      caFile: path.join(tls, "ca.pem"),
    });
    expect(await failureOf(write(oma))).toMatchObject({ reason: "ERR_TLS_CERT_ALTNAME_INVALID" });
  });

  test("verification can be switched off, which says so aloud each time", async () => {
    const said = jest.spyOn(process.stderr, "write").mockReturnValue(true);
    try {
      await write(client(`https://localhost:${await secure()}/api`, { insecureTls: true }));
      expect(said.mock.calls.flat().join("")).toMatch(/WARNING.*not verified.*insecureTls setting/s);
    } finally {
      said.mockRestore();
    }
  });

  const trusting = { caFile: path.join(tls, "ca.pem") };
  const secured = async (answer: RequestListener) => {
    const server = createHttps({ key: pem("server.key"), cert: pem("server.pem") }, answering(answer));
    return { server, base: `https://localhost:${await listening(server)}/api` };
  };

  test("a connection that breaks after the request may have carried it out, as without encryption", async () => {
    const { base } = await secured((request) => request.socket.destroy());
    expect(await failureOf(write(client(base, trusting)))).toMatchObject({ name: "OmaOutcomeUnknownError" });
  });

  test("the time for connecting ends with the connection", async () => {
    const { base } = await secured((_, response) => setTimeout(() => response.end('{"success":true}'), 1300));
    await write(client(base, { ...trusting, connectTimeoutMs: 1000 }));
  });

  test("a client that is closed keeps no connection", async () => {
    const { server, base } = await secured((_, response) => response.end('{"success":true}'));
    let open = 0;
    server.on("secureConnection", (socket) => {
      open += 1;
      socket.on("close", () => {
        open -= 1;
      });
    });
    const oma = client(base, trusting);
    await write(oma);
    expect(open).toBe(1);
    oma.close();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(open).toBe(0);
  });

  test("a file of authorities that is not there is named", () => {
    expect(() => client("https://localhost/api", { caFile: "/nowhere.pem" })).toThrow(
      /configuration caFile.*ENOENT.*Give the path of a PEM file/s,
    );
    expect(() => client("https://localhost/api", { caFile: "/dev/zero" })).toThrow(
      /configuration caFile: is no regular file.*Give the path of a PEM file/s,
    );
  });
});

test("a service on IPv6 is reached", async () => {
  await write(client(`http://[::1]:${await listening(createHttp(fine), "::1")}/api`));
});

describe("through a proxy", () => {
  /** Forwards what it is asked to, to wherever `to` says. */
  async function proxy(to: (host: string) => number) {
    const seen: string[] = [];
    const server = createHttp((request, response) => {
      seen.push(`${request.method} ${request.url}`);
      fine(request, response);
    });
    server.on("connect", (request, socket) => {
      seen.push(`CONNECT ${request.url}`);
      const upstream = connect(to(String(request.url)), "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        upstream.pipe(socket).pipe(upstream);
      });
      for (const end of [socket, upstream]) end.on("error", () => {});
    });
    return { seen, address: `http://127.0.0.1:${await listening(server)}` };
  }

  test("https goes through a tunnel that is kept, and the proxy sees no more than the name", async () => {
    const port = await listening(createHttps({ key: pem("server.key"), cert: pem("server.pem") }, fine));
    const { seen, address } = await proxy(() => port);
    const oma = client("https://oma.example/api", {
      caFile: path.join(tls, "ca.pem"),
      proxyEnv: { HTTPS_PROXY: address },
    });
    for (let n = 0; n < 3; n++) await write(oma);
    expect(seen).toEqual(["CONNECT oma.example:443"]);
  });

  test("http is handed to it whole", async () => {
    const { seen, address } = await proxy(() => 0);
    await write(client("http://oma.example/api", { proxyEnv: { http_proxy: address } }));
    expect(seen).toEqual(["POST http://oma.example/api/change_user"]);
  });

  test("NO_PROXY goes past it", async () => {
    const { seen, address } = await proxy(() => 0);
    const port = await listening(createHttp(fine));
    await write(client(`http://127.0.0.1:${port}/api`, { proxyEnv: { HTTP_PROXY: address, NO_PROXY: "127.0.0.1" } }));
    expect(seen).toEqual([]);
  });

  describe("of the environment", () => {
    const names = ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY"];
    const before = Object.fromEntries(names.map((name) => [name, process.env[name]]));

    afterEach(() => {
      for (const name of names) {
        if (before[name] === undefined) delete process.env[name];
        else process.env[name] = before[name];
      }
    });

    test("no call goes unasked: the password for a service on this machine would leave it without encryption", async () => {
      const [service, seen] = [await startCanned(() => undefined), await startCanned(() => undefined)];
      for (const name of names) delete process.env[name];
      process.env.http_proxy = new URL(seen.base).origin;
      await new OmaClient({ base: service.base, user: "a@b.adm", password: "Canary" }, quick).call("get_domain", {
        domain: "example.com",
      });
      expect(seen.received).toEqual([]);
      expect(service.count("get_domain")).toBe(1);
    });
  });

  test("a proxy that is not there is no connection: nothing was sent", async () => {
    const oma = client("https://oma.example/api", { proxyEnv: { HTTPS_PROXY: "http://127.0.0.1:1" } });
    expect(await failureOf(write(oma))).toMatchObject({ name: "OmaConnectionError" });
  });
});

describe("time", () => {
  test("a connection that is not made in time was never used", async () => {
    // Accepts TCP and never says a word of TLS.
    const port = await listening(createTcp(() => {}));
    const failure = await failureOf(write(client(`https://127.0.0.1:${port}/api`, { connectTimeoutMs: 50 })));
    expect(failure).toMatchObject({ name: "OmaConnectionError", reason: "ETIMEDOUT" });
  });

  test("a service that says nothing is given up, and what became of a write is not known", async () => {
    const port = await listening(createHttp(answering(() => {})));
    const failure = await failureOf(write(client(`http://127.0.0.1:${port}/api`, { idleTimeoutMs: 50 })));
    expect(failure).toMatchObject({ name: "OmaOutcomeUnknownError" });
  });

  test("an answer that trickles without end is given up", async () => {
    const server = createHttp(
      answering((_, response) => {
        const timer = setInterval(() => response.write(" "), 10);
        response.on("close", () => clearInterval(timer));
      }),
    );
    const oma = client(`http://127.0.0.1:${await listening(server)}/api`, { totalTimeoutMs: 200, idleTimeoutMs: 5000 });
    const failure = await failureOf(write(oma));
    expect(failure).toMatchObject({ name: "OmaOutcomeUnknownError" });
    expect(failure.message).toContain("did not finish its response within 0.2 s");
    expect(failure.cause).toMatchObject({ code: "ETIMEDOUT" });
  });

  test("half an answer is none", async () => {
    const server = createHttp(
      answering((request, response) => {
        response.writeHead(200, { "content-length": "100" }).write('{"success":');
        setTimeout(() => request.socket.destroy(), 20);
      }),
    );
    const oma = client(`http://127.0.0.1:${await listening(server)}/api`);
    expect(await failureOf(write(oma))).toMatchObject({ name: "OmaOutcomeUnknownError" });
  });
});

test("a call is a POST of JSON, and asks for JSON", async () => {
  const seen: unknown[] = [];
  const server = createHttp((request, response) => {
    const { "content-type": sent, accept } = request.headers;
    seen.push({ method: request.method, url: request.url, sent, accept });
    fine(request, response);
  });
  await write(client(`http://127.0.0.1:${await listening(server)}/api`));
  expect(seen).toEqual([
    { method: "POST", url: "/api/change_user", sent: "application/json", accept: "application/json" },
  ]);
});

test("a packed answer is unpacked", async () => {
  const server = createHttp(
    answering((_, response) => response.setHeader("content-encoding", "gzip").end(gzipSync('{"success":true,"n":1}'))),
  );
  expect(await read(client(`http://127.0.0.1:${await listening(server)}/api`))).toEqual({ success: true, n: 1 });
});

test("an answer without end in size is given up, packed or not", async () => {
  const server = createHttp(
    answering((_, response) =>
      response.setHeader("content-encoding", "gzip").end(gzipSync(Buffer.alloc(70 * 1024 * 1024))),
    ),
  );
  const oma = client(`http://127.0.0.1:${await listening(server)}/api`);
  expect(await failureOf(read(oma))).toMatchObject({ name: "OmaNoAnswerError" });
});

test("a redirect is not followed: it would take the password elsewhere", async () => {
  const elsewhere = await startCanned(() => undefined);
  const service = await startCanned(() => ({ status: 307, text: "", headers: { location: `${elsewhere.base}/x` } }));
  expect(await failureOf(read(client(service.base)))).toMatchObject({ name: "OmaHttpError", status: 307 });
  expect(elsewhere.received).toEqual([]);
});

test.each(["adaptive", "off"] as const)(
  "connections are kept and bounded by `parallel`, with the limiter %s",
  async (pace) => {
    let open = 0;
    let most = 0;
    let made = 0;
    const server = createHttp(answering((_, response) => setTimeout(() => response.end('{"success":true}'), 2)));
    server.on("connection", (socket) => {
      open += 1;
      made += 1;
      most = Math.max(most, open);
      socket.on("close", () => {
        open -= 1;
      });
    });
    const oma = client(`http://127.0.0.1:${await listening(server)}/api`, { parallel: 3, pace });
    await Promise.all(Array.from({ length: 60 }, () => read(oma)));
    // Without the limiter, calls also use the connection that is kept for a session token.
    expect(most).toBe(pace === "off" ? 4 : 3);
    expect(made).toBe(most);
    oma.close();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(open).toBe(0);
  },
);

test("a connection that is not used is given up after 4 s, before the service closes it under a request", async () => {
  const port = await listening(createHttp(fine));
  const sockets = new Sockets(plain);
  closeAfterTest(async () => sockets.close());
  const sent = request({ host: "127.0.0.1", port, method: "POST", agent: sockets.http }, (response) =>
    response.resume(),
  ).end();
  await new Promise((resolve) => sent.on("close", resolve));
  expect(Object.values(sockets.http.freeSockets).flatMap((free) => free?.map(({ timeout }) => timeout))).toEqual([
    4000,
  ]);
});

test("once a call is over, whether it failed or not, no timer keeps the process alive", async () => {
  const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === "Timeout").length;
  const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
  const port = await listening(createHttp(fine));
  const [good, bad] = [client(`http://127.0.0.1:${port}/api`), client("http://127.0.0.1:1/api")];
  await settled();
  const before = timers();
  await write(good);
  await failureOf(write(bad));
  good.close();
  // A timer of the client that nobody ends lives for 10 s at least; those of others come and go.
  for (let turn = 0; turn < 50 && timers() > before; turn++) await settled();
  expect(timers()).toBeLessThanOrEqual(before);
});

const date = "Tue, 14 Nov 2023 22:13:20 GMT";

test.each<[string, number | undefined]>([
  ["7", 7000],
  ["0", 0],
  ["Tue, 14 Nov 2023 22:13:30 GMT", 10_000],
  ["Tue, 14 Nov 2023 22:13:10 GMT", undefined],
  ["-7", undefined],
  [" ", undefined],
  ["soon", undefined],
])('Retry-After "%s" asks to wait for %p ms', async (header, retryAfterMs) => {
  const service = await startCanned((_, nth) => ({
    status: nth === 1 ? 503 : 429,
    text: "",
    headers: { "retry-after": header, date },
  }));
  const policy = { ...once, busyBudgetMs: 0 };
  const oma = new OmaClient({ base: service.base, user: "a@b.adm", token: "t" }, policy, { clock: hastyClock() });
  expect(await failureOf(write(oma))).toMatchObject({ name: "OmaOutcomeUnknownError", retryAfterMs });
  expect(await failureOf(write(oma))).toMatchObject({ name: "OmaHttpError", retryAfterMs });
});

test.each([
  [499, "OmaHttpError"],
  [500, "OmaOutcomeUnknownError"],
])("HTTP %i on a write is an %s", async (status, name) => {
  const service = await startCanned(() => ({ status, text: "" }));
  const failure = await failureOf(write(client(service.base)));
  expect(failure).toMatchObject({ name, status });
  expect(failure.message).toContain(`${service.base} answered HTTP ${status}`);
});

test.each<[string, Canned, RegExp]>([
  ["a connection that broke", "reset", /the connection to http:.* broke off \(ECONNRESET\)/],
  ["HTTP 502", { status: 502, text: "", headers: { date } }, /answered HTTP 502/],
])("a write with %s tells when it began, by the clock of the answers before", async (_, lost, words) => {
  const service = await startCanned((__, nth) => (nth === 1 ? { text: '{"success":true}', headers: { date } } : lost));
  const oma = client(service.base);
  await write(oma);
  const failure = await failureOf(write(oma));
  expect(failure.message).toMatch(words);
  const then = Date.parse(date) / 1000;
  expect(Math.abs((failure.beganAt as number) - then)).toBeLessThan(60);
  expect(failure.beganBefore as number).toBeGreaterThan(failure.beganAt as number);
});

test("a right answer under a wrong content type is a right answer", async () => {
  const service = await startCanned(() => ({ text: '{"success":true}', headers: { "content-type": "text/html" } }));
  await write(client(service.base));
});

test("what went wrong in the system is kept as the cause, by its code alone", async () => {
  const failure = await failureOf(write(client("http://127.0.0.1:1/api")));
  expect(failure.cause).toMatchObject({ code: "ECONNREFUSED" });
  expect(Object.keys(failure.cause as object)).toEqual(["code"]);
  expect(JSON.parse(JSON.stringify(failure))).toMatchObject({
    cause: { code: "ECONNREFUSED" },
    reason: "ECONNREFUSED",
  });
});

test("a refusal of credentials keeps what it came from", async () => {
  const service = await startCanned(() => refusal(32, "Admin is disabled"));
  const failure = await failureOf(read(client(service.base)));
  expect(JSON.parse(JSON.stringify(failure))).toMatchObject({
    name: "OmaCredentialsError",
    cause: { name: "OmaApiError", number: 32, method: "get_user", class: "credentials" },
  });
});

test("the service's clock is known from its first answer on", async () => {
  const service = await startCanned(() => undefined);
  const oma = client(service.base);
  expect(oma.serverTime()).toBeUndefined();
  await read(oma);
  const { earliest, latest } = oma.serverTime() as { earliest: number; latest: number };
  const now = Date.now() / 1000;
  expect(earliest).toBeLessThanOrEqual(now);
  expect(latest).toBeGreaterThanOrEqual(now);
});
