import { OmaApiError } from "../../../provider/oma/errors/index.js";
import { OmaClient, OmaCredentialsError, OmaError, OmaOutcomeUnknownError } from "../../../provider/oma/index.js";
import { Session } from "../../../provider/oma/session.js";
import type { Simulator } from "../../../simulator/index.js";
import { json, refusal, signedIn, startCanned } from "../support/canned.js";
import { quick } from "../support/context.js";
import { failureOf } from "../support/failure.js";
import { admin, methodsCalled, startService } from "../support/service.js";

const client = (base: string, secret: { password: string } | { token: string } = { password: admin.password }) =>
  new OmaClient({ base, user: admin.user, ...secret }, quick);
const authentications = (service: Simulator) =>
  methodsCalled(service).filter((method) => method === "authenticate").length;
const read = (of: OmaClient) => of.call("get_domain", { domain: "example.com" });

function many<T>(count: number, call: () => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, call));
}

test("50 concurrent calls share one authentication", async () => {
  const service = await startService();
  const oma = client(service.url);
  await many(50, () => read(oma));
  await many(10, () => read(oma));
  expect(authentications(service)).toBe(1);
  expect(service.requests.entries().length).toBe(61);
});

test("the password is spent on the authentication alone; calls carry the token and the client's name", async () => {
  const service = await startCanned(() => undefined);
  await client(service.base).call("get_user", { user: "ann@example.com" });
  expect(service.received.map(({ method, body: { credentials } }) => ({ method, credentials }))).toEqual([
    { method: "authenticate", credentials: { user: admin.user, password: admin.password, client: "pulumi-oma" } },
    { method: "get_user", credentials: { user: admin.user, token: "Token*Canary-11", client: "pulumi-oma" } },
  ]);
});

test.each([39, 1] as const)(
  "a token that ran out (%i) is renewed once for many concurrent calls",
  async (expiredToken) => {
    const service = await startService({ expiredToken });
    const oma = client(service.url);
    await read(oma);
    service.expireTokens();
    service.requests.clear();
    await many(40, () => read(oma));
    expect(authentications(service)).toBe(1);
  },
);

test("however the refusals of an old token interleave, it is renewed once", async () => {
  for (let lag = 0; lag < 12; lag++) {
    let issued = 0;
    const session = new Session(
      { base: "", ...admin },
      {
        async post(method, body, details) {
          if (method === "authenticate") return { success: true, session_token: `token ${++issued}` };
          const { token } = (body as { credentials: { token: string } }).credentials;
          if (body.domain === "b") for (let tick = 0; tick < lag; tick++) await undefined;
          if (token === "token 1") throw new OmaApiError(39, "expired", details, {}, {});
          return { success: true };
        },
      },
    );
    await Promise.all(["a", "b"].map((domain) => session.post("get_domain", { domain }, {})));
    expect({ lag, issued }).toEqual({ lag, issued: 2 });
  }
});

test("a wrong password is sent at most twice whoever waits for it, and everybody gets the same words", async () => {
  const service = await startService();
  const oma = client(service.url, { password: "Wrong*Canary-1" });
  const failures = await many(100, () => failureOf(read(oma)));
  expect(service.requests.entries().length).toBeLessThanOrEqual(2);
  for (const failure of failures) expect(failure).toBeInstanceOf(OmaCredentialsError);
  expect(new Set(failures.map(({ message }) => message)).size).toBe(1);
  expect(failures[0]?.message).toContain("OMA refused admin provisioner@lakeside-demo.adm with 1");
});

test.each([
  ["password", { password: "Wrong*Canary-1\n" }],
  ["password", { password: " Wrong*Canary-1" }],
  ["token", { token: "Wrong*Canary-1 " }],
])("a refused %s with a blank around it was sent as it is, and the blank is named", async (name, secret) => {
  const service = await startService();
  const { message } = await failureOf(read(client(service.url, secret)));
  expect(message).toContain(
    `\n  The \`${name}\` setting begins or ends with a blank or a line end, which is the likely cause. Check`,
  );
});

test("a refused password without a blank around it raises no such suspicion", async () => {
  const service = await startService();
  const { message } = await failureOf(read(client(service.url, { password: "Wrong *Canary-1" })));
  expect(message).not.toContain("blank");
});

test("after a refusal of the credentials nothing is sent any more", async () => {
  const service = await startService();
  const oma = client(service.url, { password: "Wrong*Canary-1" });
  const first = await failureOf(read(oma));
  service.requests.clear();
  const later = await failureOf(oma.call("delete_user", { user: "ann@example.com" }));
  expect(later.message).toBe(first.message);
  expect(service.requests.entries()).toEqual([]);
  // The two calls and one authentication: another one is not even begun.
  expect(oma.counts.calls).toBe(3);
});

test.each([21, 32, 33, 42])("%i on any call ends the run", async (number) => {
  const service = await startService();
  const oma = client(service.url);
  service.faults.next({ error_number: number, method: "get_domain" });
  expect(await failureOf(read(oma))).toMatchObject({
    name: "OmaCredentialsError",
    number,
    cause: { name: "OmaApiError", number, method: "get_domain" },
  });
  service.requests.clear();
  expect(await failureOf(read(oma))).toMatchObject({ name: "OmaCredentialsError", number });
  expect(service.requests.entries()).toEqual([]);
});

