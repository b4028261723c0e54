import { OmaClient } from "../../../provider/oma/index.js";
import { Session } from "../../../provider/oma/session.js";
import { json, refusal, startCanned } from "../support/canned.js";
import { quick } from "../support/context.js";
import { failureOf } from "../support/failure.js";
import { admin } from "../support/service.js";
import { VirtualTime } from "./support/virtual-time.js";

const read = (oma: OmaClient) => oma.call("get_domain", { domain: "example.com" });

test("callers that wait for their turn when the credentials are refused send nothing any more", async () => {
  const service = await startCanned(() => refusal(32, "Admin is disabled"));
  const oma = new OmaClient({ base: service.base, user: "a@b.adm", token: "t", parallel: 2 }, quick);
  await Promise.all(Array.from({ length: 50 }, () => failureOf(read(oma))));
  expect(service.received.length).toBe(2);
});

/** A service whose tokens live as long as is said, or as was asked for. */
function issuing(duration?: unknown) {
  const time = new VirtualTime();
  const calls: [number, string][] = [];
  let issued = 0;
  let isDown = false;
  const session = new Session(
    { base: "", ...admin },
    {
      async post(method, body) {
        const { token } = body.credentials as { token?: string };
        calls.push([time.now(), method === "authenticate" ? method : String(token)]);
        if (method !== "authenticate") return { success: true };
        if (isDown) throw new Error("down");
        issued += 1;
        return { success: true, session_token: `token ${issued}`, session_token_duration: duration };
      },
    },
    undefined,
    time,
  );
  const post = async () => {
    await session.post("get_domain", {}, {});
    // Lets a renewal beside the call come to its end.
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { time, calls, post, fail: (down: boolean) => (isDown = down) };
}

test.each([
  ["in seconds", 1000, 1000],
  ["as text", "1000", 1000],
  ["not at all, so as it was asked for", undefined, 10_800],
  ["as nothing", 0, 10_800],
])("a token whose life is told %s is renewed ahead of its end, beside the calls", async (_, duration, seconds) => {
  const { time, calls, post } = issuing(duration);
  await post();
  time.advance(seconds * 900 - 1);
  await post();
  expect(calls.map(([, what]) => what)).toEqual(["authenticate", "token 1", "token 1"]);
  time.advance(1);
  await post();
  expect(calls.slice(3).map(([, what]) => what)).toEqual(["authenticate", "token 1"]);
  await post();
  expect(calls.at(-1)?.[1]).toBe("token 2");
});

test("a token that ran out unused is not tried", async () => {
  const { time, calls, post } = issuing(1000);
  await post();
  time.advance(1_000_000);
  await post();
  expect(calls.map(([, what]) => what)).toEqual(["authenticate", "token 1", "authenticate", "token 2"]);
});

test("while a renewal fails, the token that still holds is used", async () => {
  const { time, calls, post, fail } = issuing(1000);
  await post();
  time.advance(950_000);
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
  const time = new VirtualTime();
  const oma = new OmaClient({ base: service.base, ...admin }, quick, { time });
  await read(oma);
  time.advance(95_000);
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

test("a caller who waited for its turn longer than its deadline is told so, and sends nothing", async () => {
  const service = await startCanned(async () => {
    await new Promise((resolve) => setTimeout(resolve, 60));
    return undefined;
  });
  const oma = new OmaClient({ base: service.base, user: "a@b.adm", token: "t", parallel: 1, deadlineMs: 30 }, quick);
  const [first, second] = await Promise.allSettled([read(oma), read(oma)]);
  expect(first.status).toBe("fulfilled");
  expect(second).toMatchObject({ reason: { name: "OmaDeadlineError", code: "OMA_DEADLINE", object: "example.com" } });
  expect(service.received.length).toBe(1);
});
