import type { JsonObject, Simulator } from "../../simulator/index.js";
import { COMPANY, domain, done, post, start, user } from "./support.js";

let sim: Simulator;

beforeEach(async () => {
  sim = await start();
  await domain(sim);
  await user(sim);
});

const setCompany = (attributes: JsonObject) => done(sim, "change_company", { company: COMPANY, attributes });
const setDomain = (attributes: JsonObject) => done(sim, "change_domain", { domain: "example.com", attributes });
const seen = (method: string, fields: JsonObject) => {
  const { attributes, metadata } = sim.call(method, fields);
  return { own: attributes as JsonObject, inherit: metadata?.inherit as JsonObject };
};
const company = () => seen("get_company", { company: COMPANY });
const ofDomain = () => seen("get_domain", { domain: "example.com" });
const iris = () => seen("get_user", { user: "iris@example.com" });

test("an unset value is looked up each time: user, domain, company, cluster", async () => {
  expect(company().inherit.spamfolder).toBe(".Spam");
  expect(iris().inherit.spamfolder).toBe(".Spam");
  await setCompany({ spamfolder: "Junk" });
  expect(company().inherit.spamfolder).toBe(".Spam");
  expect(ofDomain()).toMatchObject({ own: { spamfolder: null }, inherit: { spamfolder: "Junk" } });
  expect(iris()).toMatchObject({ own: { spamfolder: null }, inherit: { spamfolder: "Junk" } });
  await setDomain({ spamfolder: "Archive/Junk" });
  expect(iris().inherit.spamfolder).toBe("Archive/Junk");
  await setDomain({ spamfolder: null });
  expect(iris().inherit.spamfolder).toBe("Junk");
});

test("false above is a value, not the absence of one", async () => {
  await setCompany({ regen_passwords: true });
  expect(ofDomain().inherit.regen_passwords).toBe(true);
  await setCompany({ regen_passwords: false });
  expect(ofDomain().inherit.regen_passwords).toBe(false);
});

test("metadata.inherit has the documented ten of company and domain", () => {
  const ten = [
    "brand",
    "default_password_encoding",
    "filterdelivery",
    "password_strength",
    "regen_passwords",
    "smtp_sent_limit",
    "spamfolder",
    "spamheader",
    "spamlevel",
    "spamtag",
  ];
  expect(Object.keys(company().inherit).sort()).toEqual(ten);
  expect(Object.keys(ofDomain().inherit).sort()).toEqual(ten);
  expect(Object.keys(iris().inherit)).not.toContain("password_strength");
});

test("other values are taken over once, when the child is made", async () => {
  await setCompany({
    language: "nl",
    timezone: "Europe/London",
    limit_users: 7,
    wm_domainalias: false,
    service_pop3: "disabled",
  });
  const taken = {
    language: "nl",
    timezone: "Europe/London",
    limit_users: 7,
    wm_domainalias: false,
    service_pop3: "disabled",
  };
  expect(ofDomain().own).toMatchObject({ language: "en", limit_users: null, service_pop3: "enabled" });
  await domain(sim, "new.example");
  expect(sim.call("get_domain", { domain: "new.example" }).attributes).toMatchObject(taken);

  await setDomain({ language: "de", service_imap4: "suspended" });
  expect(iris().own).toMatchObject({ language: "en", service_imap4: "enabled" });
  await user(sim, "new@example.com");
  expect(sim.call("get_user", { user: "new@example.com" }).attributes).toMatchObject({
    language: "de",
    service_imap4: "suspended",
  });
});

test("a domain that could be created tells its settable attributes, options and the defaults it would get", async () => {
  await setCompany({ quota: 10, language: "nl" });
  const answer = await post(sim, "get_domain", { domain: "fresh.example.org" });
  expect(answer).toMatchObject({ success: false, error_number: 2, metadata: { options: { quota: [0, 15360] } } });
  expect(answer.settable_attributes).toContain("aliases");
  expect(answer.settable_attributes).not.toContain("catchall");
  await domain(sim, "fresh.example.org");
  const made = sim.call("get_domain", { domain: "fresh.example.org" }).attributes;
  expect(made).toMatchObject(answer.metadata?.defaults as JsonObject);
});

test("a user that could be created tells the same", async () => {
  const answer = await post(sim, "get_user", { user: "fresh@example.com" });
  expect(answer).toMatchObject({ success: false, error_number: 2 });
  expect(answer.settable_attributes).toContain("password");
  await user(sim, "fresh@example.com");
  expect(sim.call("get_user", { user: "fresh@example.com" }).attributes).toMatchObject(
    answer.metadata?.defaults as JsonObject,
  );
});

test("a name that cannot be a domain gives a plain 2", async () => {
  expect(await post(sim, "get_domain", { domain: "nodot" })).not.toHaveProperty("settable_attributes");
});

test("the options list the brands of the company after null", async () => {
  await done(sim, "_change_brand", { brand: "Blue", attributes: {} });
  expect(sim.call("get_company", { company: COMPANY }).metadata).toMatchObject({
    options: { brand: [null, "Default Brand", "Blue"] },
  });
});
