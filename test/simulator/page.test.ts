import type { Simulator, TenantSeed } from "../../simulator/index.js";
import { ERROR_TEXTS } from "../../simulator/wire/errors.js";
import { COMPANY, domain, done, GOOD, post, start, user } from "./support.js";

test("the page and its parts are served under a strict policy, and nothing comes from elsewhere", async () => {
  const sim = await start();
  const html = await (await fetch(new URL("/", sim.url))).text();
  const parts = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((found) => found[1] as string);
  expect(parts.filter((part) => !part.startsWith("/page/"))).toEqual(["data:,"]);
  const modules = ["main", "elements", "details", "requests", "tenant"].map((name) => `/page/${name}.js`);
  for (const path of ["/", "/page/style.css", ...modules, "/page/state", "/page/find", "/page/users/none"]) {
    const response = await fetch(new URL(path, sim.url));
    expect([path, response.status]).toEqual([path, path === "/page/users/none" ? 404 : 200]);
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

const part = async (sim: Simulator, path: string) => (await fetch(new URL(`/page/${path}`, sim.url))).json();

test("a user is shown with what is set and what is in force, and where that comes from", async () => {
  const sim = await start({ behaviours: { sampleMail: 2 } });
  await done(sim, "change_company", { company: COMPANY, attributes: { spamtag: "[spam]" } });
  await domain(sim, "example.com", { spamlevel: "High" });
  await user(sim, "iris@example.com", { spamfolder: "Junk" });
  const view = (await part(sim, "users/iris%40example.com")) as { attributes: { name: string }[] };
  expect(view).toMatchObject({
    type: "mailbox",
    status: "active",
    company: COMPANY,
    role: null,
    mailbox: { messages: 2 },
  });
  const of = (name: string) => view.attributes.find((one) => one.name === name);
  expect(of("spamfolder")).toEqual({ name: "spamfolder", value: "Junk", effective: "Junk", from: "own" });
  expect(of("spamlevel")).toEqual({ name: "spamlevel", value: null, effective: "High", from: "domain" });
  expect(of("spamtag")).toEqual({ name: "spamtag", value: null, effective: "[spam]", from: "company" });
  expect(of("smtp_sent_limit")).toEqual({ name: "smtp_sent_limit", value: null, effective: 500, from: "cluster" });
  expect(of("phone")).toEqual({ name: "phone", value: null, effective: null, from: null });
  expect(of("password")).toBeUndefined();
});

test("what is in force is what get_user says", async () => {
  const sim = await start({ behaviours: { inheritedInAttributes: true } });
  await domain(sim, "example.com", { spamlevel: "High" });
  await user(sim);
  const { attributes } = await done(sim, "get_user", { user: "iris@example.com" });
  const view = (await part(sim, "users/iris@example.com")) as { attributes: { name: string; effective: unknown }[] };
  const { account, type, ...read } = attributes ?? {};
  expect(Object.fromEntries(view.attributes.map(({ name, effective }) => [name, effective]))).toEqual(read);
});

test("a filter finds domains and users by a part of their names, whatever the case, and not without end", async () => {
  const tenant: TenantSeed = [
    {
      name: COMPANY,
      admins: [{ user: "provisioner@lakeside-demo.adm", password: GOOD, role: "company" }],
      generate: { domains: 2, users: 150 },
    },
  ];
  const sim = await start({ tenant });
  await domain(sim, "example.com", { aliases: ["quay.example"] });
  await user(sim, "iris@example.com", { name: "Iris Zzyzx", aliases: ["xyzzy@example.com"] });
  const iris = { name: "iris@example.com", type: "mailbox", role: null, aliases: ["xyzzy@example.com"] };
  for (const text of ["IRIS%40EXAMPLE", "zzyzx", "xyzzy"]) {
    expect(await part(sim, `find?match=${text}`)).toEqual({ domains: [], users: [iris], more: false });
  }
  expect(await part(sim, "find?match=quay")).toMatchObject({ domains: [{ name: "example.com" }], users: [] });
  expect(await part(sim, "find?match=example")).toMatchObject({ users: { length: 100 }, more: true });
});

test("a request is shown whole, with what its error number means", async () => {
  const sim = await start();
  await post(sim, "get_user", { user: "none@example.com" });
  await fetch(new URL("/get_user", sim.url), { method: "POST" });
  expect(await part(sim, "state")).toMatchObject({
    requests: [
      { number: 1, method: "get_user", outcome: 9 },
      { number: 2, method: "", line: "POST /get_user", status: 404 },
    ],
  });
  expect(await part(sim, "requests/1")).toMatchObject({
    method: "get_user",
    error: ERROR_TEXTS[9],
    raw: expect.stringContaining('"user":"none@example.com"'),
  });
  for (const number of ["0", "3", "x"]) {
    expect((await fetch(new URL(`/page/requests/${number}`, sim.url))).status).toBe(404);
  }
  sim.requests.clear();
  expect((await fetch(new URL("/page/requests/1", sim.url))).status).toBe(404);
  await post(sim, "get_user", { user: "next@example.com" });
  expect(await part(sim, "requests/3")).toMatchObject({ object: "next@example.com" });
  expect(sim.requests.total).toBe(3);
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
    [
      "/page/state",
      "/page/domains/example.com",
      "/page/domains/lakeside-demo.adm",
      "/page/users/iris@example.com",
      `/page/users/${sim.admin.user}`,
      "/page/find?match=iris",
      ...[1, 2, 3].map((number) => `/page/requests/${number}`),
    ].map(async (path) => (await fetch(new URL(path, sim.url))).text()),
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