test("a token that is refused again right after its renewal ends the run instead of a loop", async () => {
  const service = await startCanned(({ method }) => (method === "authenticate" ? signedIn : refusal(39, "expired")));
  const oma = client(service.base);
  expect(await failureOf(read(oma))).toMatchObject({ name: "OmaCredentialsError", number: 39 });
  expect(service.count("authenticate")).toBe(2);
  expect(service.count("get_domain")).toBe(2);
});

test("a configured token is used as it is, and never turned into an authentication", async () => {
  const service = await startCanned(({ method }) => (method === "get_user" ? refusal(39, "expired") : undefined));
  const oma = client(service.base, { token: "Own*Canary-2" });
  await read(oma);
  expect(service.received[0]?.body.credentials).toEqual({
    user: admin.user,
    token: "Own*Canary-2",
    client: "pulumi-oma",
  });
  const failure = await failureOf(oma.call("get_user", { user: "ann@example.com" }));
  expect(failure).toMatchObject({ name: "OmaCredentialsError", number: 39 });
  expect(failure.message).toContain("new token");
  expect(service.count("authenticate")).toBe(0);
});

test("an authentication that the service was too busy for is no refusal of the password", async () => {
  const service = await startService();
  service.faults.next({ error_number: 20, method: "authenticate", times: 2 });
  const oma = client(service.url);
  await read(oma);
  expect(authentications(service)).toBe(3);
});

test("an authentication whose answer got lost is repeated, for a write too: it changes nothing", async () => {
  const service = await startCanned(({ method }, nth) =>
    method === "authenticate" && nth === 1 ? "reset" : undefined,
  );
  await client(service.base).call("change_user", { user: "ann@example.com", attributes: {} });
  expect(service.count("authenticate")).toBe(2);
  expect(service.count("change_user")).toBe(1);
});

test("a renewal whose answer got lost is repeated too", async () => {
  const service = await startCanned(({ method }, nth) => {
    if (method === "authenticate") return nth === 2 ? { status: 502, text: "" } : signedIn;
    return nth === 1 ? refusal(39, "expired") : undefined;
  });
  await client(service.base).call("change_user", { user: "ann@example.com", attributes: {} });
  expect(service.count("authenticate")).toBe(3);
  expect(service.count("change_user")).toBe(2);
});

test("a service that never answers an authentication is not said to have perhaps carried out a write", async () => {
  const service = await startCanned(({ method }) => (method === "authenticate" ? "reset" : undefined));
  const failure = await failureOf(client(service.base).call("delete_user", { user: "ann@example.com" }));
  expect(failure).toBeInstanceOf(OmaError);
  expect(failure).not.toBeInstanceOf(OmaOutcomeUnknownError);
  expect(failure).toMatchObject({ code: "OMA_NO_TOKEN", cause: { name: "OmaOutcomeUnknownError" } });
  expect(failure.message).toMatch(
    /the service gave no session token, so the client sent nothing.*the connection to .* broke off.*`token`/s,
  );
  expect(failure.method).toBe("authenticate");
  expect(service.count("delete_user")).toBe(0);
});

test("an authentication without a token is reported as what it is, and no made-up token is sent", async () => {
  const service = await startCanned(({ method }) => (method === "authenticate" ? json({ success: true }) : undefined));
  const failure = await failureOf(read(client(service.base)));
  expect(failure).toBeInstanceOf(OmaError);
  expect(failure.method).toBe("authenticate");
  expect(failure.message).toContain("the client sent nothing: the response has none");
  expect(service.count("get_domain")).toBe(0);
});

test("10,000 callers at once with a token that runs out: one authentication", async () => {
  let issued = 0;
  let valid = 0;
  const service = await startCanned(({ method, body }) => {
    if (method === "authenticate") {
      issued += 1;
      valid = issued;
      return json({ success: true, session_token: `token ${issued}` });
    }
    return body.credentials.token === `token ${valid}` ? undefined : refusal(39, "expired");
  });
  const oma = client(service.base);
  await read(oma);
  valid = 0;
  await Promise.all(Array.from({ length: 10_000 }, () => read(oma)));
  expect(issued).toBe(2);
});

test("1,000 callers with a wrong password: two requests at most, and the same words for all", async () => {
  const service = await startService();
  const oma = client(service.url, { password: "Wrong*Canary-1" });
  const failures = await Promise.all(Array.from({ length: 1000 }, () => failureOf(read(oma))));
  expect(service.requests.entries().length).toBeLessThanOrEqual(2);
  expect(new Set(failures.map(({ message }) => message)).size).toBe(1);
  expect(failures[0]).toBeInstanceOf(OmaCredentialsError);
});

test("a client without password and token sends nothing, and says what is missing", async () => {
  const service = await startCanned(() => undefined);
  const oma = new OmaClient({ base: service.base, user: admin.user }, quick);
  expect(await failureOf(read(oma))).toMatchObject({
    code: "OMA_CONFIG",
    message: "configuration password: is missing, and so is token.\n  Set one of them.",
  });
  expect(service.received).toEqual([]);
});
