import { admin, COMPANY, clock, domain, done, GOOD, post, refused, start, user, type Who } from "./support.js";

const own = { company: COMPANY };

test("a token stands in for the password until it expires", async () => {
  const time = clock();
  const sim = await start({ now: time.now });
  const answer = await done(sim, "authenticate", { generate_session_token: true, session_token_duration: 60 });
  expect(answer.session_token_duration).toBe(60);
  const who = { user: sim.admin.user, token: String(answer.session_token) };
  time.pass(59_999);
  await done(sim, "get_company", own, who);
  time.pass(1);
  expect(await refused(sim, "get_company", own, who)).toBe(39);
});

test("a token lives three hours unless another time is wished, also as text", async () => {
  const sim = await start();
  const life = async (fields: object) =>
    (await done(sim, "authenticate", { generate_session_token: 1, ...fields })).session_token_duration;
  expect(await life({})).toBe(10_800);
  expect(await life({ session_token_duration: "3600" })).toBe(3600);
  expect(await life({ session_token_duration: 86_400 })).toBe(86_400);
});

test("a life outside 1 to 86400 seconds is refused, and ignored when no token is asked for", async () => {
  const sim = await start();
  for (const session_token_duration of [0, 86_401, -5, "x"]) {
    expect(await refused(sim, "authenticate", { generate_session_token: true, session_token_duration })).toBe(5);
  }
  const answer = await done(sim, "authenticate", { session_token_duration: 86_401 });
  expect(answer).toEqual({ success: true });
});

test("the caller may choose the text of the token, but not one that is somebody else's", async () => {
  const sim = await start();
  await domain(sim);
  const lead = await admin(sim, "lead@example.com", "domain", "example.com");
  const wish = { generate_session_token: true, token: "my-own-token" };
  expect((await done(sim, "authenticate", wish)).session_token).toBe("my-own-token");
  await done(sim, "authenticate", wish);
  await done(sim, "get_company", own, { user: sim.admin.user, token: "my-own-token" });
  expect(await refused(sim, "authenticate", wish, lead)).toBe(5);
  expect(
    await refused(sim, "get_domain", { domain: "example.com" }, {
      ...lead,
      password: undefined,
      token: "my-own-token",
    } as never),
  ).toBe(1);
});

test("session_token is taken in the place of token", async () => {
  const sim = await start();
  const { session_token } = await done(sim, "authenticate", { generate_session_token: true });
  await done(sim, "get_company", own, { user: sim.admin.user, session_token } as unknown as Who);
});

test("expireTokens expires every token given out so far, and none given out later", async () => {
  const sim = await start();
  const fresh = async () => ({
    user: sim.admin.user,
    token: String((await done(sim, "authenticate", { generate_session_token: true })).session_token),
  });
  const early = await fresh();
  sim.expireTokens();
  expect(await refused(sim, "get_company", own, early)).toBe(39);
  await done(sim, "get_company", own, await fresh());
});

test("extra info lists the roles of the caller", async () => {
  const sim = await start();
  const answer = await done(sim, "authenticate", { fetch_extra_info: true });
  expect(answer.extra_info).toEqual({ roles: { company: [COMPANY] } });
});

test("a login may use an alias and any case; a deleted or renamed user no longer logs in", async () => {
  const sim = await start();
  await domain(sim);
  await user(sim, "iris@example.com", { aliases: ["i@example.com"] });
  await done(sim, "authenticate", {}, { user: "I@Example.com", password: GOOD });
  await done(sim, "rename_user", { user: "iris@example.com", new_name: "rosa@example.com" });
  expect(await refused(sim, "authenticate", {}, { user: "iris@example.com", password: GOOD })).toBe(1);
  await done(sim, "authenticate", {}, { user: "rosa@example.com", password: GOOD });
  await done(sim, "delete_user", { user: "rosa@example.com" });
  expect(await refused(sim, "authenticate", {}, { user: "rosa@example.com", password: GOOD })).toBe(1);
});

test("a new password works at once and the old one no more", async () => {
  const sim = await start();
  await domain(sim);
  await user(sim);
  await done(sim, "change_user", { user: "iris@example.com", attributes: { password: "Violet#Road-93" } });
  await done(sim, "authenticate", {}, { user: "iris@example.com", password: "Violet#Road-93" });
  expect(await refused(sim, "authenticate", {}, { user: "iris@example.com", password: GOOD })).toBe(1);
});

test("a mailbox without a role may authenticate and nothing else", async () => {
  const sim = await start();
  await domain(sim);
  await user(sim);
  const iris = { user: "iris@example.com", password: GOOD };
  await done(sim, "authenticate", {}, iris);
  expect(await refused(sim, "get_user", { user: "iris@example.com" }, iris)).toBe(9);
});

test("echo returns the request, without the credentials and with secrets masked", async () => {
  const sim = await start();
  const answer = await post(sim, "echo", { param: "x", success: false, password: GOOD, deep: { token: "t" } });
  expect(answer).toEqual({ param: "x", success: false, password: "[secret]", deep: { token: "[secret]" } });
});

test("thousands of password calls are cheap", async () => {
  const sim = await start();
  const begin = performance.now();
  let left = 1000;
  const worker = async () => {
    while (left-- > 0) await post(sim, "authenticate", {});
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  expect(performance.now() - begin).toBeLessThan(5000);
});
