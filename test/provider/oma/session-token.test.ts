import { OmaClient, OmaCredentialsError } from "../../../provider/oma/index.js";
import { Session } from "../../../provider/oma/session.js";
import { type Canned, json, refusal, startCanned } from "../support/canned.js";
import { quick } from "../support/context.js";
import { failureOf } from "../support/failure.js";
import { admin, methodsCalled, startService } from "../support/service.js";
import { VirtualClock } from "./support/virtual-clock.js";

const read = (oma: OmaClient) => oma.call("get_domain", { domain: "example.com" });

const given = { user: "a@b.adm", token: "Given*Canary-12" };

test("callers that wait for a permit when the credentials are refused send nothing any more", async () => {
  const service = await startCanned((_, nth) => (nth === 1 ? undefined : refusal(32, "Admin is disabled")));
  const oma = new OmaClient({ base: service.base, ...given, parallel: 2 }, quick);
  await read(oma);
  await Promise.all(Array.from({ length: 50 }, () => failureOf(read(oma))));
  expect(service.received.length).toBe(3);
});

describe("a token from elsewhere", () => {
  test.each(["adaptive", "off"] as const)("that is wrong is sent once, whoever waits, with pace %s", async (pace) => {
    const service = await startService();
    const oma = new OmaClient({ base: service.url, ...given, pace }, quick);
    const failures = await Promise.all(Array.from({ length: 1000 }, () => failureOf(read(oma))));
    expect(methodsCalled(service)).toEqual(["get_domain"]);
    const [first, ...others] = failures;
    expect(first).toBeInstanceOf(OmaCredentialsError);
    for (const other of others) expect(other).toMatchObject({ name: "OmaNotSentError", cause: first });
  });

  const pause = () => new Promise((resolve) => setTimeout(resolve, 30));

  test.each<[string, Canned | undefined]>([
    ["a success", undefined],
    ["a refusal of the call itself", refusal(2)],
  ])("goes alone, is proved by %s, and then opens the API to all", async (_, first) => {
    let together = () => {};
    const four = new Promise<void>((resolve) => {
      together = resolve;
    });
    let beside = 0;
    const service = await startCanned(async (__, nth) => {
      if (nth === 1) {
        await pause();
        beside = service.received.length - 1;
        return first;
      }
      if (nth === 5) together();
      await four;
      return undefined;
    });
    const oma = new OmaClient({ base: service.base, ...given, parallel: 4 }, quick);
    await Promise.allSettled(Array.from({ length: 12 }, () => read(oma)));
    expect(beside).toBe(0);
  });

  test.each<[string, Canned]>([
    ["no answer", "reset"],
    ["HTTP 503", { status: 503, text: "" }],
    ["20, which the service says without looking", refusal(20)],
  ])("is not proved by %s: the next call goes alone too", async (_, how) => {
    const underWay: number[] = [];
    let running = 0;
    const service = await startCanned(async (__, nth) => {
      running += 1;
      underWay.push(running);
      await pause();
      running -= 1;
      return nth <= 3 ? how : undefined;
    });
    const oma = new OmaClient({ base: service.base, ...given, parallel: 4 }, { ...quick, outageMs: 60_000 });
    await Promise.all(Array.from({ length: 12 }, () => read(oma)));
    expect(underWay.slice(0, 4)).toEqual([1, 1, 1, 1]);
  });

  test("that is refused after others failed on the way is still sent by one call at a time", async () => {
    const service = await startCanned((_, nth) => (nth <= 2 ? "reset" : refusal(39, "expired")));
    const oma = new OmaClient({ base: service.base, ...given }, { ...quick, outageMs: 60_000 });
    await Promise.all(Array.from({ length: 100 }, () => failureOf(read(oma))));
    expect(service.received.length).toBe(3);
  });
});

/** A service whose tokens live as long as is said, or as was asked for. */
function issuing(duration?: unknown) {
  const clock = new VirtualClock();
  const calls: [number, string][] = [];
  let issued = 0;
  let isDown = false;
  const session = new Session(
    { base: "", ...admin },
    {
      async post(method, body) {
        const { token } = body.credentials as { token?: string };
        calls.push([clock.now(), method === "authenticate" ? method : String(token)]);
        if (method !== "authenticate") return { success: true };
        if (isDown) throw new Error("down");
        issued += 1;
        return { success: true, session_token: `token ${issued}`, session_token_duration: duration };
      },
    },
    undefined,
    clock,
  );
  const post = async () => {
    await session.post("get_domain", {}, {}, Number.POSITIVE_INFINITY);
    // Lets a renewal beside the call come to its end.
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { clock, calls, post, fail: (down: boolean) => (isDown = down) };
}

test.each([
  ["in seconds", 1000, 1000],
  ["as text", "1000", 1000],
  ["not at all, so as it was asked for", undefined, 10_800],
  ["as nothing", 0, 10_800],
])("a token whose life is told %s is renewed ahead of its end, beside the calls", async (_, duration, seconds) => {
  const { clock, calls, post } = issuing(duration);
  await post();
  clock.advance(seconds * 900 - 1);
  await post();
  expect(calls.map(([, what]) => what)).toEqual(["authenticate", "token 1", "token 1"]);
  clock.advance(1);
  await post();
  expect(calls.slice(3).map(([, what]) => what)).toEqual(["authenticate", "token 1"]);
  await post();
  expect(calls.at(-1)?.[1]).toBe("token 2");
});

test("a token that ran out unused is not tried", async () => {
  const { clock, calls, post } = issuing(1000);
  await post();
  clock.advance(1_000_000);
  await post();
  expect(calls.map(([, what]) => what)).toEqual(["authenticate", "token 1", "authenticate", "token 2"]);
});

test("while a renewal fails, the token that still holds is used", async () => {
  const { clock, calls, post, fail } = issuing(1000);
  await post();
  clock.advance(950_000);
  fail(true);
  await post();
  await post();
  fail(false);
  await post();
  await post();
  expect(calls.map(([, what]) => what)).toEqual([
    ...["authenticate", "token 1", "authenticate", "token 1", "authenticate", "token 1"],
    ...["authenticate", "token 1", "token 2"],
  ]);
});

test("a refused renewal ends the session for everybody", async () => {
  let nth = 0;
  const service = await startCanned(({ method }) => {
    if (method !== "authenticate") return undefined;
    nth += 1;
    return nth === 1 ? json({ success: true, session_token: "t", session_token_duration: 100 }) : refusal(42);
  });
  const clock = new VirtualClock();
  const oma = new OmaClient({ base: service.base, ...admin }, quick, { clock });
  await read(oma);
  clock.advance(95_000);
  await read(oma);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await failureOf(read(oma))).toMatchObject({ name: "OmaCredentialsError", number: 42 });
  expect(service.count("authenticate")).toBe(2);
});

test("an empty token is none", async () => {
  const service = await startCanned(() => json({ success: true, session_token: "" }));
  const oma = new OmaClient({ base: service.base, ...admin }, quick);
  expect(await failureOf(read(oma))).toMatchObject({ code: "OMA_NO_TOKEN", method: "authenticate" });
});
