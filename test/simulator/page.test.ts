import { domain, done, GOOD, post, start, user } from "./support.js";

test("the page and its parts are served under a strict policy, and nothing comes from elsewhere", async () => {
  const sim = await start();
  const html = await (await fetch(new URL("/", sim.url))).text();
  const parts = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((found) => found[1] as string);
  expect(parts.filter((part) => !part.startsWith("/page/"))).toEqual(["data:,"]);
  for (const path of ["/", "/page/style.css", "/page/script.js", "/page/state"]) {
    const response = await fetch(new URL(path, sim.url));
    expect(response.status).toBe(200);
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'; script-src 'self'");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(await response.text()).not.toMatch(/https?:\/\/|innerHTML|style="|onclick=/);
  }
  const head = await fetch(new URL("/", sim.url), { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);
});

test("the state shows the tenant, what came in, and the faults", async () => {
  const sim = await start();
  await domain(sim, "example.com", { aliases: ["example.net"] });
  await user(sim, "iris@example.com", { aliases: ["i@example.com"] });
  sim.faults.add({ error_number: 25, method: "change_user" });
  await post(sim, "change_user", { user: "iris@example.com", attributes: { name: "Iris" } });
  const state = async (query: string) =>
    (await (await fetch(new URL(`/page/state?${query}`, sim.url))).json()) as Record<string, unknown>;
  const first = await state("after=0");
  expect(first).toMatchObject({
    companies: [
      { domains: [{ name: "example.com", users: 1, aliases: ["example.net"] }, { name: "lakeside-demo.adm" }] },
    ],
    requests: [{ method: "change_domain" }, { method: "change_user" }, { outcome: 25, faults: ["refuse"] }],
    faults: [{ fault: { error_number: 25 }, hits: 1 }],
    total: 3,
  });
  const next = await state(`after=3&revision=${first.revision}`);
  expect(next).toMatchObject({ requests: [] });
  expect(next).not.toHaveProperty("companies");

  const view = await fetch(new URL("/page/domains/example.com", sim.url));
  expect(await view.json()).toMatchObject({
    total: 1,
    users: [{ name: "iris@example.com", type: "mailbox", aliases: ["i@example.com"] }],
  });
  expect((await fetch(new URL("/page/domains/none.example", sim.url))).status).toBe(404);
});

test("no secret gets to the page", async () => {
  const sim = await start();
  await domain(sim);
  await user(sim, "iris@example.com", { password: "Sesame!Open-77" });
  const { session_token: token } = await done(sim, "authenticate", {
    generate_session_token: true,
    token: "Proposed-77",
  });
  const texts = await Promise.all(
    ["/page/state", "/page/domains/example.com", "/page/domains/lakeside-demo.adm"].map(async (path) =>
      (await fetch(new URL(path, sim.url))).text(),
    ),
  );
  for (const secret of ["Sesame!Open-77", GOOD, sim.admin.password, String(token), "digest", "salt"]) {
    expect(texts.join()).not.toContain(secret);
  }
});

test("GET /fidelity lists every method and every switch", async () => {
  const sim = await start();
  const list = (await (await fetch(new URL("/fidelity", sim.url))).json()) as {
    methods: { method: string; status: string }[];
    switches: { name: string }[];
  };
  expect(list.methods).toContainEqual(expect.objectContaining({ method: "get_user", status: "documented" }));
  expect(list.switches.map(({ name }) => name).sort()).toEqual(Object.keys(sim.behaviours).sort());
});
