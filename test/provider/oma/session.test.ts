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
    await Promise.all(["a", "b"].map((domain) => session.post("get_domain", { domain }, {}, Number.POSITIVE_INFINITY)));
    expect({ lag, issued }).toEqual({ lag, issued: 2 });
  }
});

test("a wrong password is sent at most twice whoever waits for it; one call tells why, and the others refer to it", async () => {
  const service = await startService();
  const oma = client(service.url, { password: "Wrong*Canary-1" });
  const failures = await many(100, () => failureOf(read(oma)));
  expect(service.requests.entries().length).toBeLessThanOrEqual(2);
  const [first, ...others] = failures;
  expect(first).toBeInstanceOf(OmaCredentialsError);
  expect(first?.message).toContain("OMA refused admin provisioner@lakeside-demo.adm with 1");
  for (const other of others) expect(other).toMatchObject({ name: "OmaNotSentError", cause: first });
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
  expect(first).toBeInstanceOf(OmaCredentialsError);
  expect(later.message).toBe(
    "ann@example.com: delete_user: not sent, since the service refused the credentials (see example.com).",
  );
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
  expect(await failureOf(read(oma))).toMatchObject({ name: "OmaNotSentError", number });
  expect(service.requests.entries()).toEqual([]);
});

test.each([2, 3, 2 * quick.faultAttempts - 1])(
  "a token that expires %i times within one call is renewed each time",
  async (times) => {
    const service = await startCanned(({ method }, nth) =>
      method !== "authenticate" && nth <= times ? refusal(39, "expired") : undefined,
    );
    await client(service.base).call("change_user", { user: "ann@example.com", attributes: {} });
    expect(service.count("change_user")).toBe(times + 1);
    expect(service.count("authenticate")).toBe(times + 1);
  },
);

test("a service that calls each new token expired is given up for the call, and not for the run", async () => {
  const service = await startCanned(({ method }) => (method === "get_domain" ? refusal(39, "expired") : undefined));
  const oma = client(service.base);
  const failure = await failureOf(read(oma));
  expect(failure).toMatchObject({ name: "OmaApiError", number: 39 });
  expect(failure.message).toMatch(
    /OMA answered 39 \(expired\)\.\n {2}The service called each new session token expired\. Run again\./,
  );
  expect(service.count("get_domain")).toBe(2 * quick.faultAttempts);
  await oma.call("get_user", { user: "ann@example.com" });
});

test.each([
  ["1 twice", [1, 1], 2],
  ["1 after 39", [39, 1], 2],
  ["1 twice after 39 twice", [39, 39, 1, 1], 4],
])("%s is a refusal: no further call is sent", async (_, numbers, calls) => {
  const service = await startCanned(({ method }, nth) =>
    method === "authenticate" ? undefined : refusal(numbers[nth - 1] ?? 1),
  );
  const oma = client(service.base);
  expect(await failureOf(read(oma))).toMatchObject({ name: "OmaCredentialsError", number: 1 });
  await failureOf(read(oma));
  expect(service.count("get_domain")).toBe(calls);
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
  expect(failure).toMatchObject({ code: "OMA_NO_ANSWER", method: "authenticate" });
  expect(failure.message).toMatch(/authenticate: the connection to .* broke off \(ECONNRESET\)\.\n {2}Run again\./);
  expect(service.count("delete_user")).toBe(0);
});

test("an authentication without a token is reported as what it is, and no made-up token is sent", async () => {
  const service = await startCanned(({ method }) => (method === "authenticate" ? json({ success: true }) : undefined));
  const failure = await failureOf(read(client(service.base)));
  expect(failure).toBeInstanceOf(OmaError);
  expect(failure.method).toBe("authenticate");
  expect(failure.message).toContain("the service gave no session token, so the client sent nothing");
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

test("1,000 callers with a wrong password: two requests at most, and one line for each but the first", async () => {
  const service = await startService();
  const oma = client(service.url, { password: "Wrong*Canary-1" });
  const failures = await Promise.all(Array.from({ length: 1000 }, () => failureOf(read(oma))));
  expect(service.requests.entries().length).toBeLessThanOrEqual(2);
  expect(failures.filter((failure) => failure instanceof OmaCredentialsError)).toHaveLength(1);
  expect(failures.filter(({ message }) => message.includes("\n"))).toHaveLength(1);
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
