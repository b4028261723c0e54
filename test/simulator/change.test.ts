import type { JsonObject, Simulator } from "../../simulator/index.js";
import {
  BOTH,
  COMPANY,
  clock,
  domain,
  done,
  GOOD,
  HILLSIDE,
  post,
  refused,
  start,
  TWO_COMPANIES,
  user,
} from "./support.js";

let sim: Simulator;

beforeEach(async () => {
  sim = await start(TWO_COMPANIES);
  await domain(sim);
});

const ofUser = (address = "iris@example.com") => sim.call("get_user", { user: address }).attributes as JsonObject;
const ofDomain = (name = "example.com") => sim.call("get_domain", { domain: name }).attributes as JsonObject;
const setUser = (attributes: JsonObject, address = "iris@example.com") =>
  done(sim, "change_user", { user: address, attributes });

test("without create_only a change creates what is missing and takes over what is there", async () => {
  await done(sim, "change_domain", { domain: "new.example", attributes: { notes_external: "first" } });
  await done(sim, "change_domain", { domain: "new.example", attributes: { language: "nl" } });
  expect(ofDomain("new.example")).toMatchObject({ notes_external: "first", language: "nl" });
});

test("what is left out keeps its value; a list that is sent replaces the whole list", async () => {
  await user(sim, "iris@example.com", { name: "Iris", allow: ["a@b.example", "c@d.example"] });
  await setUser({ allow: ["e@f.example"], phone: "1" });
  expect(ofUser()).toMatchObject({ name: "Iris", phone: "1", allow: ["e@f.example"] });
  await setUser({ allow: [] });
  expect(ofUser().allow).toEqual([]);
});

test("null clears: to null, and a list to an empty one", async () => {
  await user(sim, "iris@example.com", { name: "Iris", allow: ["a@b.example"], spamlevel: "High", autoresponder: "x" });
  await setUser({ name: null, allow: null, spamlevel: null, autoresponder: null });
  expect(ofUser()).toMatchObject({ name: null, allow: [], spamlevel: null, autoresponder: null });
});

test("an empty text is kept as one", async () => {
  await user(sim, "iris@example.com", { name: "" });
  expect(ofUser().name).toBe("");
});

test("names are lowered on the way in and found in any case", async () => {
  await user(sim, "Rosa@Example.COM", { aliases: ["R.Venn@example.com"] });
  expect(ofUser("ROSA@example.com")).toMatchObject({ account: "rosa@example.com", aliases: ["r.venn@example.com"] });
});

test("every attribute is returned, null when unset, and secrets never", async () => {
  await user(sim);
  expect(ofUser()).toMatchObject({ title: null, fax: null, spamtag: null });
  expect(ofUser()).not.toHaveProperty("password");
  await done(sim, "change_domain", { domain: "example.com", attributes: { dkim_key: "PRIVATE", dkim_selector: "s1" } });
  expect(ofDomain()).toMatchObject({ dkim_selector: "s1" });
  expect(ofDomain()).not.toHaveProperty("dkim_key");
});

test("changes, refused ones too, carry an audit id whose digits begin with the UNIX time; reads do not", async () => {
  const time = clock();
  const own = await start({ now: time.now });
  const seconds = Math.floor(time.now() / 1000).toString(16);
  expect((await domain(own)).audit).toMatch(new RegExp(`^[a-z]+\\d\\d_${seconds}[0-9a-f]+$`));
  expect(await post(own, "get_domain", { domain: "example.com" })).not.toHaveProperty("audit");
  expect(await post(own, "delete_domain", { domain: "absent.example" })).toHaveProperty("audit");
});

test("createtime is in UNIX seconds of the injected clock and does not move with a change", async () => {
  const time = clock();
  const own = await start({ now: time.now });
  await domain(own);
  const made = Math.floor(time.now() / 1000);
  time.pass(5000);
  await done(own, "change_domain", { domain: "example.com", attributes: { language: "nl" } });
  expect(own.call("get_domain", { domain: "example.com" }).metadata?.createtime).toBe(made);
});

test("unknown request fields are ignored", async () => {
  await done(sim, "delete_domain", { domain: "example.com", cascade: true });
});

