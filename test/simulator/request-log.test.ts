import { COMPANY, clock, domain, GOOD, post, raw, refused, start, user } from "./support.js";

test("an entry tells who asked for what, when, and how it went", async () => {
  const time = clock();
  const sim = await start({ now: time.now });
  await post(
    sim,
    "change_domain",
    { domain: "Example.com", create_only: 1, attributes: { language: "nl" } },
    {
      ...sim.admin,
      client: "test/1",
    },
  );
  await post(sim, "get_user", { user: "a@example.com" });
  expect(sim.requests.entries()).toEqual([
    {
      at: time.now(),
      method: "change_domain",
      object: "Example.com",
      user: sim.admin.user,
      client: "test/1",
      attributes: { language: "nl" },
      fields: { domain: "Example.com", create_only: 1 },
      createOnly: true,
      status: 200,
      outcome: "ok",
      raw: expect.stringMatching(
        /^POST \/api\/change_domain HTTP\/1\.1\n(.+\n)+\n\{"credentials":\{"user":"provisioner/,
      ),
    },
    expect.objectContaining({
      method: "get_user",
      object: "a@example.com",
      attributes: undefined,
      createOnly: false,
      outcome: 2,
    }),
  ]);
  expect(sim.requests.filter(({ method }) => method === "get_user")).toHaveLength(1);
  sim.requests.clear();
  expect(sim.requests.entries()).toEqual([]);
});

test("what gets no OMA answer is logged with its status", async () => {
  const sim = await start();
  await raw(sim, "get_user", "{");
  await raw(sim, "nothing", JSON.stringify({ credentials: sim.admin }));
  expect(sim.requests.entries()).toMatchObject([
    { method: "get_user", status: 400, outcome: null },
    { method: "nothing", status: 404, outcome: null },
  ]);
});

test("requests that reach no method are there too, with what they asked for", async () => {
  const sim = await start();
  const credentials = sim.admin;
  await fetch(new URL("/get_user?as=me", sim.url), {
    method: "POST",
    body: JSON.stringify({ credentials, user: "a@b" }),
  });
  await fetch(new URL("/elsewhere", sim.url));
  await fetch(`${sim.url}/get_user`);
  await raw(sim, "get_user", "x", { headers: { "content-encoding": "zip" } });
  expect(sim.requests.entries()).toMatchObject([
    {
      method: "",
      user: sim.admin.user,
      status: 404,
      raw: expect.stringMatching(/^POST \/get_user\?as=\[secret\] HTTP/),
    },
    { method: "", user: "", status: 404, raw: expect.stringMatching(/^GET \/elsewhere HTTP/) },
    { method: "get_user", status: 405, raw: expect.stringMatching(/^GET \/api\/get_user HTTP/) },
    { method: "get_user", status: 415 },
  ]);
  expect(sim.requests.entries()[0]?.raw).toContain('"user":"a@b"');
});

test("what the page and control ask for is no request of a client", async () => {
  const sim = await start({ control: true });
  for (const path of ["/", "/page/state", "/_sim/requests", "/fidelity"]) await fetch(new URL(path, sim.url));
  expect(sim.requests.entries()).toEqual([]);
});

test("the raw text keeps the spelling of headers, and says when a body was cut", async () => {
  const sim = await start();
  const body = JSON.stringify({ credentials: sim.admin, company: COMPANY, pad: "x".repeat(100_000) });
  await raw(sim, "get_company", body);
  const text = sim.requests.entries()[0]?.raw ?? "";
  expect(text.length).toBeLessThan(70_000);
  expect(text).toMatch(/\n\(cut: the body has 100\d+ characters\)$/);
  expect(text.split("\n\n")[0]).toContain("\ncontent-type: application/json\n");
});

test("only the newest requests keep their raw text", async () => {
  const sim = await start();
  for (let n = 0; n < 2001; n++) await fetch(new URL(`/${n}`, sim.url));
  const [first, second] = sim.requests.entries();
  expect(first?.raw).toBeUndefined();
  expect(second?.raw).toMatch(/^GET \/1 HTTP/);
});

test.each([
  [`{"user":"u","password":"SECRET",}`, `{"user":[secret],"password":[secret],}`],
  [`{'password': 'SECRET'}`, `{'password': [secret]}`],
  [`{password: SECRET, "a": [1, SECRET]}`, `{password: [secret], "a": [[secret], [secret]]}`],
  [`{"password" "SECRET"}`, `{[secret] [secret]}`],
  [`{"password":"SEC\\"RET`, `{"password":[secret]`],
  ["user=u&password=SECRET=SECRET&x", "user=[secret]&password=[secret]=[secret]&[secret]"],
  ["SECRET", "[secret]"],
  [`"SECRET"`, "[secret]"],
  [`["SECRET","SECRET"]`, "[[secret],[secret]]"],
])("text that is no request keeps its punctuation and names, and no value: %s", async (body, shown) => {
  const sim = await start();
  await raw(sim, "get_user", body);
  expect(sim.requests.entries()[0]?.raw?.split("\n\n")[1]).toBe(shown);
});

test("the object of a workgroup, a search and a brand", async () => {
  const sim = await start();
  await domain(sim);
  await post(sim, "create_workgroup", { domain: "example.com", workgroup: "desk" });
  await post(sim, "search_users", { criteria: { domain: "example.com" } });
  await post(sim, "_get_brand", { brand: "Default Brand" });
  await post(sim, "search_domains", {});
  const objects = sim.requests.entries().map(({ object }) => object);
  expect(objects.slice(1)).toEqual(["example.com/desk", "example.com", "Default Brand", ""]);
});

test("secrets never get into the log, wherever they stand", async () => {
  const sim = await start();
  await domain(sim);
  const secret = "Sesame!Open-77";
  const creds = { credentials: sim.admin };
  await user(sim, "iris@example.com", { password: secret });
  await post(sim, "authenticate", { generate_session_token: true, token: secret });
  await post(sim, "change_domain", { domain: "example.com", attributes: { dkim_key: secret } });
  await post(sim, "echo", { password: secret, deep: [{ session_token: secret }] });
  await refused(sim, "change_user", { user: "iris@example.com", password: secret, attributes: secret });
  await refused(sim, "get_company", { company: COMPANY }, { user: sim.admin.user, password: secret });
  await raw(sim, "nothing", JSON.stringify({ ...creds, password: secret }));
  await raw(sim, "get_user", JSON.stringify({ credentials: { user: "x", password: secret, token: secret } }));
  await raw(sim, "get_user", `{"credentials":{"password":"${secret}"`);
  await raw(sim, "get_user", JSON.stringify({ credentials: { user: [secret], password: secret, "2fa_code": secret } }));
  await raw(sim, "get_user", JSON.stringify({ credentials: [secret], attributes: [secret] }));
  await raw(sim, "get_user", JSON.stringify([{ password: secret }]));
  await raw(sim, `get_user?password=${secret}`, "{}", { headers: { authorization: secret, "x-api-key": secret } });
  await raw(sim, "get_user", "{}", { headers: { cookie: secret, "content-encoding": "zip" } });
  const log = JSON.stringify(sim.requests.entries());
  expect(log).not.toContain(secret);
  expect(log).not.toContain(sim.admin.password);
  expect(sim.requests.entries()[1]?.attributes).toEqual({ password: "[secret]" });
});

test("attributes whose names only speak of passwords are not masked", async () => {
  const sim = await start();
  const attributes = { password_strength: "good", default_password_encoding: "SSHA512", regen_passwords: true };
  await post(sim, "change_company", { company: COMPANY, attributes });
  expect(sim.requests.entries()[0]?.attributes).toEqual(attributes);
});

test("calls in process are not logged", async () => {
  const sim = await start();
  sim.call("get_company", { company: COMPANY });
  expect(sim.requests.entries()).toEqual([]);
});

test("a call in process runs as the named admin, and fails loudly for what is not there", async () => {
  const sim = await start();
  await domain(sim);
  await user(sim);
  expect(sim.call("get_domain", { domain: "example.com" }, "iris@example.com")).toMatchObject({ error_number: 9 });
  expect(() => sim.call("get_domain", {}, "nobody@example.com")).toThrow("unknown user");
  expect(() => sim.call("nothing", {})).toThrow("unknown method");
});

describe("faults", () => {
  test("the next matching calls are refused and change nothing", async () => {
    const sim = await start();
    await domain(sim);
    await user(sim);
    sim.faults.next({ error_number: 20, method: "change_user", object: "IRIS@example.com", times: 2 });
    const change = { user: "iris@example.com", attributes: { name: "Iris" } };
    expect(await refused(sim, "change_user", { user: "new@example.com", attributes: {} })).toBe(6);
    expect(await refused(sim, "change_user", change)).toBe(20);
    expect(await refused(sim, "change_user", change)).toBe(20);
    expect(sim.call("get_user", { user: "iris@example.com" }).attributes?.name).toBeNull();
    expect(sim.requests.entries().at(-1)).toMatchObject({ method: "change_user", outcome: 20 });
    expect(await post(sim, "change_user", change)).toMatchObject({ success: true });
  });

  test("calls in process neither meet nor use up a fault, and pending ones can be cleared", async () => {
    const sim = await start();
    sim.faults.next({ error_number: 25 });
    expect(sim.call("get_company", { company: COMPANY }).success).toBe(true);
    expect(await refused(sim, "get_company", { company: COMPANY })).toBe(25);
    sim.faults.next({ error_number: 25 });
    sim.faults.clear();
    expect(await post(sim, "get_company", { company: COMPANY })).toMatchObject({ success: true });
  });
});

test("seeds that cannot be are refused with their reason", async () => {
  const one = { user: "a@x.adm", password: GOOD, role: "company" as const };
  await expect(start({ tenant: [] })).rejects.toThrow("needs a company");
  await expect(start({ tenant: [{ name: "A", admins: [{ ...one, user: "nobody" }] }] })).rejects.toThrow(
    "full address",
  );
  await expect(start({ tenant: [{ name: "A", admins: [one], attributes: { nonsense: 1 } }] })).rejects.toThrow("6");
  const twice = [
    { name: "A", admins: [one] },
    { name: "B", admins: [{ ...one, user: "b@x.adm" }] },
  ];
  await expect(start({ tenant: twice })).rejects.toThrow("two companies");
});