describe("account types", () => {
  const delivery = (address?: string) =>
    Object.entries(ofUser(address))
      .filter(([name, value]) => name.startsWith("delivery_") && value === true)
      .map(([name]) => name.slice("delivery_".length));

  test("each type starts with its own delivery", async () => {
    await done(sim, "change_domain", { domain: "example.com", attributes: { filtermx: "mx.example.org" } });
    await user(sim);
    await setUser({ type: "forward", forward_recipients: ["a@b.example"] }, "fwd@example.com");
    await setUser({ type: "filter" }, "scan@example.com");
    expect(delivery()).toEqual(["local"]);
    expect(delivery("fwd@example.com")).toEqual(["forward"]);
    expect(delivery("scan@example.com")).toEqual(["filter"]);
    expect(sim.call("get_user", { user: "scan@example.com" }).type).toBe("filter");
  });

  test("delivery attributes that do not fit the type are ignored, not refused", async () => {
    await user(sim, "iris@example.com", { delivery_filter: true });
    expect(delivery()).toEqual(["local"]);
    await setUser({ delivery_local: false });
    expect(delivery()).toEqual(["local"]);
    const forward = {
      type: "forward",
      forward_recipients: ["a@b.example"],
      delivery_local: true,
      delivery_forward: false,
    };
    await setUser(forward, "fwd@example.com");
    expect(delivery("fwd@example.com")).toEqual(["forward"]);
  });

  test("a mailbox may forward and answer, with or without a copy", async () => {
    await user(sim, "iris@example.com", {
      delivery_forward: true,
      delivery_autoresponder: true,
      forward_recipients: ["a@b.example"],
    });
    expect(delivery()).toEqual(["autoresponder", "forward", "local"]);
    await setUser({ delivery_local: false });
    expect(delivery()).toEqual(["autoresponder", "forward"]);
    expect(
      await refused(sim, "change_user", { user: "iris@example.com", attributes: { forward_recipients: [] } }),
    ).toBe(6);
  });

  test("a new type brings its own delivery", async () => {
    await user(sim, "iris@example.com", { delivery_autoresponder: true });
    await setUser({ type: "forward", forward_recipients: ["a@b.example"] });
    expect(delivery()).toEqual(["forward"]);
    await setUser({ type: "mailbox" });
    expect(delivery()).toEqual(["local"]);
  });
});

describe("quotas", () => {
  const MB = 1024 * 1024;

  test("MB of the company are bytes on a new domain, and bytes on a new user", async () => {
    await done(sim, "change_company", { company: COMPANY, attributes: { quota: 100 } });
    await domain(sim, "new.example");
    await user(sim, "a@new.example");
    expect(ofDomain("new.example").quota).toBe(100 * MB);
    expect(ofUser("a@new.example").quota).toBe(100 * MB);
  });

  test("a quota above the maximum is refused; lowering the maximum changes no quota", async () => {
    await done(sim, "change_domain", { domain: "example.com", attributes: { quota_maximum: 50, quota: 50 * MB } });
    await user(sim, "iris@example.com", { quota: 50 * MB });
    expect(await refused(sim, "change_user", { user: "iris@example.com", attributes: { quota: 50 * MB + 1 } })).toBe(6);
    await done(sim, "change_domain", { domain: "example.com", attributes: { quota_maximum: 10 } });
    expect(ofUser().quota).toBe(50 * MB);
    expect(await refused(sim, "change_domain", { domain: "example.com", attributes: { quota: 11 * MB } })).toBe(6);
    expect(
      await refused(sim, "change_company", { company: COMPANY, attributes: { quota: 200, quota_maximum: 100 } }),
    ).toBe(6);
  });
});

describe("moving a domain by attributes.company", () => {
  const move = (company: string, as = BOTH) =>
    post(sim, "change_domain", { domain: "example.com", attributes: { company } }, as);

  test("11 for an unknown company, 9 for one the admin does not control", async () => {
    expect(await move("Nobody Ltd")).toMatchObject({ error_number: 11 });
    expect(await move("Hillside Demo Mail", { user: sim.admin.user, password: GOOD })).toMatchObject({
      error_number: 9,
    });
    expect(await move("Hillside Demo Mail", HILLSIDE)).toMatchObject({ error_number: 9 });
  });

  test("an admin of both companies moves it with its users; brands the new company lacks fall away", async () => {
    await user(sim, "iris@example.com", { brand: "Default Brand" });
    expect(await move("Hillside Demo Mail")).toMatchObject({ success: true });
    expect(await refused(sim, "get_domain", { domain: "example.com" })).toBe(9);
    const iris = await done(sim, "get_user", { user: "iris@example.com" }, HILLSIDE);
    expect(iris.attributes?.brand).toBeNull();
  });

  test("it also names the company a new domain is created in", async () => {
    await done(sim, "change_domain", { domain: "hill.example", attributes: { company: "Hillside Demo Mail" } }, BOTH);
    await done(sim, "get_domain", { domain: "hill.example" }, HILLSIDE);
  });
});

test("the workgroup attribute of a new domain names its first workgroup", async () => {
  await domain(sim, "new.example", { workgroup: "team" });
  const groups = sim.call("search_workgroups", { criteria: { domain: "new.example" } }).workgroups;
  expect(groups).toMatchObject([{ workgroup: "team" }]);
});

test("a catch-all needs an existing mailbox and goes away with null", async () => {
  await user(sim);
  const set = (catchall: string | null) =>
    done(sim, "change_domain", { domain: "example.com", attributes: { catchall } });
  await set("iris@example.com");
  expect(ofDomain().catchall).toBe("iris@example.com");
  await set(null);
  expect(ofDomain().catchall).toBeNull();
});

test("what a caller gets or gives shares nothing with what the service holds", () => {
  const attributes = { allow: ["a@b.example"] };
  sim.call("change_domain", { domain: "example.com", attributes });
  attributes.allow.push("c@d.example");
  (ofDomain().allow as string[]).push("e@f.example");
  expect(ofDomain().allow).toEqual(["a@b.example"]);
});
